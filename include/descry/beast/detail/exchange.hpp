// exchange: one request and its response as a state machine: connect, write, read.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <descry/beast/detail/answer_reader.hpp>
#include <descry/beast/detail/connection.hpp>
#include <descry/beast/detail/connector.hpp>
#include <descry/beast/detail/content_coding.hpp>
#include <descry/beast/detail/framed_request.hpp>
#include <descry/beast/detail/hosts.hpp>
#include <descry/beast/detail/parser.hpp>
#include <descry/beast/detail/patience.hpp>
#include <descry/beast/detail/tls.hpp>
#include <descry/client/detail/sink_feed.hpp>
#include <descry/client/transport.hpp>
#include <descry/http/detail/status.hpp>
#include <descry/http/message.hpp>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace descry::detail {

// How long the server keeps an idle connection, if it says so: `Keep-Alive: timeout=5, max=100`.
inline std::chrono::seconds announced_idle_time(response const& answer)
{
    constexpr std::string_view timeout = "timeout=";
    constexpr auto unknown = std::chrono::seconds(std::numeric_limits<std::int32_t>::max());
    auto const text = find_header(answer.headers, "Keep-Alive");
    auto const at = text.find(timeout);
    if (at == std::string_view::npos) return unknown;
    std::int32_t seconds = 0;
    auto const [end, error] = std::from_chars(text.data() + at + timeout.size(), text.data() + text.size(), seconds);
    return error == std::errc() ? std::chrono::seconds(seconds) : unknown;
}

// Runs in one strand or one thread: that of its connection. The blocking and the asynchronous lane differ only in who
// runs it and watches its deadline, and in what `finished` does. Handlers of the network keep it alive, except those of
// a connector: while that is at work, the lane has to.
class exchange : public std::enable_shared_from_this<exchange> {
    enum class stage { connecting, sending, receiving, answered };

    framed_request request_;
    network_options const& options_;
    tls_client& tls_;
    std::unique_ptr<connection> stream_;  // the connector has it while it connects
    asio::any_io_executor executor_;
    std::optional<patience> wait_{};                // of a caller that blocks
    std::optional<asio::steady_timer> continue_{};  // how long to wait for `100 Continue`
    std::shared_ptr<connector> connector_{};
    std::optional<answer_reader> answer_{};
    std::size_t written_ = 0, to_write_ = 0;
    stage stage_ = stage::connecting;
    bool reused_;
    bool reading_ = false, writing_ = false;
    bool to_be_read_ = false;  // by the caller that blocks
    bool write_failed_ = false;
    bool sent_ = false;  // perhaps only in part, perhaps on an earlier connection
    bool answer_begun_ = false;
    bool starting_again_ = false;
    bool reusable_ = false;
    std::chrono::milliseconds keep_{0};
    std::optional<result<response>> outcome_{};

protected:
    // The two references have to live as long as this object.
    exchange(framed_request&& request, std::unique_ptr<connection> stream, network_options const& options,
             tls_client& tls)
        : request_(std::move(request)),
          options_(options),
          tls_(tls),
          stream_(std::move(stream)),
          executor_(stream_->get_executor()),
          reused_(stream_->is_open())
    {
    }

    // Called once, as the last thing that happens.
    virtual void finished() = 0;

    // The caller blocks, and works on it as long as nothing but its connection is to be waited for. To be called before
    // track(), from when on others may cancel it.
    void block(steady_time now) { wait_.emplace(request_.deadline, reused_ ? std::optional(now) : std::nullopt); }

    // What to do next, if that does not need the execution context.
    bool is_to_be_read() const noexcept { return to_be_read_; }

    // Waits for more of the answer, and goes on with it. False when it was canceled, which the context knows too.
    bool read_now()
    {
        to_be_read_ = false;
        error_code ec;
        auto const bytes = stream_->read_some(stream_->input.prepare(read_size), ec);
        if (ec && wait_->was_ended()) return false;
        if (wait_->is_late())
            expire();
        else
            on_read(ec, bytes);
        return true;
    }

public:
    exchange(exchange const&) = delete;
    exchange& operator=(exchange const&) = delete;

    virtual ~exchange() = default;

    void start()
    {
        if (outcome_) return;  // canceled before it began
        if (reused_)
            send_head();
        else
            open();
    }

    // From any thread.
    void cancel()
    {
        asio::post(executor_, [weak = weak_from_this()] {
            if (auto const self = weak.lock()) self->fail(errc::canceled, "canceled while " + self->doing());
        });
        if (wait_) wait_->end();
    }

