// exchange: one request and its response over sockets: performs the actions of the state machine.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/cancellation_type.hpp>
#include <boost/asio/steady_timer.hpp>

#include <descry/beast/detail/blocking_wait.hpp>
#include <descry/beast/detail/connection.hpp>
#include <descry/beast/detail/connector.hpp>
#include <descry/beast/detail/exchange_fsm.hpp>
#include <descry/beast/detail/framed_request.hpp>
#include <descry/beast/detail/hosts.hpp>
#include <descry/beast/detail/parser.hpp>
#include <descry/beast/detail/tls.hpp>
#include <descry/client/transport.hpp>
#include <descry/http/message.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace descry::detail {

// Runs in the strand or thread of its connection. Blocking and asynchronous exchanges differ only in who runs them and
// watches the deadline, and in `finished`. Network handlers keep the exchange alive, except those of a connector: while
// it is running, the owner must keep the exchange.
class exchange : public std::enable_shared_from_this<exchange> {
    using action = exchange_fsm::action;

    std::unique_ptr<connection> stream_;  // owned by the connector while it connects
    network_options const& options_;
    tls_client& tls_;
    exchange_fsm fsm_;
    asio::any_io_executor executor_;
    std::optional<blocking_wait> wait_{};  // for a blocking caller
    bool read_is_due_ = false;             // by the blocking caller
    std::optional<asio::steady_timer> continue_{};
    std::optional<asio::steady_timer> pause_{};  // keeps the exchange alive
    std::shared_ptr<connector> connector_{};

protected:
    // The two references must outlive this object.
    exchange(framed_request&& request, std::unique_ptr<connection> stream, network_options const& options,
             tls_client& tls)
        : stream_(std::move(stream)),
          options_(options),
          tls_(tls),
          fsm_(std::move(request), options, stream_->is_open()),
          executor_(stream_->get_executor())
    {
    }

    // Called once, as the last action.
    virtual void finished() = 0;

    // The caller blocks, and performs the exchange while only its connection has to be waited for. Must be called
    // before track(), after which others may cancel the exchange.
    void block(steady_time now) { wait_.emplace(deadline(), fsm_.is_reused() ? std::optional(now) : std::nullopt); }

    // True if read_now() is the next step.
    bool read_is_due() const noexcept { return read_is_due_; }

    // Waits for more of the response, and processes it.
    void read_now()
    {
        read_is_due_ = false;
        error_code ec;
        auto const bytes = stream_->read_some(stream_->input.prepare(read_size), ec);
        if (ec && wait_->was_interrupted())
            end_canceled();
        else if (wait_->is_late())
            expire();
        else
            on_read(ec, bytes);
    }

    // Ends the exchange before it began.
    void refuse(failure const& why)
    {
        handle([&] { fsm_.connect_failed(why); });
    }

public:
    exchange(exchange const&) = delete;
    exchange& operator=(exchange const&) = delete;

    virtual ~exchange() = default;

    // No effect after a cancellation.
    void start()
    {
        fsm_.start();
        run();
    }

    // From any thread.
    void cancel(asio::cancellation_type type = asio::cancellation_type::terminal)
    {
        if (wait_) wait_->interrupt();
        post_step(executor_, weak_from_this(), [type](exchange& self) {
            if (ends_for(type, self.fsm_.may_have_side_effects())) self.end_canceled();
        });
    }

    // Called in its strand or thread after the deadline, which the owner watches.
    void expire()
    {
        handle([this] { fsm_.expire(doing()); });
    }

    // Ends the exchange after a failed allocation. Needs no memory, nor do the details of the failure.
    void run_out_of_memory()
    {
        handle([this] { fsm_.run_out_of_memory(); });
    }

    asio::any_io_executor const& get_executor() const noexcept { return executor_; }
    steady_time deadline() const noexcept { return fsm_.request().deadline; }
    host& to() const noexcept { return *fsm_.request().host; }
    std::optional<result<response>>& outcome() noexcept { return fsm_.outcome(); }

    // Once finished: the time for which its connection may be reused.
    std::chrono::milliseconds reusable_for() const noexcept
    {
        return fsm_.reusable_for().value_or(std::chrono::milliseconds(0));
    }

