// bound: one resource, ready to be called: a declaration, a key and a client.
#pragma once

#include <descry/call/call_options.hpp>
#include <descry/call/download.hpp>
#include <descry/call/engine.hpp>
#include <descry/call/job.hpp>
#include <descry/call/typed_completion.hpp>
#include <descry/core/error.hpp>
#include <descry/rest/job.hpp>
#include <descry/rest/resource.hpp>

#include <functional>
#include <memory>
#include <type_traits>
#include <utility>

namespace descry {

class client_handle;
template <declared_resource R>
class item_range;
template <declared_resource R>
class page_range;
struct page_options;

namespace detail {

template <declared_resource R>
class page_source;

/// True when R reads a list page by page; otherwise refuses it with one line.
template <class R, class Verb>
consteval bool check_pages()
{
    if constexpr (requires { typename Verb::type::next; })
        // Refused with the declaration.
        return Verb::type::template check<typename R::model_type, typename Verb::type::query>();
    else if constexpr (declares<R, verb_kind::get>)
        refuse<wrong::resource_is_not_read_in_pages<R>>();
    return false;
}

}  // namespace detail

/// One resource of a service: what `R` declares, for one key. Cheap to copy; may be used from several threads at once.
/// It may outlive its client; calls then fail with `errc::canceled`.
///
/// Each call comes in four forms. `get()` blocks and throws `call_error`; `try_get()` blocks and gives a `result`;
/// `async_get(token)` completes with the value, or with a `call_error` as std::exception_ptr; `async_try_get(token)`
/// completes with a `result`. The token is any of Asio's; without one it is `use_awaitable`. An asynchronous form reads
/// its arguments before it returns, and honours terminal and total cancellation. A verb that R does not declare does
/// not compile. `Verb` is never given: it is what R declares.
template <declared_resource R>
class bound {
    template <verb_kind Kind>
    using declared = detail::declared_verb<R, Kind>;
    template <class Verb>
    using request_of = typename Verb::request;
    template <class Verb>
    using query_of = typename Verb::query;
    template <class Verb>
    using answer_of = typename detail::called<Verb>::answer;
    template <class Verb>
    using job_of = job<typename Verb::status>;
    template <class Token, class Argument>
    static constexpr bool is_token = !std::is_same_v<std::remove_cvref_t<Token>, Argument>;
    template <class Verb>
    static constexpr bool takes_nothing = std::is_base_of_v<nothing, request_of<Verb>>;

public:
    using model_type = typename R::model_type;
    using key_type = typename R::key_type;

    key_type const& key() const noexcept { return key_; }

    /// The same resource, whose calls carry what `options` says.
    bound with(call_options options) const
    {
        auto out = *this;
        out.options_ = std::move(options);
        return out;
    }

    /// Reads the resource (GET), with the query as it is made when none is given.
    template <class Verb = declared<verb_kind::get>>
    answer_of<Verb> get(query_of<Verb> const& query = {}) const
    {
        return try_get<Verb>(query).value();
    }
    /// The same as a result.
    template <class Verb = declared<verb_kind::get>>
    result<answer_of<Verb>> try_get(query_of<Verb> const& query = {}) const
    {
        return reading(query).template perform<answer_of<Verb>>();
    }
    template <class Verb = declared<verb_kind::get>, class Token = detail::use_awaitable>
    auto async_get(query_of<Verb> const& query, Token&& token = Token()) const
    {
        return reading(query).template start<detail::with_exception, answer_of<Verb>>(std::forward<Token>(token));
    }
    template <class Verb = declared<verb_kind::get>, class Token = detail::use_awaitable>
    auto async_try_get(query_of<Verb> const& query, Token&& token = Token()) const
    {
        return reading(query).template start<detail::with_result, answer_of<Verb>>(std::forward<Token>(token));
    }

