// recording_transport: another transport, with a record of what went over it; and its counterpart, which replays one.
#pragma once

#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/bind_executor.hpp>

#include <descry/call/transport.hpp>
#include <descry/testing/recording.hpp>
#include <descry/testing/scripted_transport.hpp>

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
        std::vector<std::string> names;
        std::mutex mutex{};
        recording exchanges{};

        explicit record(std::vector<std::string> sensitive) : names(std::move(sensitive)) {}

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
    /// `sensitive` names further members of JSON and of forms whose values are not to be recorded.
    explicit recording_transport(std::shared_ptr<transport> network, std::vector<std::string> sensitive = {})
        : network_(std::move(network)), record_(std::make_shared<record>(std::move(sensitive)))
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
/// method and target that was not used yet. One that was not recorded, or had no answer, is a failure.
inline scripted_transport::script replay(recording exchanges)
{
    struct state {
        std::mutex mutex{};
        recording left;
    };
    auto const held = std::make_shared<state>();
    held->left = std::move(exchanges);
    return [held](request const& message) -> result<response> {
        std::lock_guard const lock(held->mutex);
        for (auto one = held->left.begin(); one != held->left.end(); ++one) {
            if (one->method != message.method || one->target != message.target) continue;
            auto const found = std::move(*one);
            held->left.erase(one);
            if (found.status == 0) return failure(errc::transport_failure, {.explanation = "no answer was recorded"});
            response in{found.status, {}, found.response_body};
            for (auto const& h : found.response_headers) in.headers.push_back({h.name, h.value});
            return in;
        }
        return failure(errc::transport_failure,
                       {.explanation = "nothing is left of the recording for " + message.method + " of that target"});
    };
}

}  // namespace descry::testing
