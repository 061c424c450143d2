// starting_calls: the calls of `bound` that start a job.
#pragma once

#include <descry/client/detail/posting_calls.hpp>
#include <descry/client/job.hpp>
#include <descry/core/error.hpp>
#include <descry/rest/job.hpp>
#include <descry/rest/resource.hpp>

#include <memory>
#include <type_traits>
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
    const
    {
        return or_out_of_memory([&] { return this->starting_with(Verb(), value, query).try_perform(); });
    }
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
    const
    {
        return or_out_of_memory([&] { return this->starting(Verb(), query).try_perform(); });
    }
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

    /// Changes the resource as `patch` does, and gives a job: ended at once if the service answered the resource as
    /// stored, which `job::wait` gives then, without asking. If it answered that the change is accepted but not made
    /// yet (202; RFC 9110, 15.3.3), `wait` reads the resource until it has each member that the change wanted, whatever
    /// its entity tag, and gives that. Sensitive members are not waited for, since services do not show them. A state
    /// that is too large to be compared (1 MiB, or a list or an object of 1000 elements) ends the wait with
    /// `errc::too_large`. It is read at the answer's `Location` if that leads to the resource, with the query there, or
    /// else where the change was sent.
    template <class Verb = declared<R, verb_kind::patch>>
    job<R> start_patch(request_of<Verb> const& before, request_of<Verb> const& after,
                       query_of<Verb> const& query = {}) const
    {
        return following(this->sending_difference(Verb(), before, after, query)).perform();
    }
    /// The same as a result.
    template <class Verb = declared<R, verb_kind::patch>>
    result<job<R>> try_start_patch(request_of<Verb> const& before, request_of<Verb> const& after,
                                   query_of<Verb> const& query = {}) const
    {
        return or_out_of_memory(
            [&] { return following(this->sending_difference(Verb(), before, after, query)).try_perform(); });
    }
    template <class Verb = declared<R, verb_kind::patch>, class Token = use_awaitable>
    auto async_start_patch(request_of<Verb> const& before, request_of<Verb> const& after,
                           query_of<Verb> const& query = {}, Token&& token = Token()) const
    {
        return following(this->sending_difference(Verb(), before, after, query))
            .async_perform(std::forward<Token>(token));
    }
    template <class Verb = declared<R, verb_kind::patch>, class Token = use_awaitable>
    auto async_try_start_patch(request_of<Verb> const& before, request_of<Verb> const& after,
                               query_of<Verb> const& query = {}, Token&& token = Token()) const
    {
        return following(this->sending_difference(Verb(), before, after, query))
            .async_try_perform(std::forward<Token>(token));
    }
    template <class Verb = declared<R, verb_kind::patch>, class Token>
        requires token_after<Token, query_of<Verb>>
    auto async_start_patch(request_of<Verb> const& before, request_of<Verb> const& after, Token&& token) const
    {
        return following(this->sending_difference(Verb(), before, after)).async_perform(std::forward<Token>(token));
    }
    template <class Verb = declared<R, verb_kind::patch>, class Token>
        requires token_after<Token, query_of<Verb>>
    auto async_try_start_patch(request_of<Verb> const& before, request_of<Verb> const& after, Token&& token) const
    {
        return following(this->sending_difference(Verb(), before, after)).async_try_perform(std::forward<Token>(token));
    }

    /// Replaces the resource as `update` does, from `before`, as it was read, by `after`: sends all of it, under the
    /// entity tag of `before`, and gives a job as `start_patch` does. What the change wanted is what differs.
    template <class Verb = declared<R, verb_kind::put>>
    job<R> start_update(request_of<Verb> const& before, request_of<Verb> const& after,
                        query_of<Verb> const& query = {}) const
    {
        return following(this->sending_difference(Verb(), before, after, query)).perform();
    }
    /// The same as a result.
    template <class Verb = declared<R, verb_kind::put>>
    result<job<R>> try_start_update(request_of<Verb> const& before, request_of<Verb> const& after,
                                    query_of<Verb> const& query = {}) const
    {
        return or_out_of_memory(
            [&] { return following(this->sending_difference(Verb(), before, after, query)).try_perform(); });
    }
    template <class Verb = declared<R, verb_kind::put>, class Token = use_awaitable>
    auto async_start_update(request_of<Verb> const& before, request_of<Verb> const& after,
                            query_of<Verb> const& query = {}, Token&& token = Token()) const
    {
        return following(this->sending_difference(Verb(), before, after, query))
            .async_perform(std::forward<Token>(token));
    }
    template <class Verb = declared<R, verb_kind::put>, class Token = use_awaitable>
    auto async_try_start_update(request_of<Verb> const& before, request_of<Verb> const& after,
                                query_of<Verb> const& query = {}, Token&& token = Token()) const
    {
        return following(this->sending_difference(Verb(), before, after, query))
            .async_try_perform(std::forward<Token>(token));
    }
    template <class Verb = declared<R, verb_kind::put>, class Token>
        requires token_after<Token, query_of<Verb>>
    auto async_start_update(request_of<Verb> const& before, request_of<Verb> const& after, Token&& token) const
    {
        return following(this->sending_difference(Verb(), before, after)).async_perform(std::forward<Token>(token));
    }
    template <class Verb = declared<R, verb_kind::put>, class Token>
        requires token_after<Token, query_of<Verb>>
    auto async_try_start_update(request_of<Verb> const& before, request_of<Verb> const& after, Token&& token) const
    {
        return following(this->sending_difference(Verb(), before, after)).async_try_perform(std::forward<Token>(token));
    }

protected:
    using posting_calls<R>::posting_calls;

private:
    // The call of an update, for a job.
    template <class Answer>
    auto following(typed_call<Answer> const& update) const
    {
        typed_call<job<R>> call{update.owner, update.op, update.key, update.options, update.model, update.more};
        call.more.is_followed = true;
        call.into = job<R>(this->engine_, this->options_, {});
        using state = typename job<R>::status_type;
        call.into.stored_ = std::make_shared<state>();
        if constexpr (std::is_copy_constructible_v<state>)
            call.into.copy_ = [](state const& stored) { return stored; };
        else
            refuse<wrong::state_that_a_job_gives_cannot_be_copied<R>>();
        return call;
    }

    template <class Verb, class... Query>
    auto starting(Verb verb, Query const&... query) const
    {
        auto call = this->template calling<job_of<Verb>>(verb, query...);
        call.into = job_of<Verb>(this->engine_, this->options_, {.end = {&Verb::type::ended}});
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