    template <class Verb = declared<verb_kind::get>, class Token = detail::use_awaitable>
        requires is_token<Token, query_of<Verb>>
    auto async_get(Token&& token = Token()) const
    {
        return async_get<Verb>(query_of<Verb>(), std::forward<Token>(token));
    }
    template <class Verb = declared<verb_kind::get>, class Token = detail::use_awaitable>
        requires is_token<Token, query_of<Verb>>
    auto async_try_get(Token&& token = Token()) const
    {
        return async_try_get<Verb>(query_of<Verb>(), std::forward<Token>(token));
    }

    /// The elements of a list that R declares with `in_pages`, and its pages, as ranges of
    /// `<descry/call/pages.hpp>`. Nothing is sent before the first is asked for.
    template <class Verb = declared<verb_kind::get>, class Options = page_options>
    auto all(query_of<Verb> const& query = {}, Options const& options = {}) const
    {
        if constexpr (detail::check_pages<R, Verb>()) return item_range<R>(pages<Verb>(query, options));
    }
    template <class Verb = declared<verb_kind::get>, class Options = page_options>
    auto pages(query_of<Verb> const& query = {}, Options const& options = {}) const
    {
        if constexpr (detail::check_pages<R, Verb>()) {
            using source = detail::page_source<R>;
            auto first = engine_->target_of(reading(query).arguments());
            return page_range<R>(std::make_shared<source>(engine_, key_, options_, std::move(first)), options);
        }
    }

    /// Replaces the resource (PUT) by `value`, known and unknown members, under the condition that R declares, and
    /// gives the resource as stored, with its new entity tag. A value without a tag is refused with
    /// `errc::missing_etag`; one that is no longer current with `errc::conflict`.
    template <class Verb = declared<verb_kind::put>>
    answer_of<Verb> update(request_of<Verb> const& value, query_of<Verb> const& query = {}) const
    {
        return try_update<Verb>(value, query).value();
    }
    /// The same as a result.
    template <class Verb = declared<verb_kind::put>>
    result<answer_of<Verb>> try_update(request_of<Verb> const& value, query_of<Verb> const& query = {}) const
    {
        return sending<Verb>(value, query).template perform<answer_of<Verb>>();
    }
    template <class Verb = declared<verb_kind::put>, class Token = detail::use_awaitable>
    auto async_update(request_of<Verb> const& value, query_of<Verb> const& query, Token&& token = Token()) const
    {
        return sending<Verb>(value, query)
            .template start<detail::with_exception, answer_of<Verb>>(std::forward<Token>(token));
    }
    template <class Verb = declared<verb_kind::put>, class Token = detail::use_awaitable>
    auto async_try_update(request_of<Verb> const& value, query_of<Verb> const& query, Token&& token = Token()) const
    {
        return sending<Verb>(value, query)
            .template start<detail::with_result, answer_of<Verb>>(std::forward<Token>(token));
    }

    template <class Verb = declared<verb_kind::put>, class Token = detail::use_awaitable>
        requires is_token<Token, query_of<Verb>>
    auto async_update(request_of<Verb> const& value, Token&& token = Token()) const
    {
        return async_update<Verb>(value, query_of<Verb>(), std::forward<Token>(token));
    }
    template <class Verb = declared<verb_kind::put>, class Token = detail::use_awaitable>
        requires is_token<Token, query_of<Verb>>
    auto async_try_update(request_of<Verb> const& value, Token&& token = Token()) const
    {
        return async_try_update<Verb>(value, query_of<Verb>(), std::forward<Token>(token));
    }

