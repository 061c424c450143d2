// pages: the collections of a service as ranges, read page by page.
#pragma once

#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/bind_executor.hpp>

#include <descry/client/bound.hpp>
#include <descry/client/detail/deadline.hpp>
#include <descry/client/detail/page_ahead.hpp>
#include <descry/client/detail/page_cursor.hpp>
#include <descry/json/detail/writer.hpp>

#include <cstddef>
#include <exception>
#include <iterator>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace descry {

/// How a collection is read.
struct page_options {
    /// Request the next page while the caller processes the current one. Blocking forms only. The request runs on the
    /// client's executor, which must be run by another thread; if the user supplied no executor, this is the client's
    /// own thread.
    bool ahead = false;
    /// The maximum number of consecutive pages without elements. After one more with a link to a next page, reading
    /// fails with `errc::unsafe_link`, since a service could send such pages without end.
    std::size_t max_empty_pages = 100;
    /// The link of the first page in place of the query, such as a delta link that an earlier list ended with. It is
    /// followed like a link to a next page: a link to another host fails with `errc::unsafe_link`.
    std::string from{};
};

namespace detail {

/// The state that the pages of a collection share with the calls that read them, which may outlive the range.
template <declared_resource R>
class page_source : public std::enable_shared_from_this<page_source<R>> {
public:
    using verb = typename paged_verb<R>::type;
    using request_type = typename paged_verb<R>::request;  // nothing for a `get`
    using page = typename paged_verb<R>::response;
    using read_page = with_head<page>;

    std::shared_ptr<page_ahead<read_page>> ahead{};  ///< The next page, if it was requested in advance.

    page_source(std::shared_ptr<engine> e, typename R::key_type key, call_options options, result<std::string> first,
                page_options const& reading, request_type asked = {})
        : engine_(std::move(e)),
          key_(std::move(key)),
          options_(std::move(options)),
          reads_ahead_(reading.ahead),
          request_(std::move(asked))
    {
        if (first)
            cursor_.emplace(page_cursor::page_request{std::move(*first), {}, content_of(request_)},
                            reading.max_empty_pages);
        else
            refused_ = first.error();
    }

    boost::asio::any_io_executor get_executor() const { return engine_->get_executor(); }
    bool ended() const noexcept { return cursor_ && cursor_->ended(); }
    bool at_empty_page() const noexcept { return cursor_ && cursor_->at_empty_page(); }
    bool reads_ahead() const noexcept { return reads_ahead_; }

    bool is_own_thread() const { return engine_->is_own_thread(); }

    /// The end of a wait for `ahead` that begins now, by the real clock. The call ends earlier if its executor runs.
    steady_time end_of_wait() const
    {
        return after(deadline(options_.timeout.value_or(engine_->timeout())).at(), grace_of_executor);
    }

    /// The deadline of a step that begins now.
    steady_time step_end() const
    {
        return engine_->on_clock(deadline(options_.timeout.value_or(engine_->timeout())).at());
    }

    result<page_cursor::page_request> next_request() const
    {
        if (refused_) return *refused_;
        return or_out_of_memory([&] { return cursor_->next_request(*engine_, operation_of<R, verb>); });
    }

    /// The call that reads a page. It refers to the arguments until it was performed or started.
    typed_call<read_page> call(page_cursor::page_request const& request, steady_time latest = steady_time::max()) const
    {
        return {engine_,
                {.op = operation_of<R, verb>,
                 .key = &key_,
                 .model = pointer_to_request(request_),
                 .options = options_,
                 .target = request.target,
                 .headers = &request.headers,
                 .latest = latest}};
    }

    /// Makes the page that was read the current one.
    result<std::optional<page>> take(page_cursor::page_request&& request, read_page&& in)
    {
        return or_out_of_memory([&] { return take_at_once(std::move(request), std::move(in)); });
    }

private:
    result<std::optional<page>> take_at_once(page_cursor::page_request&& from, read_page&& in)
    {
        options_ = for_further_calls(std::move(options_));
        auto const* const elements = elements_of<verb::items>(std::as_const(in.value));
        auto const size = elements ? elements->size() : 0;
        auto const at = page_view::of(from.target, size, in.head.headers);
        if constexpr (changes_request<typename verb::next, request_type, page>) {
            auto asked = request_;
            std::optional<next_page> next;
            if (verb::next::prepare_next(asked, std::as_const(in.value), at)) next.emplace();
            auto content = content_of(asked);
            cursor_->read(std::move(from), size, std::move(next), std::move(content));
            request_ = std::move(asked);
        } else {
            auto next = verb::next::after(std::as_const(in.value), at);
            cursor_->read(std::move(from), size, std::move(next));
        }
        return std::optional<page>(std::move(in.value));
    }

    // The request as a text, if it differs from page to page.
    static std::string content_of([[maybe_unused]] request_type const& asked)
    {
        std::string out;
        if constexpr (changes_request<typename verb::next, request_type, page>)
            writer(out, {}).document(value_type_of<request_type>, &asked);  // a failure is that of the call
        return out;
    }

