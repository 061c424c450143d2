// exchange_fsm: the state machine of one request and its response on one connection. No I/O, no clock.
#pragma once

#include <boost/beast/core/flat_buffer.hpp>

#include <descry/beast/detail/connection.hpp>
#include <descry/beast/detail/content_coding.hpp>
#include <descry/beast/detail/framed_request.hpp>
#include <descry/beast/detail/hosts.hpp>
#include <descry/beast/detail/parser.hpp>
#include <descry/beast/detail/response_reader.hpp>
#include <descry/beast/detail/tls.hpp>
#include <descry/client/transport.hpp>
#include <descry/http/detail/status.hpp>
#include <descry/http/message.hpp>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace descry::detail {

// The time for which the server keeps an idle connection, if it announces it: `Keep-Alive: timeout=5, max=100`.
inline std::chrono::seconds announced_idle_time(response const& in)
{
    constexpr std::string_view timeout = "timeout=";
    constexpr auto unknown = std::chrono::seconds(std::numeric_limits<std::int32_t>::max());
    auto const text = find_header(in.headers, "Keep-Alive");
    auto const at = text.find(timeout);
    if (at == std::string_view::npos) return unknown;
    std::int32_t seconds = 0;
    auto const [end, error] = std::from_chars(text.data() + at + timeout.size(), text.data() + text.size(), seconds);
    return error == std::errc() ? std::chrono::seconds(seconds) : unknown;
}

// Decides the next action of an exchange. The owner performs each action that take_action() returns until it is
// `none`, and reports its outcome by one of the events; after an event there may be new actions. The request is sent
// while its response is received: an `action::write` and an `action::read` may be under way together, but never two of
// a kind.
class exchange_fsm {
public:
    enum class action : std::uint8_t {
        none = 0,         // Nothing until the next event.
        connect = 1,      // Resets the connection, and opens it. Then connected() or connect_failed().
        write = 2,        // Sends some of unsent(). Then on_write().
        read = 4,         // Receives some octets. Then on_read().
        wait = 8,         // Waits for `continue_wait`. Then on_continue_wait().
        yield = 16,       // Lets pending completions run first. Then on_yield().
        disconnect = 32,  // Ends the operations on the connection, whose events still follow.
        pause = 64        // Waits until the sink takes more. Then on_resume().
    };

    // The time to wait for `100 Continue` before the body is sent without it (RFC 9110, 10.1.1).
    static constexpr std::chrono::seconds continue_wait{1};

    // The options must outlive this object. `reused`: the connection was opened for an earlier exchange.
    exchange_fsm(framed_request&& request, network_options const& options, bool reused)
        : request_(std::move(request)), options_(options), reused_(reused)
    {
    }

    framed_request const& request() const noexcept { return request_; }
    std::optional<result<response>>& outcome() noexcept { return outcome_; }
    bool is_done() const noexcept { return state_ == state::done; }
    bool is_connecting() const noexcept { return state_ == state::connecting; }

    // True if the whole request was sent.
    bool is_sent() const noexcept { return written_ == request_.octets.size(); }

    // True if the service may have begun to carry out a change.
    bool may_have_side_effects() const noexcept { return sent_ && !request_.is_safe; }

    // True if the connection was opened for an earlier exchange.
    bool is_reused() const noexcept { return reused_; }

    // Once done: the time for which the connection may be reused; nothing if it must not be.
    std::optional<std::chrono::milliseconds> reusable_for() const noexcept { return reusable_for_; }

    // The next action, which is under way from now on until its event.
    action take_action()
    {
        switch (state_) {
            case state::connecting: return first_of(action::connect);
            case state::sending: return written_ == 0 ? first_of(action::write) : first_of(action::read, action::write);
            case state::awaiting_continue: return first_of(action::wait, action::read);
            case state::receiving: return first_of(action::read);
            case state::paused: return first_of(action::pause);
            case state::received: return first_of(action::yield);
            case state::disconnecting:
                if (auto const first = first_of(action::disconnect); first != action::none) return first;
                if (is_under_way(action::read) || is_under_way(action::write)) return action::none;
                begin_again();
                return first_of(action::connect);
            case state::idle:
            case state::done: break;
        }
        return action::none;
    }

    // The part of the request that is to be sent now.
    std::string_view unsent() const noexcept
    {
        return std::string_view(request_.octets).substr(written_, to_write_ - written_);
    }

