// scripted_transport: definitions of the functions of scripted_transport.hpp.
#pragma once

#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/dispatch.hpp>

#include <descry/client/check_message.hpp>
#include <descry/testing/scripted_transport.hpp>

#include <chrono>
#include <exception>
#include <string>
#include <utility>

namespace descry::testing {

DESCRY_DECL scripted_transport::scripted_transport(script respond, std::shared_ptr<clock> time)
    : script_(std::move(respond)), time_(std::move(time))
{
}

DESCRY_DECL std::vector<request> scripted_transport::requests() const
{
    std::lock_guard const lock(mutex_);
    return requests_;
}

DESCRY_DECL result<response> scripted_transport::send(request const& message, steady_time deadline)
{
    return respond(message, deadline);
}

DESCRY_DECL void scripted_transport::async_send(request message, steady_time deadline, handler done)
{
    auto const canceled = std::make_shared<std::atomic<bool>>(false);
    auto slot = boost::asio::get_associated_cancellation_slot(done);
    if (slot.is_connected())
        slot.assign([canceled, is_safe = is_safe_method(message.method)](boost::asio::cancellation_type type) {
            if (ends_for(type, !is_safe)) *canceled = true;
        });

    auto const executor = boost::asio::get_associated_executor(done);
    boost::asio::dispatch(
        executor, [closed = closed_, canceled, in = respond(message, deadline), complete = std::move(done)]() mutable {
            if (*closed || *canceled) in = failure(errc::canceled, {.not_sent = !in && in.error()->not_sent});
            std::move(complete)(std::move(in));
        });
}

DESCRY_DECL void scripted_transport::close() { *closed_ = true; }

DESCRY_DECL result<response> scripted_transport::respond(request const& message, steady_time deadline)
{
    if (*closed_) return failure(errc::canceled, {.not_sent = true});
    if (auto const checked = check_message(message); !checked) return checked.error();
    auto const is_late = [&] { return (time_ ? time_->now() : std::chrono::steady_clock::now()) > deadline; };
    if (is_late())
        return failure(errc::deadline_exceeded,
                       {.explanation = "the deadline passed before the request was sent", .not_sent = true});
    auto in = run(message);
    if (is_late() && (in || in.error() != errc::canceled))
        return failure(errc::deadline_exceeded, {.explanation = "the script responded after the deadline"});
    return in;
}

DESCRY_DECL result<response> scripted_transport::run(request const& message)
{
    {
        std::lock_guard const lock(mutex_);
        requests_.push_back(message);
    }
    try {
        auto in = script_(message);
        if (*closed_) return failure(errc::canceled);  // the transport was closed while the script ran
        return in;
    } catch (connection_dropped const& e) {
        return failure(errc::connection_closed, {.explanation = e.what()});
    } catch (std::exception const& e) {
        return failure(errc::transport_failure, {.explanation = std::string("the script threw: ") + e.what()});
    } catch (...) {
        return failure(errc::transport_failure, {.explanation = "the script threw"});
    }
}

}  // namespace descry::testing