    std::shared_ptr<engine> engine_;
    typename R::key_type key_;
    call_options options_;
    bool reads_ahead_;
    request_type request_;
    std::optional<page_cursor> cursor_{};
    std::optional<failure> refused_{};
};

}  // namespace detail

template <declared_resource R>
class item_range;

/// The pages of a collection: `for (auto& page : partner.customers().pages())`, or by `next`. Copies share their
/// position; not thread-safe. It may outlive its client; reading then fails with `errc::canceled`.
///
/// A page that could not be read is requested again by the next call, so that reading can continue after a failure. A
/// link of the service to another host fails with `errc::unsafe_link`, and no request is sent. The same error ends a
/// cycle of pages, which is detected within three times the number of its pages, and a longer sequence of pages without
/// elements than `page_options::max_empty_pages`.
template <declared_resource R>
class page_range {
    using source = detail::page_source<R>;
    using read_page = typename source::read_page;
    using optional_page = std::optional<typename source::page>;

    std::shared_ptr<source> source_;
    std::shared_ptr<optional_page> current_{};

public:
    using page = typename source::page;
    using value_type = page;

    explicit page_range(std::shared_ptr<source> from) : source_(std::move(from)) {}

    /// The next page, beginning with the first; an empty value after the last.
    optional_page next() { return try_next().value(); }
    /// The same as a result.
    [[nodiscard]] result<optional_page> try_next() { return next_by(steady_time::max()); }

    /// The next page, with a completion token: `while (auto page = co_await pages.async_next())`. Only one operation
    /// may be outstanding; the range may be destroyed meanwhile. Cancellation of any type ends it with
    /// `errc::canceled`, and the next operation requests the same page.
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

    /// The page that iterators read last, with all its members; null before the first. After the end of the iteration
    /// it is the last page.
    page const* current_page() const noexcept { return current_ && *current_ ? &**current_ : nullptr; }

    /// Reads pages by `next`; failures are thrown as `call_error`. A page is valid until the iterator is incremented.
    class iterator {
    public:
        using iterator_concept = std::input_iterator_tag;
        using difference_type = std::ptrdiff_t;
        using value_type = page;

        iterator() = default;
        explicit iterator(page_range& range) : range_(&range) { ++*this; }

        page& operator*() const noexcept { return **range_->current_; }
        page* operator->() const noexcept { return &**this; }
        iterator& operator++()
        {
            if (!range_->turn()) range_ = nullptr;
            return *this;
        }
        void operator++(int) { ++*this; }
        friend bool operator==(iterator const& it, std::default_sentinel_t) noexcept { return !it.range_; }

    private:
        page_range* range_ = nullptr;
    };

    /// An iterator at the next page of the range.
    iterator begin() { return iterator(*this); }
    std::default_sentinel_t end() const noexcept { return {}; }

private:
    friend class item_range<R>;

    // Reads the next page as the current one. False after the last, which remains.
    bool turn()
    {
        auto place = std::make_shared<optional_page>();  // before the page is read, which would be lost otherwise
        *place = next();
        if (!*place) return false;
        current_ = std::move(place);
        return true;
    }

    // The next page, by the deadline `latest` or within the timeout of the call, whichever is earlier.
    result<optional_page> next_by(steady_time latest)
    {
        if (source_->ended()) return optional_page();
        auto request = source_->next_request();
        if (!request) return request.error();
        bool const is_awaited = source_->ahead && !source_->is_own_thread();  // where `read` refuses to block
        auto in =
            is_awaited ? std::exchange(source_->ahead, nullptr)->get(source_->end_of_wait()) : read(*request, latest);
        if (!in) return in.error();
        auto taken = source_->take(std::move(*request), std::move(*in));
        if (!taken) return taken.error();
        // After an empty page, the same step continues.
        if (source_->reads_ahead()) look_ahead(source_->at_empty_page() ? latest : steady_time::max());
        return taken;
    }

    result<read_page> read(detail::page_cursor::page_request const& request, steady_time latest)
    {
        return detail::or_out_of_memory([&] { return source_->call(request, latest).try_perform(); });
    }

    void look_ahead(steady_time latest)
    {
        if (source_->ended()) return;
        auto const request = source_->next_request();
        if (!request) return;  // the next call reports the failure
        try {
            auto ahead = std::make_shared<detail::page_ahead<read_page>>();
            source_->call(*request, latest).template start<detail::with_result>(detail::page_arrival<read_page>(ahead));
            source_->ahead = std::move(ahead);
        } catch (std::exception const&) {  // the next call requests the page and reports failures
        }
    }