    /// Changes the resource (PATCH) from `before`, as it was read, to `after`: sends what differs, or all of it where R
    /// declares `patch_whole`. Conditions are as for `update`, with the tag of `before`.
    template <class Verb = declared<verb_kind::patch>>
    answer_of<Verb> patch(request_of<Verb> const& before, request_of<Verb> const& after,
                          query_of<Verb> const& query = {}) const
    {
        return try_patch<Verb>(before, after, query).value();
    }
    /// The same as a result.
    template <class Verb = declared<verb_kind::patch>>
    result<answer_of<Verb>> try_patch(request_of<Verb> const& before, request_of<Verb> const& after,
                                      query_of<Verb> const& query = {}) const
    {
        return changing<Verb>(before, after, query).template perform<answer_of<Verb>>();
    }
    template <class Verb = declared<verb_kind::patch>, class Token = detail::use_awaitable>
    auto async_patch(request_of<Verb> const& before, request_of<Verb> const& after, query_of<Verb> const& query,
                     Token&& token = Token()) const
    {
        return changing<Verb>(before, after, query)
            .template start<detail::with_exception, answer_of<Verb>>(std::forward<Token>(token));
    }
    template <class Verb = declared<verb_kind::patch>, class Token = detail::use_awaitable>
    auto async_try_patch(request_of<Verb> const& before, request_of<Verb> const& after, query_of<Verb> const& query,
                         Token&& token = Token()) const
    {
        return changing<Verb>(before, after, query)
            .template start<detail::with_result, answer_of<Verb>>(std::forward<Token>(token));
    }

    template <class Verb = declared<verb_kind::patch>, class Token = detail::use_awaitable>
        requires is_token<Token, query_of<Verb>>
    auto async_patch(request_of<Verb> const& before, request_of<Verb> const& after, Token&& token = Token()) const
    {
        return async_patch<Verb>(before, after, query_of<Verb>(), std::forward<Token>(token));
    }
    template <class Verb = declared<verb_kind::patch>, class Token = detail::use_awaitable>
        requires is_token<Token, query_of<Verb>>
    auto async_try_patch(request_of<Verb> const& before, request_of<Verb> const& after, Token&& token = Token()) const
    {
        return async_try_patch<Verb>(before, after, query_of<Verb>(), std::forward<Token>(token));
    }

    /// Makes a new resource below this one (POST). Should its answer be lost, it is repeated only under the request id
    /// by which the service knows it; otherwise `failure_details::maybe_done` says that it may exist.
    template <class Verb = declared<verb_kind::create>>
    answer_of<Verb> create(request_of<Verb> const& value, query_of<Verb> const& query = {}) const
    {
        return try_create<Verb>(value, query).value();
    }
    /// The same as a result.
    template <class Verb = declared<verb_kind::create>>
    result<answer_of<Verb>> try_create(request_of<Verb> const& value, query_of<Verb> const& query = {}) const
    {
        return sending<Verb>(value, query).template perform<answer_of<Verb>>();
    }
    template <class Verb = declared<verb_kind::create>, class Token = detail::use_awaitable>
    auto async_create(request_of<Verb> const& value, query_of<Verb> const& query, Token&& token = Token()) const
    {
        return sending<Verb>(value, query)
            .template start<detail::with_exception, answer_of<Verb>>(std::forward<Token>(token));
    }
    template <class Verb = declared<verb_kind::create>, class Token = detail::use_awaitable>
    auto async_try_create(request_of<Verb> const& value, query_of<Verb> const& query, Token&& token = Token()) const
    {
        return sending<Verb>(value, query)
            .template start<detail::with_result, answer_of<Verb>>(std::forward<Token>(token));
    }

    template <class Verb = declared<verb_kind::create>, class Token = detail::use_awaitable>
        requires is_token<Token, query_of<Verb>>
    auto async_create(request_of<Verb> const& value, Token&& token = Token()) const
    {
        return async_create<Verb>(value, query_of<Verb>(), std::forward<Token>(token));
    }
    template <class Verb = declared<verb_kind::create>, class Token = detail::use_awaitable>
        requires is_token<Token, query_of<Verb>>
    auto async_try_create(request_of<Verb> const& value, Token&& token = Token()) const
    {
        return async_try_create<Verb>(value, query_of<Verb>(), std::forward<Token>(token));
    }

