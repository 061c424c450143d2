// recording_transport: another transport, with a record of what went over it; and its counterpart, which replays one.
#pragma once

#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/bind_executor.hpp>

#include <descry/client/transport.hpp>
#include <descry/testing/recording.hpp>
#include <descry/testing/scripted_transport.hpp>

#include <algorithm>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace descry::testing {

/// Give it to a client as `custom_transport`, in front of the one that it would use. Secrets do not reach the record.
/// Exchanges stand in it in the order in which they ended.
class recording_transport final : public transport {
    struct record {
        secret_names names;
        std::mutex mutex{};
        recording exchanges{};

        explicit record(secret_names secret) : names(std::move(secret)) {}

        void add(request const& sent, result<response> const& in)
        {
            auto one = record_exchange(sent, in ? &*in : nullptr, names);
            std::lock_guard const lock(mutex);
            exchanges.push_back(std::move(one));
        }
    };

    std::shared_ptr<transport> network_;
    std::shared_ptr<record> record_;

public:
    /// `names` says what is not to be recorded besides what never is.
    explicit recording_transport(std::shared_ptr<transport> network, secret_names names = {})
        : network_(std::move(network)), record_(std::make_shared<record>(std::move(names)))
    {
    }

    /// What went over it so far. May be called while exchanges are under way.
    recording recorded() const
    {
        std::lock_guard const lock(record_->mutex);
        return record_->exchanges;
    }

    result<response> send(request const& message, steady_time deadline) override
    {
        auto in = network_->send(message, deadline);
        record_->add(message, in);
        return in;
    }

    void async_send(request message, steady_time deadline, handler done) override
    {
        auto const slot = boost::asio::get_associated_cancellation_slot(done);
        auto const executor = boost::asio::get_associated_executor(done);
        auto sent = std::make_unique<request>(message);
        network_->async_send(
            std::move(message), deadline,
            boost::asio::bind_cancellation_slot(
                slot, boost::asio::bind_executor(executor, [record = record_, sent = std::move(sent),
                                                            done = std::move(done)](result<response> in) mutable {
                    record->add(*sent, in);
                    std::move(done)(std::move(in));
                })));
    }

    void close() override { network_->close(); }
};

/// The script of a `scripted_transport` that answers as it was recorded: each request with the first exchange of that
/// method and target that was not used yet, where secret parameters, also those of `names`, count as equal. One that
/// was not recorded, had no answer, or had a file for it, is a failure.
inline scripted_transport::script replay(recording exchanges, secret_names names = {})
{
    struct state {
        std::mutex mutex{};
        recording left;
        secret_names names;

        result<response> next(request const& message)
        {
            auto target = message.target;
            std::vector<std::string> unused;
            detail::conceal_parameters(target, detail::parameters_of(names), unused);
            auto const failed = [](std::string why) {
                return failure(errc::transport_failure, {.explanation = std::move(why)});
            };
            std::lock_guard const lock(mutex);
            auto const one = std::find_if(left.begin(), left.end(), [&](recorded_exchange const& each) {
                return each.method == message.method && each.target == target;
            });
            if (one == left.end())
                return failed("nothing is left of the recording for " + message.method + " of that target");
            auto const found = std::move(*one);
            left.erase(one);
            if (found.status == 0) return failed("no answer was recorded");
            if (found.body_left_out) return failed("the answer was a file, which is not recorded");
            response in{found.status, {}, found.response_body};
            for (auto const& h : found.response_headers) in.headers.push_back({h.name, h.value});
            return in;
        }
    };
    auto const held = std::make_shared<state>();
    held->left = std::move(exchanges);
    held->names = std::move(names);
    return [held](request const& message) { return held->next(message); };
}

}  // namespace descry::testing
