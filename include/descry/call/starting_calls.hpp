// starting_calls: the calls of `bound` that start a job.
#pragma once

#include <descry/call/job.hpp>
#include <descry/call/posting_calls.hpp>
#include <descry/core/error.hpp>
#include <descry/rest/job.hpp>
#include <descry/rest/resource.hpp>

#include <utility>

namespace descry {

namespace detail {

template <class Verb>
using job_of = job<typename Verb::status>;

template <declared_resource R>
class starting_calls : public posting_calls<R> {
public:
    /// Makes the call that R declares with `starts`, and gives what follows the job that the service started. What it
    /// is given is left out when that is nothing. A `Location` that cannot be followed is `errc::unsafe_link`; the job
    /// was started then, as `failure_details::maybe_done` says.
    template <class Verb = starting_verb<R>>
        requires(!takes_nothing<Verb>)
    job_of<Verb> start(request_of<Verb> const& value, query_of<Verb> const& query = {})
    const { return this->starting_with(Verb(), value, query).perform(); }
    /// The same as a result.
    template <class Verb = starting_verb<R>>
        requires(!takes_nothing<Verb>)
    result<job_of<Verb>> try_start(request_of<Verb> const& value, query_of<Verb> const& query = {})
    const { return this->starting_with(Verb(), value, query).try_perform(); }
    template <class Verb = starting_verb<R>, class Token = use_awaitable>
        requires(!takes_nothing<Verb>)
    auto async_start(request_of<Verb> const& value, query_of<Verb> const& query = {}, Token&& token = Token()) const
    {
        return this->starting_with(Verb(), value, query).async_perform(std::forward<Token>(token));
    }
    template <class Verb = starting_verb<R>, class Token = use_awaitable>
        requires(!takes_nothing<Verb>)
    auto async_try_start(request_of<Verb> const& value, query_of<Verb> const& query = {}, Token&& token = Token()) const
    {
        return this->starting_with(Verb(), value, query).async_try_perform(std::forward<Token>(token));
    }
    template <class Verb = starting_verb<R>, class Token>
        requires(!takes_nothing<Verb> && token_after<Token, query_of<Verb>>)
    auto async_start(request_of<Verb> const& value, Token&& token) const
    {
        return this->starting_with(Verb(), value).async_perform(std::forward<Token>(token));
    }
    template <class Verb = starting_verb<R>, class Token>
        requires(!takes_nothing<Verb> && token_after<Token, query_of<Verb>>)
    auto async_try_start(request_of<Verb> const& value, Token&& token) const
    {
        return this->starting_with(Verb(), value).async_try_perform(std::forward<Token>(token));
    }

    template <class Verb = starting_verb<R>>
        requires(takes_nothing<Verb>)
    job_of<Verb> start(query_of<Verb> const& query = {})
    const { return this->starting(Verb(), query).perform(); }
    template <class Verb = starting_verb<R>>
        requires(takes_nothing<Verb>)
    result<job_of<Verb>> try_start(query_of<Verb> const& query = {})
    const { return this->starting(Verb(), query).try_perform(); }
    template <class Verb = starting_verb<R>, class Token = use_awaitable>
        requires(takes_nothing<Verb>)
    auto async_start(query_of<Verb> const& query = {}, Token&& token = Token()) const
    {
        return this->starting(Verb(), query).async_perform(std::forward<Token>(token));
    }
    template <class Verb = starting_verb<R>, class Token = use_awaitable>
        requires(takes_nothing<Verb>)
    auto async_try_start(query_of<Verb> const& query = {}, Token&& token = Token()) const
    {
        return this->starting(Verb(), query).async_try_perform(std::forward<Token>(token));
    }
    template <class Verb = starting_verb<R>, class Token>
        requires(takes_nothing<Verb>&& token_after<Token, query_of<Verb>>)
    auto async_start(Token&& token) const { return this->starting(Verb()).async_perform(std::forward<Token>(token)); }
    template <class Verb = starting_verb<R>, class Token>
        requires(takes_nothing<Verb>&& token_after<Token, query_of<Verb>>)
    auto async_try_start(Token&& token) const
    {
        return this->starting(Verb()).async_try_perform(std::forward<Token>(token));
    }

protected:
    using posting_calls<R>::posting_calls;

private:
    template <class Verb, class... Query>
    auto starting(Verb verb, Query const&... query) const
    {
        auto call = this->template calling<job_of<Verb>>(verb, query...);
        call.into = job_of<Verb>(this->engine_, &Verb::type::ended, this->options_);
        return call;
    }

    template <class Verb, class Request, class... Query>
    auto starting_with(Verb verb, Request const& value, Query const&... query) const
    {
        auto call = starting(verb, query...);
        call.model = &value;
        return call;
    }
};

}  // namespace detail

}  // namespace descry