    /// Does what R declares as its action (POST, or the method it says). What it is given is left out when that is nothing.
    template <class Verb = declared<verb_kind::action>>
        requires(!takes_nothing<Verb>)
    answer_of<Verb> invoke(request_of<Verb> const& value, query_of<Verb> const& query = {})
    const { return try_invoke<Verb>(value, query).value(); }
    /// The same as a result.
    template <class Verb = declared<verb_kind::action>>
        requires(!takes_nothing<Verb>)
    result<answer_of<Verb>> try_invoke(request_of<Verb> const& value, query_of<Verb> const& query = {})
    const { return sending<Verb>(value, query).template perform<answer_of<Verb>>(); }
    template <class Verb = declared<verb_kind::action>, class Token = detail::use_awaitable>
        requires(!takes_nothing<Verb>)
    auto async_invoke(request_of<Verb> const& value, query_of<Verb> const& query, Token&& token = Token()) const
    {
        return sending<Verb>(value, query)
            .template start<detail::with_exception, answer_of<Verb>>(std::forward<Token>(token));
    }
    template <class Verb = declared<verb_kind::action>, class Token = detail::use_awaitable>
        requires(!takes_nothing<Verb>)
    auto async_try_invoke(request_of<Verb> const& value, query_of<Verb> const& query, Token&& token = Token()) const
    {
        return sending<Verb>(value, query)
            .template start<detail::with_result, answer_of<Verb>>(std::forward<Token>(token));
    }

    template <class Verb = declared<verb_kind::action>, class Token = detail::use_awaitable>
        requires(!takes_nothing<Verb> && is_token<Token, query_of<Verb>>)
    auto async_invoke(request_of<Verb> const& value, Token&& token = Token()) const
    {
        return async_invoke<Verb>(value, query_of<Verb>(), std::forward<Token>(token));
    }
    template <class Verb = declared<verb_kind::action>, class Token = detail::use_awaitable>
        requires(!takes_nothing<Verb> && is_token<Token, query_of<Verb>>)
    auto async_try_invoke(request_of<Verb> const& value, Token&& token = Token()) const
    {
        return async_try_invoke<Verb>(value, query_of<Verb>(), std::forward<Token>(token));
    }

    template <class Verb = declared<verb_kind::action>>
        requires(takes_nothing<Verb>)
    answer_of<Verb> invoke(query_of<Verb> const& query = {})
    const { return try_invoke<Verb>(query).value(); }
    template <class Verb = declared<verb_kind::action>>
        requires(takes_nothing<Verb>)
    result<answer_of<Verb>> try_invoke(query_of<Verb> const& query = {})
    const { return asking<Verb>(query).template perform<answer_of<Verb>>(); }
    template <class Verb = declared<verb_kind::action>, class Token = detail::use_awaitable>
        requires(takes_nothing<Verb>)
    auto async_invoke(query_of<Verb> const& query, Token&& token = Token()) const
    {
        return asking<Verb>(query).template start<detail::with_exception, answer_of<Verb>>(std::forward<Token>(token));
    }
    template <class Verb = declared<verb_kind::action>, class Token = detail::use_awaitable>
        requires(takes_nothing<Verb>)
    auto async_try_invoke(query_of<Verb> const& query, Token&& token = Token()) const
    {
        return asking<Verb>(query).template start<detail::with_result, answer_of<Verb>>(std::forward<Token>(token));
    }

    template <class Verb = declared<verb_kind::action>, class Token = detail::use_awaitable>
        requires(takes_nothing<Verb>&& is_token<Token, query_of<Verb>>)
    auto async_invoke(Token&& token = Token()) const
    {
        return async_invoke<Verb>(query_of<Verb>(), std::forward<Token>(token));
    }
    template <class Verb = declared<verb_kind::action>, class Token = detail::use_awaitable>
        requires(takes_nothing<Verb>&& is_token<Token, query_of<Verb>>)
    auto async_try_invoke(Token&& token = Token()) const
    {
        return async_try_invoke<Verb>(query_of<Verb>(), std::forward<Token>(token));
    }

