// reading_calls: the calls of `bound` that change nothing.
#pragma once

#include <descry/client/detail/resource_calls.hpp>
#include <descry/client/download.hpp>
#include <descry/core/error.hpp>
#include <descry/rest/resource.hpp>

#include <memory>
#include <utility>

namespace descry {

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

template <declared_resource R>
class reading_calls : public resource_calls<R> {
public:
    /// Reads the resource (GET), with the query as it is made when none is given.
    template <class Verb = declared<R, verb_kind::get>>
    answer_of<Verb> get(query_of<Verb> const& query = {}) const
    {
        return this->asking(Verb(), query).perform();
    }
    /// The same as a result.
    template <class Verb = declared<R, verb_kind::get>>
    result<answer_of<Verb>> try_get(query_of<Verb> const& query = {}) const
    {
        return this->asking(Verb(), query).try_perform();
    }
    template <class Verb = declared<R, verb_kind::get>, class Token = use_awaitable>
    auto async_get(query_of<Verb> const& query = {}, Token&& token = Token()) const
    {
        return this->asking(Verb(), query).async_perform(std::forward<Token>(token));
    }
    template <class Verb = declared<R, verb_kind::get>, class Token = use_awaitable>
    auto async_try_get(query_of<Verb> const& query = {}, Token&& token = Token()) const
    {
        return this->asking(Verb(), query).async_try_perform(std::forward<Token>(token));
    }
    template <class Verb = declared<R, verb_kind::get>, class Token>
        requires token_after<Token, query_of<Verb>>
    auto async_get(Token&& token) const { return this->asking(Verb()).async_perform(std::forward<Token>(token)); }
    template <class Verb = declared<R, verb_kind::get>, class Token>
        requires token_after<Token, query_of<Verb>>
    auto async_try_get(Token&& token) const
    {
        return this->asking(Verb()).async_try_perform(std::forward<Token>(token));
    }

    /// Whether the resource exists (HEAD).
    template <class Verb = declared<R, verb_kind::exists>>
    answer_of<Verb> exists(query_of<Verb> const& query = {}) const
    {
        return this->asking(Verb(), query).perform();
    }
    /// The same as a result.
    template <class Verb = declared<R, verb_kind::exists>>
    result<answer_of<Verb>> try_exists(query_of<Verb> const& query = {}) const
    {
        return this->asking(Verb(), query).try_perform();
    }
    template <class Verb = declared<R, verb_kind::exists>, class Token = use_awaitable>
    auto async_exists(query_of<Verb> const& query = {}, Token&& token = Token()) const
    {
        return this->asking(Verb(), query).async_perform(std::forward<Token>(token));
    }
    template <class Verb = declared<R, verb_kind::exists>, class Token = use_awaitable>
    auto async_try_exists(query_of<Verb> const& query = {}, Token&& token = Token()) const
    {
        return this->asking(Verb(), query).async_try_perform(std::forward<Token>(token));
    }
    template <class Verb = declared<R, verb_kind::exists>, class Token>
        requires token_after<Token, query_of<Verb>>
    auto async_exists(Token&& token) const { return this->asking(Verb()).async_perform(std::forward<Token>(token)); }
    template <class Verb = declared<R, verb_kind::exists>, class Token>
        requires token_after<Token, query_of<Verb>>
    auto async_try_exists(Token&& token) const
    {
        return this->asking(Verb()).async_try_perform(std::forward<Token>(token));
    }

    /// The elements of a list that R declares with `in_pages`, and its pages, as ranges of
    /// `<descry/client/pages.hpp>`. Nothing is sent before the first is asked for.
    template <class Verb = declared<R, verb_kind::get>, class Options = page_options>
    auto all(query_of<Verb> const& query = {}, Options const& options = {}) const
    {
        if constexpr (check_pages<R, Verb>()) return item_range<R>(pages<Verb>(query, options));
    }
    template <class Verb = declared<R, verb_kind::get>, class Options = page_options>
    auto pages(query_of<Verb> const& query = {}, Options const& options = {}) const
    {
        if constexpr (check_pages<R, Verb>()) {
            using source = page_source<R>;
            auto first = this->engine_->target_of(this->asking(Verb(), query).arguments());
            return page_range<R>(
                std::make_shared<source>(this->engine_, this->key_, this->options_, std::move(first), options));
        }
    }

    /// Reads a file (GET) into a sink, piece by piece, whatever its size. The sink may be shared, or live as long as
    /// the call: `download(descry::file_sink("invoice.pdf"))`. Its `begin` is called once for each answer of 2xx, its
    /// `end` when the file is complete. One that refuses ends the call with `errc::sink_refused`. A file that was cut
    /// is a failure with `answer_begun`, and not asked for again. Asynchronous forms call the sink on the client's
    /// executor.
    template <class Verb = declared<R, verb_kind::download>>
    downloaded download(sink_argument sink, query_of<Verb> const& query = {}) const
    {
        return this->filling(Verb(), std::move(sink.sink), query).perform();
    }
    /// The same as a result.
    template <class Verb = declared<R, verb_kind::download>>
    result<downloaded> try_download(sink_argument sink, query_of<Verb> const& query = {}) const
    {
        return this->filling(Verb(), std::move(sink.sink), query).try_perform();
    }
    template <class Verb = declared<R, verb_kind::download>, class Token = use_awaitable>
    auto async_download(std::shared_ptr<body_sink> sink, query_of<Verb> const& query = {},
                        Token&& token = Token()) const
    {
        return this->filling(Verb(), std::move(sink), query).async_perform(std::forward<Token>(token));
    }
    template <class Verb = declared<R, verb_kind::download>, class Token = use_awaitable>
    auto async_try_download(std::shared_ptr<body_sink> sink, query_of<Verb> const& query = {},
                            Token&& token = Token()) const
    {
        return this->filling(Verb(), std::move(sink), query).async_try_perform(std::forward<Token>(token));
    }
    template <class Verb = declared<R, verb_kind::download>, class Token>
        requires token_after<Token, query_of<Verb>>
    auto async_download(std::shared_ptr<body_sink> sink, Token&& token) const
    {
        return this->filling(Verb(), std::move(sink)).async_perform(std::forward<Token>(token));
    }
    template <class Verb = declared<R, verb_kind::download>, class Token>
        requires token_after<Token, query_of<Verb>>
    auto async_try_download(std::shared_ptr<body_sink> sink, Token&& token) const
    {
        return this->filling(Verb(), std::move(sink)).async_try_perform(std::forward<Token>(token));
    }

protected:
    using resource_calls<R>::resource_calls;

private:
    template <class Verb, class... Query>
    auto filling(Verb verb, std::shared_ptr<body_sink> sink, Query const&... query) const
    {
        auto call = this->template calling<downloaded>(verb, query...);
        call.more.sink = std::move(sink);
        return call;
    }
};

}  // namespace detail

}  // namespace descry
