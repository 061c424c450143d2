// stream: the values of a streamed response, as a range that is read as they arrive.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>

#include <descry/client/bound.hpp>
#include <descry/client/detail/stream_source.hpp>
#include <descry/client/detail/typed_completion.hpp>
#include <descry/core/error.hpp>

#include <chrono>
#include <cstddef>
#include <exception>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

namespace descry {

/// An event of `text/event-stream` (WHATWG HTML, 9.2).
template <class Data>
struct server_event {
    Data data{};
    std::string name{};  ///< The type of the event: the field `event`, or `message` without one.
    std::string id{};    ///< The last `id`, also of an earlier event, which a later call sends as `Last-Event-ID`.
    std::optional<std::chrono::milliseconds> retry{};  ///< The reconnection time that the service declared last.
};

namespace detail {

template <class Value>
struct stream_value {
    static constexpr auto format = stream_format::lines;
    static result<void> read(stream_source const& from, stream_item&& item, Value& out)
    {
        return from.decode(std::move(item), pointer_to(out));
    }
};
template <class Data>
struct stream_value<server_event<Data>> {
    static constexpr auto format = stream_format::events;
    static result<void> read(stream_source const& from, stream_item&& item, server_event<Data>& out)
    {
        out.name = std::move(item.name);
        out.id = *item.id;
        out.retry = item.retry;
        return from.decode(std::move(item), pointer_to(out.data));
    }
};

}  // namespace detail

/// The values of a streamed response, which R declares with `watch`: one JSON value a line, or Server-Sent Events.
/// `for (auto& event : pods.watch({.watch = true}))`, `while (auto event = co_await stream.async_next())`.
///
/// The request is sent when the first value is read. Until the first byte of the response, it is made and retried like
/// any other call; afterwards, nothing is repeated. Destroying the stream, or `close`, ends the response and closes its
/// connection, which is no failure. A stream uses one connection of the client while it is open.
///
/// `call_options::timeout`, or that of the client, is the time limit of the call until its response begins, and then of
/// each wait for a value: `errc::deadline_exceeded`. Blank lines and comments extend the wait. The time between two
/// waits is not limited. While values are held that the caller has not read, no more of the response is received: at
/// most 16 KiB of it and one incomplete value are in memory.
///
/// A value that cannot be decoded is a failure with its `line` in the stream, and the next call reads the value after
/// it. A value of more than `network_options::max_body_bytes` is `errc::too_large`, in the same way. The end of the
/// response is the end of the range; an incomplete last line is `errc::connection_closed`, and an incomplete last event
/// is ignored (9.2.6). A connection that is lost is a failure, after the values that arrived before; the range then
/// ends.
///
/// One value may be read at a time; not thread-safe, except for `close`. A stream may outlive its client, and then ends
/// with `errc::canceled`. The response is received on the client's executor. Blocking functions require that another
/// thread runs it, which is so unless the user supplied one.
template <class T>
class stream {
    using optional_value = std::optional<T>;

    std::shared_ptr<detail::stream_source> source_;
    optional_value current_{};

public:
    using value_type = T;

    /// Called by `bound::watch`.
    stream(std::shared_ptr<detail::engine> owner, detail::call_arguments const& arguments)
        : source_(std::make_shared<detail::stream_source>(std::move(owner), arguments, detail::stream_value<T>::format))
    {
    }
    stream(stream&&) noexcept = default;
    stream& operator=(stream&& other) noexcept
    {
        if (source_ && this != &other) source_->close();
        source_ = std::move(other.source_);
        current_ = std::move(other.current_);
        return *this;
    }
    ~stream() { close(); }

    /// Ends the stream; from any thread. The value that is awaited, and all later ones, are the end of the range.
    void close()
    {
        if (source_) source_->close();
    }

    /// Waits for the next value; an empty value is the end. Throws `call_error`.
    optional_value next() { return try_next().value(); }
    /// The same as a result.
    [[nodiscard]] result<optional_value> try_next()
    {
        return detail::or_out_of_memory([&] { return read(*source_, source_->take()); });
    }

    /// The next value, with a completion token. Cancellation of any type ends the wait with `errc::canceled`; no value
    /// is lost, and the next call continues. The stream may be destroyed meanwhile, and the handler then gets the end.
    template <class Token = detail::use_awaitable>
    auto async_next(Token&& token = Token())
    {
        return start<detail::with_exception>(std::forward<Token>(token));
    }
    template <class Token = detail::use_awaitable>
    auto async_try_next(Token&& token = Token())
    {
        return start<detail::with_result>(std::forward<Token>(token));
    }

    /// An input iterator. Reading the next value may throw `call_error`; a new loop continues after it.
    class iterator {
    public:
        using iterator_concept = std::input_iterator_tag;
        using difference_type = std::ptrdiff_t;
        using value_type = T;

        iterator() = default;
        explicit iterator(stream& from) : from_(&from) { ++*this; }

        T& operator*() const noexcept { return *from_->current_; }
        T* operator->() const noexcept { return &*from_->current_; }
        iterator& operator++()
        {
            from_->current_ = from_->next();
            return *this;
        }
        void operator++(int) { ++*this; }
        friend bool operator==(iterator const& it, std::default_sentinel_t) noexcept { return it.is_at_end(); }

    private:
        bool is_at_end() const noexcept { return !from_->current_; }

        stream* from_ = nullptr;
    };

    /// Waits for the next value, usually the first.
    iterator begin() { return iterator(*this); }
    std::default_sentinel_t end() const noexcept { return {}; }

private:
    static result<optional_value> read(detail::stream_source const& from, detail::stream_buffer::taken in)
    {
        if (!in) return in.error();
        if (!*in) return optional_value();
        T value{};
        if (auto const done = detail::stream_value<T>::read(from, *std::move(*in), value); !done) return done.error();
        return optional_value(std::move(value));
    }

    template <class Completion, class Token>
    auto start(Token&& token)
    {
        detail::check_token<Token>();
        using signature = typename Completion::template completes<optional_value>::signature;
        return boost::asio::async_initiate<Token, signature>(
            []<class Handler>(Handler&& handler, std::shared_ptr<detail::stream_source> from) {
                boost::asio::any_io_executor const executor =
                    boost::asio::get_associated_executor(handler, from->get_executor());
                auto const slot = boost::asio::get_associated_cancellation_slot(handler);
                auto& source = *from;
                auto done = [to = std::decay_t<Handler>(std::forward<Handler>(handler)),
                             kept = std::move(from)](detail::stream_buffer::taken in) mutable {
                    auto value = detail::or_out_of_memory([&] { return read(*kept, std::move(in)); });
                    kept = nullptr;
                    detail::complete_with<Completion>(std::move(to), std::move(value));
                };
                source.async_take(boost::asio::bind_cancellation_slot(slot, std::move(done)), executor);
            },
            token, source_);
    }
};

}  // namespace descry