    /// Makes the call that R declares with `starts`, and gives what follows the job that the service started. What it is
    /// given is left out when that is nothing. A `Location` that cannot be followed is `errc::unsafe_link`; the job was
    /// started then, as `failure_details::maybe_done` says.
    template <class Verb = detail::starting_verb<R>>
        requires(!takes_nothing<Verb>)
    job_of<Verb> start(request_of<Verb> const& value, query_of<Verb> const& query = {})
    const { return try_start<Verb>(value, query).value(); }
    /// The same as a result.
    template <class Verb = detail::starting_verb<R>>
        requires(!takes_nothing<Verb>)
    result<job_of<Verb>> try_start(request_of<Verb> const& value, query_of<Verb> const& query = {})
    const { return sending<Verb>(value, query).template perform<job_of<Verb>>(new_job<Verb>()); }
    template <class Verb = detail::starting_verb<R>, class Token = detail::use_awaitable>
        requires(!takes_nothing<Verb>)
    auto async_start(request_of<Verb> const& value, query_of<Verb> const& query, Token&& token = Token()) const
    {
        return sending<Verb>(value, query)
            .template start<detail::with_exception, job_of<Verb>>(std::forward<Token>(token), {}, nullptr,
                                                                  new_job<Verb>());
    }
    template <class Verb = detail::starting_verb<R>, class Token = detail::use_awaitable>
        requires(!takes_nothing<Verb>)
    auto async_try_start(request_of<Verb> const& value, query_of<Verb> const& query, Token&& token = Token()) const
    {
        return sending<Verb>(value, query)
            .template start<detail::with_result, job_of<Verb>>(std::forward<Token>(token), {}, nullptr,
                                                               new_job<Verb>());
    }

    template <class Verb = detail::starting_verb<R>, class Token = detail::use_awaitable>
        requires(!takes_nothing<Verb> && is_token<Token, query_of<Verb>>)
    auto async_start(request_of<Verb> const& value, Token&& token = Token()) const
    {
        return async_start<Verb>(value, query_of<Verb>(), std::forward<Token>(token));
    }
    template <class Verb = detail::starting_verb<R>, class Token = detail::use_awaitable>
        requires(!takes_nothing<Verb> && is_token<Token, query_of<Verb>>)
    auto async_try_start(request_of<Verb> const& value, Token&& token = Token()) const
    {
        return async_try_start<Verb>(value, query_of<Verb>(), std::forward<Token>(token));
    }

    template <class Verb = detail::starting_verb<R>>
        requires(takes_nothing<Verb>)
    job_of<Verb> start(query_of<Verb> const& query = {})
    const { return try_start<Verb>(query).value(); }
    template <class Verb = detail::starting_verb<R>>
        requires(takes_nothing<Verb>)
    result<job_of<Verb>> try_start(query_of<Verb> const& query = {})
    const { return asking<Verb>(query).template perform<job_of<Verb>>(new_job<Verb>()); }
    template <class Verb = detail::starting_verb<R>, class Token = detail::use_awaitable>
        requires(takes_nothing<Verb>)
    auto async_start(query_of<Verb> const& query, Token&& token = Token()) const
    {
        return asking<Verb>(query).template start<detail::with_exception, job_of<Verb>>(std::forward<Token>(token), {},
                                                                                        nullptr, new_job<Verb>());
    }
    template <class Verb = detail::starting_verb<R>, class Token = detail::use_awaitable>
        requires(takes_nothing<Verb>)
    auto async_try_start(query_of<Verb> const& query, Token&& token = Token()) const
    {
        return asking<Verb>(query).template start<detail::with_result, job_of<Verb>>(std::forward<Token>(token), {},
                                                                                     nullptr, new_job<Verb>());
    }

    template <class Verb = detail::starting_verb<R>, class Token = detail::use_awaitable>
        requires(takes_nothing<Verb>&& is_token<Token, query_of<Verb>>)
    auto async_start(Token&& token = Token()) const
    {
        return async_start<Verb>(query_of<Verb>(), std::forward<Token>(token));
    }
    template <class Verb = detail::starting_verb<R>, class Token = detail::use_awaitable>
        requires(takes_nothing<Verb>&& is_token<Token, query_of<Verb>>)
    auto async_try_start(Token&& token = Token()) const
    {
        return async_try_start<Verb>(query_of<Verb>(), std::forward<Token>(token));
    }