    // ---- Events

    void start()
    {
        if (state_ != state::idle) return;  // canceled before it began
        if (reused_)
            send_head();
        else
            enter(state::connecting);
    }

    void connected()
    {
        if (state_ == state::connecting) send_head();
    }

    void on_write(error_code ec, std::size_t bytes)
    {
        end_action(action::write);
        if (state_ == state::done || state_ == state::disconnecting) return;
        written_ += bytes;
        if (ec) write_error_ = ec;  // a response, perhaps an error, may have arrived nevertheless
        if (state_ == state::received) return;
        if (ec)
            enter(state::receiving);
        else if (written_ == to_write_)
            end_of_part();
    }

    // The received octets are appended to the input, and consumed as far as they are complete.
    void on_read(error_code ec, std::size_t bytes, boost::beast::flat_buffer& input)
    {
        end_action(action::read);
        if (state_ == state::done || state_ == state::disconnecting) return;
        if (ec) return on_end(ec);
        received_ += bytes;
        input.commit(bytes);
        reader_->read(input, ec);
        left_over_ = input.size();
        if (ec) return on_refused(ec);
        if (reader_->is_done()) return on_received();
        if (reader_->has_go_ahead() && state_ == state::awaiting_continue) send_body();
        if (reader_->is_feeding() && state_ == state::receiving) enter(state::paused);
    }

    void on_resume()
    {
        if (state_ == state::paused) enter(state::receiving);
    }

    void on_continue_wait()
    {
        if (state_ == state::awaiting_continue) send_body();
    }

    void on_yield()
    {
        if (state_ == state::received) complete();
    }

    // The deadline passed during this activity. A response whose status is known may suffice.
    void expire(std::string const& doing)
    {
        if (is_done()) return;
        if (request_.is_endless && is_sent() && reader_ && reader_->is_feeding()) return;
        request_.expects_continue = false;  // too late to send the request once more
        if (state_ != state::disconnecting && reader_ && reader_->status_suffices()) return complete();
        fail(errc::deadline_exceeded, "the deadline passed while " + doing);
    }

    void cancel(std::string const& doing) { fail(errc::canceled, "canceled while " + doing); }

    void connect_failed(failure const& why) { finish(why); }

    // Needs no memory.
    void run_out_of_memory()
    {
        if (!is_done()) end(failure(errc::not_enough_memory));
    }

    // The current activity, for failures.
    std::string doing() const
    {
        switch (state_) {
            case state::idle:
            case state::connecting: return "connecting to " + host();
            case state::sending: return "sending the request to " + host();
            default: return "waiting for the response of " + host();
        }
    }

private:
    enum class state : std::uint8_t {
        idle,               // before start()
        connecting,         // there is no connection yet
        sending,            // head and body, only the head, or the rest after `100 Continue`
        awaiting_continue,  // the head was sent, and the body is withheld
        receiving,          // the request was sent as far as it will be
        paused,             // the same, while the sink may not take more of the body
        received,           // the response is complete
        disconnecting,      // the request will be sent once more, on a new connection
        done
    };

    framed_request request_;
    network_options const& options_;
    state state_ = state::idle;
    std::uint8_t under_way_ = 0;  // a set of actions
    bool reused_;
    bool sent_ = false;  // perhaps in part, perhaps on an earlier connection
    std::size_t written_ = 0, to_write_ = 0;
    error_code write_error_{};
    std::size_t received_ = 0, left_over_ = 0;
    std::optional<response_reader> reader_{};
    std::optional<std::chrono::milliseconds> reusable_for_{};
    std::optional<result<response>> outcome_{};

    std::string host() const { return request_.host->where.description(); }

    // ---- Actions

    static constexpr std::uint8_t bit(action which) noexcept { return static_cast<std::uint8_t>(which); }
    bool is_under_way(action which) const noexcept { return (under_way_ & bit(which)) != 0; }
    void end_action(action which) noexcept { under_way_ &= static_cast<std::uint8_t>(~bit(which)); }

    // The first of these actions that is not under way.
    template <class... Actions>
    action first_of(Actions... wanted)
    {
        for (auto const each : {wanted...}) {
            if (is_under_way(each)) continue;
            if (each == action::read && !reader_)
                reader_.emplace(options_.max_header_bytes, options_.max_body_bytes, request_.is_head,
                                body_receiver{request_.sink.get(), request_.wants_identity});
            if (each == action::write) sent_ = true;
            under_way_ |= bit(each);
            return each;
        }
        return action::none;
    }