    // To be called in its strand or thread once the deadline is over, which who runs it has to watch.
    void expire()
    {
        if (outcome_) return;
        request_.expects_continue = false;  // too late to send it once more
        if (!starting_again_ && answer_ && answer_->status_suffices()) return complete();
        fail(errc::deadline_exceeded, "the deadline passed while " + doing());
    }

    // Ends it where memory could not be allocated. None is needed for it, nor for the details of the failure.
    void run_out_of_memory()
    {
        if (!outcome_) end(failure(errc::not_enough_memory));
    }

    asio::any_io_executor const& get_executor() const noexcept { return executor_; }
    steady_time deadline() const noexcept { return request_.deadline; }
    host& to() const noexcept { return *request_.host; }
    std::optional<result<response>>& outcome() noexcept { return outcome_; }

    // For how long its connection may be kept.
    std::chrono::milliseconds keep() const noexcept { return keep_; }

    // Once finished: the connection, if it may be used again.
    std::unique_ptr<connection> take_connection()
    {
        if (!reusable_) return nullptr;
        stream_->be_patient(nullptr);
        return std::move(stream_);
    }

private:
    origin const& where() const noexcept { return request_.host->where; }

    template <auto Member>
    step then()
    {
        return make_step<Member>(shared_from_this());
    }

    // ---- Connecting

    void open()
    {
        stage_ = stage::connecting;
        auto const tls = tls_context();
        if (!tls) return finish(tls.error());
        connector_ = std::make_shared<connector>(to(), options_, std::move(stream_), *tls, request_.deadline);
        connector_->start([weak = weak_from_this()](result<std::unique_ptr<connection>> reached) {
            if (auto const self = weak.lock()) self->on_connected(std::move(reached));
        });
    }

    // Null for plain http.
    result<asio::ssl::context*> tls_context()
    {
        if (!where().secure) return nullptr;
        return tls_.context();
    }

    void on_connected(result<std::unique_ptr<connection>> reached)
    {
        if (!reached) return finish(reached.error());
        stream_ = std::move(*reached);
        send_head();
    }

    // ---- Sending

    // The head, and the body with it unless the server is asked first.
    void send_head()
    {
        stage_ = stage::sending;
        sent_ = true;
        if (wait_) stream_->be_patient(&*wait_);
        answer_.reset();
        written_ = 0;
        to_write_ = request_.expects_continue ? request_.head_size : request_.octets.size();
        write();
    }

    bool body_is_held_back() const noexcept { return to_write_ != request_.octets.size(); }

    void send_body()
    {
        if (continue_) continue_->cancel();
        to_write_ = request_.octets.size();
        write();
    }

    void write()
    {
        asio::const_buffer const rest(request_.octets.data() + written_, to_write_ - written_);
        writing_ = true;
        error_code ec;
        auto const taken = written_ == 0 ? stream_->write_at_once(rest, ec) : 0;
        if (taken != 0 || ec) return on_write(ec, taken);
        stream_->async_write_some(rest, then<&exchange::on_write>());
    }

    void on_write(error_code ec, std::size_t bytes)
    {
        writing_ = false;
        if (outcome_) return;
        if (starting_again_) return start_again();
        written_ += bytes;
        write_failed_ = write_failed_ || ec;  // the answer, perhaps a refusal, may be there nevertheless
        if (stage_ == stage::answered) return;
        if (!ec && written_ != to_write_) {
            if (!reading_) read();  // a server may refuse a long body, and not read it
            return write();
        }
        if (!ec && body_is_held_back()) {
            if (answer_ && answer_->has_go_ahead()) return send_body();
            await_continue();
        }
        stage_ = stage::receiving;
        if (!reading_) read();
    }

    void await_continue()
    {
        continue_.emplace(stream_->get_executor(), std::chrono::seconds(1));
        continue_->async_wait(then<&exchange::on_continue_late>());
    }

    void on_continue_late(error_code ec, std::size_t)
    {
        if (ec || outcome_ || starting_again_ || stage_ != stage::receiving) return;
        if (!writing_ && body_is_held_back()) send_body();
    }

    // ---- Receiving

    void read()
    {
        if (!answer_)
            answer_.emplace(options_.max_header_bytes, options_.max_body_bytes, request_.is_head,
                            body_receiver{request_.sink.get(), request_.wants_identity});
        reading_ = true;
        to_be_read_ = stream_->is_patient() && written_ == request_.octets.size();
        if (to_be_read_) return;
        stream_->async_read_some(stream_->input.prepare(read_size), then<&exchange::on_read>());
    }

    void on_read(error_code ec, std::size_t bytes)
    {
        reading_ = false;
        if (outcome_) return;
        if (starting_again_) return start_again();
        if (ec) return on_end(ec);
        answer_begun_ = true;
        stream_->input.commit(bytes);
        parse();
    }