    /// Removes the resource (DELETE). One that is gone already fails with `errc::not_found`, unless it was this call
    /// that removed it and whose answer was lost.
    template <class Verb = declared<verb_kind::remove>>
    answer_of<Verb> remove(query_of<Verb> const& query = {}) const
    {
        return try_remove<Verb>(query).value();
    }
    /// The same as a result.
    template <class Verb = declared<verb_kind::remove>>
    result<answer_of<Verb>> try_remove(query_of<Verb> const& query = {}) const
    {
        return asking<Verb>(query).template perform<answer_of<Verb>>();
    }
    template <class Verb = declared<verb_kind::remove>, class Token = detail::use_awaitable>
    auto async_remove(query_of<Verb> const& query, Token&& token = Token()) const
    {
        return asking<Verb>(query).template start<detail::with_exception, answer_of<Verb>>(std::forward<Token>(token));
    }
    template <class Verb = declared<verb_kind::remove>, class Token = detail::use_awaitable>
    auto async_try_remove(query_of<Verb> const& query, Token&& token = Token()) const
    {
        return asking<Verb>(query).template start<detail::with_result, answer_of<Verb>>(std::forward<Token>(token));
    }

    template <class Verb = declared<verb_kind::remove>, class Token = detail::use_awaitable>
        requires is_token<Token, query_of<Verb>>
    auto async_remove(Token&& token = Token()) const
    {
        return async_remove<Verb>(query_of<Verb>(), std::forward<Token>(token));
    }
    template <class Verb = declared<verb_kind::remove>, class Token = detail::use_awaitable>
        requires is_token<Token, query_of<Verb>>
    auto async_try_remove(Token&& token = Token()) const
    {
        return async_try_remove<Verb>(query_of<Verb>(), std::forward<Token>(token));
    }

    /// Whether the resource exists (HEAD).
    template <class Verb = declared<verb_kind::exists>>
    answer_of<Verb> exists(query_of<Verb> const& query = {}) const
    {
        return try_exists<Verb>(query).value();
    }
    /// The same as a result.
    template <class Verb = declared<verb_kind::exists>>
    result<answer_of<Verb>> try_exists(query_of<Verb> const& query = {}) const
    {
        return asking<Verb>(query).template perform<answer_of<Verb>>();
    }
    template <class Verb = declared<verb_kind::exists>, class Token = detail::use_awaitable>
    auto async_exists(query_of<Verb> const& query, Token&& token = Token()) const
    {
        return asking<Verb>(query).template start<detail::with_exception, answer_of<Verb>>(std::forward<Token>(token));
    }
    template <class Verb = declared<verb_kind::exists>, class Token = detail::use_awaitable>
    auto async_try_exists(query_of<Verb> const& query, Token&& token = Token()) const
    {
        return asking<Verb>(query).template start<detail::with_result, answer_of<Verb>>(std::forward<Token>(token));
    }

    template <class Verb = declared<verb_kind::exists>, class Token = detail::use_awaitable>
        requires is_token<Token, query_of<Verb>>
    auto async_exists(Token&& token = Token()) const
    {
        return async_exists<Verb>(query_of<Verb>(), std::forward<Token>(token));
    }
    template <class Verb = declared<verb_kind::exists>, class Token = detail::use_awaitable>
        requires is_token<Token, query_of<Verb>>
    auto async_try_exists(Token&& token = Token()) const
    {
        return async_try_exists<Verb>(query_of<Verb>(), std::forward<Token>(token));
    }