    // Reading and writing continue across states.
    void enter(state next) noexcept
    {
        state_ = next;
        under_way_ &= static_cast<std::uint8_t>(bit(action::read) | bit(action::write));
    }

    // ---- Sending

    void send_head()
    {
        to_write_ = request_.expects_continue ? request_.head_size : request_.octets.size();
        enter(state::sending);
    }

    void send_body()
    {
        to_write_ = request_.octets.size();
        enter(state::sending);
    }

    void end_of_part()
    {
        if (is_sent()) return enter(state::receiving);
        if (reader_ && reader_->has_go_ahead()) return send_body();
        enter(state::awaiting_continue);
    }

    // ---- Receiving

    // The parser, or the sink of the body, failed.
    void on_refused(error_code ec)
    {
        if (reader_->status_suffices()) return on_received();
        if (auto const* const why = reader_->refusal()) return finish(*why);
        if (ec == http::error::header_limit || ec == http::error::body_limit)
            return fail(errc::response_too_large, "the response of " + host() + " is too large", ec);
        fail(errc::malformed_response, host() + " did not respond in HTTP/1.1", ec);
    }

    void on_end(error_code ec)
    {
        bool const is_end = ec == asio::error::eof && reader_->read_end();
        if (is_end || reader_->status_suffices()) return on_received();
        if (reader_->refusal()) return on_refused(ec);
        if (is_identity_refused(ec)) return fail(errc::tls_failure, refused_identity(request_.host->where), ec);
        // A reused connection was closed by the peer, which may have received the request nevertheless.
        if (reused_ && received_ == 0 && request_.idempotent) return enter(state::disconnecting);
        if (is_closed(ec))
            return fail(errc::connection_closed, host() + " closed before its response was complete", ec);
        fail(errc::transport_failure, "the connection to " + host() + " failed", ec);
    }

    // The completion of the last write may be pending.
    void on_received()
    {
        enter(state::received);
        if (!is_under_way(action::write)) complete();
    }

    void complete()
    {
        if (is_expectation_failed()) return enter(state::disconnecting);
        auto in = reader_->take();
        auto const& to = *request_.host;
        if (in.status == 407 && to.proxy && !to.where.secure)  // behind a tunnel, the response is the server's own
            return fail(errc::proxy_unauthorized,
                        "the proxy " + to.proxy->where.description() + " responded with status 407");

        bool reusable =
            reader_->keep_alive() && left_over_ == 0 && !is_under_way(action::write) && !write_error_ && is_sent();
        auto const idle = std::min<std::chrono::milliseconds>(options_.max_idle_time, announced_idle_time(in));
        if (!in.taken) {
            auto const decoded = decode_content(in, options_.max_body_bytes, request_.accepts_coding);
            if (!decoded) reusable = false;
            if (!decoded && !reader_->status_suffices())
                return fail(static_cast<errc>(decoded.error().code().value()),
                            host() + " responded, but " + decoded.error()->explanation);
        }
        if (reusable) reusable_for_ = idle;
        finish(std::move(in));
    }

    // RFC 9110, 10.1.1: the server did not act on the request.
    bool is_expectation_failed() const { return reader_ && reader_->status() == 417 && request_.expects_continue; }

    // Nothing refers to the octets of the request here.
    void begin_again()
    {
        if (is_expectation_failed()) request_.drop_expectation();
        reused_ = false;
        written_ = 0;
        received_ = 0;
        write_error_ = {};
        reader_.reset();
        enter(state::connecting);
    }

    // ---- The end

    void fail(errc code, std::string explanation, error_code cause = {})
    {
        finish(
            failure(code, {.explanation = std::move(explanation), .cause = cause, .response_begun = received_ != 0}));
    }

    void finish(result<response> outcome)
    {
        if (is_done()) return;
        if (!outcome) {
            auto details = outcome.error().details();
            details.not_sent = !sent_;
            // The response has a faulty body that is required.
            if (reader_ && is_success(reader_->status())) details.status = reader_->status();
            outcome = outcome.error().with(std::move(details));
        }
        end(std::move(outcome));
    }

    void end(result<response> outcome)
    {
        outcome_.emplace(std::move(outcome));
        enter(state::done);
    }
};

}  // namespace descry::detail
