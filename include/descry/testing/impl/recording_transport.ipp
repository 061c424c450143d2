// recording_transport: definitions of the functions of recording_transport.hpp.
#pragma once

#include <descry/client/detail/forward_send.hpp>
#include <descry/testing/impl/recording.ipp>
#include <descry/testing/recording_transport.hpp>

#include <algorithm>
#include <mutex>
#include <new>
#include <string>
#include <utility>
#include <vector>

namespace descry::testing {

struct recording_transport::record {
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

DESCRY_DECL recording_transport::recording_transport(std::shared_ptr<transport> network, secret_names names)
    : network_(std::move(network)), record_(std::make_shared<record>(std::move(names)))
{
}

DESCRY_DECL recording recording_transport::recorded() const
{
    std::lock_guard const lock(record_->mutex);
    return record_->exchanges;
}

DESCRY_DECL result<response> recording_transport::send(request const& message, steady_time deadline)
{
    auto in = network_->send(message, deadline);
    record_->add(message, in);
    return in;
}

DESCRY_DECL void recording_transport::async_send(request message, steady_time deadline, handler done)
{
    auto sent = std::make_unique<request>(message);
    descry::detail::forward_send(*network_, std::move(message), deadline, std::move(done),
                                 [record = record_, kept = std::move(sent)](result<response>& in) {
                                     try {
                                         record->add(*kept, in);
                                     } catch (std::bad_alloc const&) {
                                         in = failure(errc::not_enough_memory);
                                     }
                                 });
}

DESCRY_DECL void recording_transport::close() { network_->close(); }

DESCRY_DECL scripted_transport::script replay(recording exchanges, secret_names names)
{
    struct state {
        std::mutex mutex{};
        recording left;
        secret_names names;

        result<response> next(request const& message)
        {
            auto target = message.target;
            std::vector<std::string> unused;
            descry::detail::redact_parameters(target, detail::names_to_redact(message, names).all_parameters(), unused);
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
            if (found.status == 0) return failed("no response was recorded");
            if (found.body_omitted) return failed("the response was a file, which is not recorded");
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