    /// Reads a file (GET) into a sink, piece by piece, whatever its size. The sink may be shared, or live as long as the
    /// call: `download(descry::file_sink("invoice.pdf"))`. Its `begin` is called once for each answer of 2xx, its `end`
    /// when the file is complete. One that refuses ends the call with `errc::sink_refused`. A file that was cut is a
    /// failure with `answer_begun`, and not asked for again. Asynchronous forms call the sink on the client's executor.
    template <class Verb = declared<verb_kind::download>>
    downloaded download(detail::sink_argument sink, query_of<Verb> const& query = {}) const
    {
        return try_download<Verb>(std::move(sink), query).value();
    }
    /// The same as a result.
    template <class Verb = declared<verb_kind::download>>
    result<downloaded> try_download(detail::sink_argument sink, query_of<Verb> const& query = {}) const
    {
        return filling<Verb>(std::move(sink.sink), query).template perform<downloaded>();
    }
    template <class Verb = declared<verb_kind::download>, class Token = detail::use_awaitable>
    auto async_download(std::shared_ptr<body_sink> sink, query_of<Verb> const& query, Token&& token = Token()) const
    {
        return filling<Verb>(std::move(sink), query)
            .template start<detail::with_exception, downloaded>(std::forward<Token>(token));
    }
    template <class Verb = declared<verb_kind::download>, class Token = detail::use_awaitable>
    auto async_try_download(std::shared_ptr<body_sink> sink, query_of<Verb> const& query, Token&& token = Token()) const
    {
        return filling<Verb>(std::move(sink), query)
            .template start<detail::with_result, downloaded>(std::forward<Token>(token));
    }

    template <class Verb = declared<verb_kind::download>, class Token = detail::use_awaitable>
        requires is_token<Token, query_of<Verb>>
    auto async_download(std::shared_ptr<body_sink> sink, Token&& token = Token()) const
    {
        return async_download<Verb>(std::move(sink), query_of<Verb>(), std::forward<Token>(token));
    }
    template <class Verb = declared<verb_kind::download>, class Token = detail::use_awaitable>
        requires is_token<Token, query_of<Verb>>
    auto async_try_download(std::shared_ptr<body_sink> sink, Token&& token = Token()) const
    {
        return async_try_download<Verb>(std::move(sink), query_of<Verb>(), std::forward<Token>(token));
    }

    /// Sends a form with files (POST), a `descry::multipart` of `<descry/call/multipart.hpp>`. It is written once, before
    /// anything is sent: a repetition sends the same octets. Repeated as `create` is.
    template <class Verb = declared<verb_kind::upload>, class Form>
    answer_of<Verb> upload(Form const& form, query_of<Verb> const& query = {}) const
    {
        return try_upload<Verb>(form, query).value();
    }
    /// The same as a result.
    template <class Verb = declared<verb_kind::upload>, class Form>
    result<answer_of<Verb>> try_upload(Form const& form, query_of<Verb> const& query = {}) const
    {
        return posting<Verb>(form, query).template perform<answer_of<Verb>>();
    }
    template <class Verb = declared<verb_kind::upload>, class Form, class Token = detail::use_awaitable>
    auto async_upload(Form const& form, query_of<Verb> const& query, Token&& token = Token()) const
    {
        return posting<Verb>(form, query)
            .template start<detail::with_exception, answer_of<Verb>>(std::forward<Token>(token));
    }
    template <class Verb = declared<verb_kind::upload>, class Form, class Token = detail::use_awaitable>
    auto async_try_upload(Form const& form, query_of<Verb> const& query, Token&& token = Token()) const
    {
        return posting<Verb>(form, query)
            .template start<detail::with_result, answer_of<Verb>>(std::forward<Token>(token));
    }

    template <class Verb = declared<verb_kind::upload>, class Form, class Token = detail::use_awaitable>
        requires is_token<Token, query_of<Verb>>
    auto async_upload(Form const& form, Token&& token = Token()) const
    {
        return async_upload<Verb>(form, query_of<Verb>(), std::forward<Token>(token));
    }
    template <class Verb = declared<verb_kind::upload>, class Form, class Token = detail::use_awaitable>
        requires is_token<Token, query_of<Verb>>
    auto async_try_upload(Form const& form, Token&& token = Token()) const
    {
        return async_try_upload<Verb>(form, query_of<Verb>(), std::forward<Token>(token));
    }