    // Once finished: the connection, if it may be reused.
    std::unique_ptr<connection> take_connection()
    {
        if (!fsm_.reusable_for()) return nullptr;
        stream_->block_with(nullptr);
        return std::move(stream_);
    }

private:
    template <auto Member>
    step then()
    {
        return make_step<Member>(shared_from_this());
    }

    // Continues after an event.
    void run()
    {
        for (auto next = fsm_.take_action(); next != action::none; next = fsm_.take_action()) perform(next);
    }

    void perform(action what)
    {
        switch (what) {
            case action::none: return;
            case action::connect: return connect();
            case action::write: return write();
            case action::read: return read();
            case action::wait: return wait_for_continue();
            case action::yield: return yield();
            case action::disconnect: return stream_->close();
            case action::pause: return pause();
        }
    }

    void connect()
    {
        stream_->reset();
        auto tls = tls_.parameters_for(to().where);
        if (!tls) return handle([&] { fsm_.connect_failed(tls.error()); });
        connector_ = std::make_shared<connector>(to(), options_, std::move(stream_), std::move(*tls), deadline());
        connector_->start([weak = weak_from_this()](result<std::unique_ptr<connection>> reached) {
            if (auto const self = weak.lock())
                run_step(*self, [&](exchange& to) { to.on_connected(std::move(reached)); });
        });
    }

    void on_connected(result<std::unique_ptr<connection>> reached)
    {
        if (!reached) return handle([&] { fsm_.connect_failed(reached.error()); });
        stream_ = std::move(*reached);
        fsm_.connected();
        run();
    }

    void write()
    {
        if (continue_) continue_->cancel();
        auto const rest = asio::buffer(fsm_.unsent());
        bool const is_first = fsm_.unsent().data() == fsm_.request().octets.data();
        if (is_first && wait_) stream_->block_with(&*wait_);
        error_code ec;
        auto const taken = is_first ? stream_->write_at_once(rest, ec) : 0;
        if (taken != 0 || ec)
            fsm_.on_write(ec, taken);
        else
            stream_->async_write_some(rest, then<&exchange::on_write>());
    }

    void on_write(error_code ec, std::size_t bytes)
    {
        fsm_.on_write(ec, bytes);
        run();
    }

    void read()
    {
        read_is_due_ = stream_->is_blocking() && fsm_.is_sent();
        if (read_is_due_) return;
        stream_->async_read_some(stream_->input.prepare(read_size), then<&exchange::on_read>());
    }

    void on_read(error_code ec, std::size_t bytes)
    {
        handle([&] { fsm_.on_read(ec, bytes, stream_->input); });
    }

    void wait_for_continue()
    {
        continue_.emplace(stream_->get_executor(), exchange_fsm::continue_wait);
        continue_->async_wait(then<&exchange::on_continue_wait>());
    }

    void on_continue_wait(error_code ec, std::size_t)
    {
        if (ec) return;
        fsm_.on_continue_wait();
        run();
    }

    void yield() { post_step(stream_->get_executor(), shared_from_this(), &exchange::on_yield); }

    void on_yield()
    {
        handle([this] { fsm_.on_yield(); });
    }

    void pause()
    {
        auto resume = [weak = weak_from_this(), executor = executor_] { post_step(executor, weak, &exchange::resume); };
        if (!fsm_.request().sink->pause(std::move(resume))) return fsm_.on_resume();
        pause_.emplace(executor_, steady_time::max());
        pause_->async_wait(then<&exchange::on_pause_end>());
    }

    void on_pause_end(error_code, std::size_t) {}

    void resume()
    {
        if (pause_) pause_->cancel();
        handle([this] { fsm_.on_resume(); });
    }

    void end_canceled()
    {
        handle([this] { fsm_.cancel(doing()); });
    }

    std::string doing() const { return connector_ && fsm_.is_connecting() ? connector_->doing() : fsm_.doing(); }

    // Passes on an event that may be the last one.
    template <class Event>
    void handle(Event const& event)
    {
        if (fsm_.is_done()) return;
        event();
        if (!fsm_.is_done()) return run();
        if (continue_) continue_->cancel();
        if (pause_) pause_->cancel();
        if (connector_) connector_->abandon();
        bool const is_session_new = fsm_.outcome()->has_value() && !fsm_.is_reused();
        if (is_session_new && stream_->tls() != nullptr) to().session.remember(stream_->tls());
        if (stream_ && !fsm_.reusable_for()) stream_->close();
        finished();
    }
};

}  // namespace descry::detail
