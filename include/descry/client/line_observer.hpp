// line_observer: logs one line for each call.
#pragma once

#include <descry/client/observer.hpp>
#include <descry/core/detail/characters.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace descry {

/// Passes a line to a function when a call ends:
/// `GET /v1/customers/{customer_id}/profiles/billing: 200 after 82 ms, 0 bytes sent, 713 received, request id …`.
/// A refresh token that is not stored, and a client certificate that is not renewed, are reported in separate lines.
/// The function is called on the thread that performs the call, by several threads at once, and must not throw.
class line_observer final : public observer {
public:
    using writer = std::function<void(std::string_view line, bool failed)>;

    explicit line_observer(writer write) : write_(std::move(write)) {}

    void succeeded(call_event const& call) override { write_(line(call), false); }
    void failed(call_event const& call) override { write_(line(call), true); }
    void refresh_token_not_stored(failure const& why) override { write_(why.message(), true); }
    void certificate_not_renewed(failure const& why) override { write_(why.message(), true); }

private:
    static std::string line(call_event const& call)
    {
        std::string out;
        auto const add = [&out](std::string_view before, std::string_view text) { (out += before) += text; };
        add("", call.method);
        add(" ", call.path);
        add(": ", call.status == 0 ? "no response" : std::to_string(call.status));
        if (call.error) add(", ", call.error.message());
        auto const elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(call.elapsed);
        add(" after ", std::to_string(elapsed.count()) + " ms");
        if (call.attempt > 1) add(" and ", std::to_string(call.attempt) + " attempts");
        add(", ", std::to_string(call.bytes_sent) + " bytes sent");
        add(", ", std::to_string(call.bytes_received) + " received");
        if (!call.request_id.empty()) add(", request id ", call.request_id);
        if (!call.correlation_id.empty()) add(", correlation id ", call.correlation_id);
        if (!call.traceparent.empty()) add(", traceparent ", call.traceparent);
        detail::blank_controls(out);
        return out;
    }

    writer write_;
};

/// Makes a line observer for `client_options::observer`.
inline std::shared_ptr<observer> make_line_observer(line_observer::writer write)
{
    return std::make_shared<line_observer>(std::move(write));
}

}  // namespace descry