    /// Reads the resource, changes it and updates it (PUT, or PATCH where R declares that):
    /// @code billing.modify([](auto& profile) { profile.email = "…"; }); @endcode
    /// When somebody else was faster, it is read and changed again, `client_options::max_conflicts` times at most. One
    /// deadline covers all of it. Gives the resource as stored. Where R declares no condition, nobody says that somebody else
    /// was faster, and what that one did is overwritten.
    ///
    /// `change` is called with the model, perhaps several times, each time with what was just read, until an update was
    /// done or given up; an update that may have been done is never made again. What it throws leaves `modify` and
    /// `try_modify`, nothing having been sent for it; `async_modify` completes with it, `async_try_modify` with
    /// `errc::change_refused`. The asynchronous forms keep a copy, and call it on the client's executor. A request id
    /// in `call_options` is not for this call, which sends several requests.
    template <class Change>
    model_type modify(Change&& change) const
    {
        return try_modify(change).value();
    }
    /// The same as a result.
    template <class Change>
    result<model_type> try_modify(Change&& change) const
    {
        auto function = std::ref(change);  // which may be a function, or a constant
        auto const step = detail::change_of<model_type>(&detail::update_operation<R>(), function);
        query_of<declared<verb_kind::get>> const query{};
        auto call = reading(query);
        call.change = &step;
        return call.template perform<model_type>();
    }

    template <class Change, class Token = detail::use_awaitable>
    auto async_modify(Change&& change, Token&& token = Token()) const
    {
        return start_change<detail::with_exception>(std::forward<Change>(change), std::forward<Token>(token));
    }

    template <class Change, class Token = detail::use_awaitable>
    auto async_try_modify(Change&& change, Token&& token = Token()) const
    {
        return start_change<detail::with_result>(std::forward<Change>(change), std::forward<Token>(token));
    }

private:
    friend class client_handle;

    bound(std::shared_ptr<detail::engine> e, key_type key) : engine_(std::move(e)), key_(std::move(key)) {}

    // Arguments refer to what they are made from, which has to live until they were used.

    template <class Query>
    detail::typed_call reading(Query const& query) const
    {
        detail::typed_call call{engine_, operation_for<R, verb_kind::get>(), &key_, options_};
        if constexpr (!std::is_same_v<Query, nothing>) call.more.query = &query;
        return call;
    }
    template <class Query>
    detail::typed_call reading(Query const&& query) const = delete;

    template <class Verb, class Query>
    detail::typed_call asking(Query const& query) const
    {
        detail::typed_call call{engine_, detail::operation_of<R, typename Verb::type>, &key_, options_};
        if constexpr (!std::is_same_v<Query, nothing>) call.more.query = &query;
        return call;
    }

    template <class Verb, class Request, class Query>
    detail::typed_call sending(Request const& value, Query const& query) const
    {
        auto call = asking<Verb>(query);
        if constexpr (!std::is_same_v<Request, nothing>) call.model = &value;
        return call;
    }

    template <class Verb, class Request, class Query>
    detail::typed_call changing(Request const& before, Request const& after, Query const& query) const
    {
        auto call = sending<Verb>(after, query);
        call.more.before = &before;
        return call;
    }

    template <class Verb>
    job_of<Verb> new_job() const
    {
        return job_of<Verb>(engine_, &Verb::type::ended, options_);
    }

    template <class Verb, class Query>
    detail::typed_call filling(std::shared_ptr<body_sink> sink, Query const& query) const
    {
        auto call = asking<Verb>(query);
        call.more.sink = std::move(sink);
        return call;
    }

    template <class Verb, class Form, class Query>
    detail::typed_call posting(Form const& form, Query const& query) const
    {
        auto call = asking<Verb>(query);
        call.more.form = &form;
        call.more.write_form = [](void const* written, write_options const& options) {
            return static_cast<Form const*>(written)->write(options);
        };
        return call;
    }

    template <class Completion, class Change, class Token>
    auto start_change(Change&& change, Token&& token) const
    {
        detail::resource_change const step{&detail::update_operation<R>(), nullptr, nullptr};
        query_of<declared<verb_kind::get>> const query{};
        auto call = reading(query);
        call.change = &step;
        return call.template start<Completion, model_type>(
            std::forward<Token>(token), std::decay_t<Change>(std::forward<Change>(change)), step.update);
    }

    std::shared_ptr<detail::engine> engine_;
    key_type key_;
    call_options options_{};
};

}  // namespace descry