    void parse()
    {
        error_code ec;
        answer_->read(stream_->input, ec);
        if (ec) return on_refused(ec);
        if (answer_->is_done()) return on_answered();
        if (answer_->has_go_ahead() && body_is_held_back() && !writing_) send_body();
        read();
    }

    // By the parser, or what takes the body.
    void on_refused(error_code ec)
    {
        if (answer_->status_suffices()) return on_answered();
        if (auto const* const why = answer_->refusal()) return finish(*why);
        if (ec == http::error::header_limit || ec == http::error::body_limit)
            return fail(errc::response_too_large, "the answer of " + where().in_words() + " is too large", ec);
        fail(errc::malformed_response, where().in_words() + " did not answer in HTTP/1.1", ec);
    }

    void on_end(error_code ec)
    {
        bool const is_end = ec == asio::error::eof && answer_->read_end();
        if (is_end || answer_->status_suffices()) return on_answered();
        if (answer_->refusal()) return on_refused(ec);
        if (may_start_again()) return start_again();
        auto const host = where().in_words();
        if (is_closed(ec)) return fail(errc::connection_closed, host + " closed before its answer was complete", ec);
        fail(errc::transport_failure, "the connection to " + host + " failed", ec);
    }

    // That the rest of the request was taken may be about to be told.
    void on_answered()
    {
        stage_ = stage::answered;
        if (!writing_) return complete();
        asio::post(stream_->get_executor(), [self = shared_from_this()] {
            if (!self->outcome_) self->complete();
        });
    }

    void complete()
    {
        auto answer = answer_->take();
        if (answer.status == 417 && request_.expects_continue) {  // RFC 9110, 10.1.1
            request_.drop_expectation();
            return start_again();
        }
        if (answer.status == 407 && to().proxy && !where().secure)  // behind a tunnel the server itself says so
            return fail(errc::proxy_unauthorized,
                        "the proxy " + to().proxy->where.in_words() + " answered with status 407");

        reusable_ = answer_->keep_alive() && stream_->input.size() == 0 && !writing_ && !write_failed_ &&
                    written_ == request_.octets.size();
        keep_ = std::min<std::chrono::milliseconds>(options_.max_idle_time, announced_idle_time(answer));
        if (!reused_ && stream_->tls() != nullptr) to().session.remember(stream_->tls());
        if (!answer.taken) {
            auto const decoded = decode_content(answer, options_.max_body_bytes, request_.asks_for_coding);
            if (!decoded) reusable_ = false;
            if (!decoded && !answer_->status_suffices())
                return fail(static_cast<errc>(decoded.error().code().value()),
                            where().in_words() + " answered, but " + decoded.error()->explanation);
        }
        finish(std::move(answer));
    }

    // ---- Once more, on a new connection: a kept one turned out to be dead, and perhaps the server saw the request
    // nevertheless; or the server does not know what it was to expect, and did not act on the request.

    bool may_start_again() const noexcept { return reused_ && !answer_begun_ && request_.repeatable; }

    void start_again()
    {
        starting_again_ = true;
        if (continue_) continue_->cancel();
        stream_->close();
        if (reading_ || writing_) return;  // its handler comes back here
        stream_->reset();
        starting_again_ = false;
        reused_ = false;
        write_failed_ = false;
        answer_begun_ = false;
        answer_.reset();
        open();
    }

    // ---- The end

    std::string doing() const
    {
        auto const host = where().in_words();
        switch (stage_) {
            case stage::connecting: return connector_ ? connector_->doing() : "connecting to " + host;
            case stage::sending: return "sending the request to " + host;
            case stage::receiving:
            case stage::answered: return "waiting for the answer of " + host;
        }
        return {};
    }

    void fail(errc code, std::string explanation, error_code cause = {})
    {
        finish(failure(code, {.explanation = std::move(explanation), .cause = cause, .answer_begun = answer_begun_}));
    }

    void finish(result<response> outcome)
    {
        if (outcome_) return;
        if (!outcome) {
            auto details = outcome.error().details();
            details.not_sent = !sent_;
            // Of an answer whose body was needed, and did not come as it should.
            if (answer_ && is_success(answer_->status())) details.status = answer_->status();
            outcome = outcome.error().with(std::move(details));
        }
        end(std::move(outcome));
    }

    void end(result<response> outcome)
    {
        outcome_.emplace(std::move(outcome));
        if (continue_) continue_->cancel();
        if (connector_) connector_->abandon();
        if (stream_ && !reusable_) stream_->close();
        finished();
    }
};

}  // namespace descry::detail