    template <class Completion, class Token>
    auto start(Token&& token)
    {
        detail::check_token<Token>();
        return boost::asio::async_initiate<Token, typename Completion::template completes<optional_page>::signature>(
            []<class Handler>(Handler&& handler, std::shared_ptr<source> from) {
                from->ahead = nullptr;  // an asynchronous read cannot wait for it
                if (from->ended()) return complete_early<Completion>(std::forward<Handler>(handler), from);
                auto request = from->next_request();
                if (!request) return complete_early<Completion>(std::forward<Handler>(handler), from, request.error());
                auto call = from->call(*request);
                auto prepared = call.prepare();
                start_read<Completion>(call, std::move(prepared), std::forward<Handler>(handler), from,
                                       [at = std::move(*request)](source& to, read_page&& in) mutable {
                                           return to.take(std::move(at), std::move(in));
                                       });
            },
            token, source_);
    }

    // Completes after the last page, or with the reason why no further one is requested: as a call that sends nothing.
    template <class Completion, class Handler>
    static void complete_early(Handler&& handler, std::shared_ptr<source> const& from,
                               std::optional<failure> const& refused = {})
    {
        detail::page_cursor::page_request const none;
        auto call = from->call(none);
        call.arguments.settled = true;
        start_read<Completion>(call, refused ? detail::engine::prepared(*refused) : call.prepare(),
                               std::forward<Handler>(handler), from,
                               [](source&, read_page&&) { return result<optional_page>(optional_page()); });
    }

    // Starts a call with executor and cancellation slot of the handler, which gets what `take` makes of the response.
    template <class Completion, class Handler, class Take>
    static void start_read(detail::typed_call<read_page>& call, detail::engine::prepared prepared, Handler&& handler,
                           std::shared_ptr<source> const& from, Take take)
    {
        auto const executor = boost::asio::get_associated_executor(handler, from->get_executor());
        auto const slot = boost::asio::get_associated_cancellation_slot(handler);
        auto read = [to = std::decay_t<Handler>(std::forward<Handler>(handler)), from,
                     page_of = std::move(take)](result<read_page> in) mutable {
            detail::complete_with<Completion>(std::move(to),
                                              in ? page_of(*from, std::move(*in)) : result<optional_page>(in.error()));
        };
        call.template start_prepared<detail::with_result>(
            std::move(prepared),
            boost::asio::bind_cancellation_slot(slot, boost::asio::bind_executor(executor, std::move(read))));
    }
};

/// The elements of a collection, across all its pages: `for (auto& customer : partner.customers().all())`. The
/// properties of `page_range` apply; in a `for` loop, failures are thrown as `call_error`. At most one page is held in
/// memory, or two with `page_options::ahead`. The timeout of a call bounds the time until the next element, however
/// many pages without elements precede it.
template <declared_resource R>
class item_range {
    using page = typename page_range<R>::page;
    using verb = typename detail::page_source<R>::verb;

    page_range<R> pages_;
    std::optional<page> page_{};
    std::size_t at_ = 0;

public:
    using value_type = detail::element_of_page<page, verb::items>;

    explicit item_range(page_range<R> pages) : pages_(std::move(pages)) {}

    /// The next element, valid until the next call; null after the last.
    value_type* next() { return try_next().value(); }
    /// The same as a result.
    [[nodiscard]] result<value_type*> try_next()
    {
        if (auto* const found = in_page()) return found;
        for (auto const latest = pages_.source_->step_end();;) {
            auto read = pages_.next_by(latest);
            if (!read) return read.error();
            if (!*read) return static_cast<value_type*>(nullptr);
            turn_to(std::move(*read));
            if (auto* const found = in_page()) return found;
        }
    }

    /// The page of the element that was read last, with all its members; null before the first. After the last element
    /// it is the last page.
    page const* current_page() const noexcept { return page_ ? &*page_ : nullptr; }

    /// The remaining elements, by page. For completion tokens: `while (auto page = co_await …)`.
    page_range<R>& pages() noexcept { return pages_; }

    class iterator {
    public:
        using iterator_concept = std::input_iterator_tag;
        using difference_type = std::ptrdiff_t;
        using value_type = typename item_range::value_type;

        iterator() = default;
        explicit iterator(item_range& range) : range_(&range), item_(range.next()) {}

        value_type& operator*() const noexcept { return *item_; }
        value_type* operator->() const noexcept { return item_; }
        iterator& operator++()
        {
            item_ = range_->next();
            return *this;
        }
        void operator++(int) { ++*this; }
        friend bool operator==(iterator const& it, std::default_sentinel_t) noexcept { return it.item_ == nullptr; }

    private:
        item_range* range_ = nullptr;
        value_type* item_ = nullptr;
    };

    /// An iterator at the current position of the range.
    iterator begin() { return iterator(*this); }
    std::default_sentinel_t end() const noexcept { return {}; }

private:
    value_type* in_page()
    {
        if (!page_) return nullptr;
        auto* const held = detail::elements_of<verb::items>(*page_);
        return held && at_ < held->size() ? &(*held)[at_++] : nullptr;
    }

    void turn_to(std::optional<page>&& next)
    {
        page_ = std::move(next);
        at_ = 0;
    }
};

}  // namespace descry
