// changing_calls: the calls of `bound` that change a resource.
#pragma once

#include <descry/client/detail/reading_calls.hpp>
#include <descry/core/error.hpp>
#include <descry/rest/resource.hpp>

#include <functional>
#include <type_traits>
#include <utility>

namespace descry {

namespace detail {

template <class State, class R>
concept state_of = std::is_base_of_v<typename R::model_type, std::remove_cvref_t<State>>;

template <declared_resource R>
class changing_calls : public reading_calls<R> {
public:
    using typename resource_calls<R>::model_type;

    /// Replaces the resource (PUT) by `value`, known and unknown members, under the condition that R declares, and
    /// gives the resource as stored, with its new entity tag. Under `if_match`, a value without a tag is refused with
    /// `errc::missing_etag`, unless the call has an `If-Match` or `If-None-Match` of its own. A tag that is no longer
    /// current is `errc::conflict`. An answer of 202 is `errc::accepted`, whatever its body.
    template <class Verb = declared<R, verb_kind::put>>
    answer_of<Verb> update(request_of<Verb> const& value, query_of<Verb> const& query = {}) const
    {
        return this->sending(Verb(), value, query).perform();
    }
    /// The same as a result.
    template <class Verb = declared<R, verb_kind::put>>
    result<answer_of<Verb>> try_update(request_of<Verb> const& value, query_of<Verb> const& query = {}) const
    {
        return this->sending(Verb(), value, query).try_perform();
    }
    template <class Verb = declared<R, verb_kind::put>, class Token = use_awaitable>
    auto async_update(request_of<Verb> const& value, query_of<Verb> const& query = {}, Token&& token = Token()) const
    {
        return this->sending(Verb(), value, query).async_perform(std::forward<Token>(token));
    }
    template <class Verb = declared<R, verb_kind::put>, class Token = use_awaitable>
    auto async_try_update(request_of<Verb> const& value, query_of<Verb> const& query = {},
                          Token&& token = Token()) const
    {
        return this->sending(Verb(), value, query).async_try_perform(std::forward<Token>(token));
    }
    template <class Verb = declared<R, verb_kind::put>, class Token>
        requires token_after<Token, query_of<Verb>>
    auto async_update(request_of<Verb> const& value, Token&& token) const
    {
        return this->sending(Verb(), value).async_perform(std::forward<Token>(token));
    }
    template <class Verb = declared<R, verb_kind::put>, class Token>
        requires token_after<Token, query_of<Verb>>
    auto async_try_update(request_of<Verb> const& value, Token&& token) const
    {
        return this->sending(Verb(), value).async_try_perform(std::forward<Token>(token));
    }

    /// Changes the resource (PATCH) from `before`, as it was read, to `after`: sends what differs, or all of it where R
    /// declares `patch_whole`. Conditions are as for `update`, with the tag of `before`.
    template <class Verb = declared<R, verb_kind::patch>>
    answer_of<Verb> patch(request_of<Verb> const& before, request_of<Verb> const& after,
                          query_of<Verb> const& query = {}) const
    {
        return this->sending_difference(Verb(), before, after, query).perform();
    }
    /// The same as a result.
    template <class Verb = declared<R, verb_kind::patch>>
    result<answer_of<Verb>> try_patch(request_of<Verb> const& before, request_of<Verb> const& after,
                                      query_of<Verb> const& query = {}) const
    {
        return this->sending_difference(Verb(), before, after, query).try_perform();
    }
    template <class Verb = declared<R, verb_kind::patch>, class Token = use_awaitable>
    auto async_patch(request_of<Verb> const& before, request_of<Verb> const& after, query_of<Verb> const& query = {},
                     Token&& token = Token()) const
    {
        return this->sending_difference(Verb(), before, after, query).async_perform(std::forward<Token>(token));
    }
    template <class Verb = declared<R, verb_kind::patch>, class Token = use_awaitable>
    auto async_try_patch(request_of<Verb> const& before, request_of<Verb> const& after,
                         query_of<Verb> const& query = {}, Token&& token = Token()) const
    {
        return this->sending_difference(Verb(), before, after, query).async_try_perform(std::forward<Token>(token));
    }
    template <class Verb = declared<R, verb_kind::patch>, class Token>
        requires token_after<Token, query_of<Verb>>
    auto async_patch(request_of<Verb> const& before, request_of<Verb> const& after, Token&& token) const
    {
        return this->sending_difference(Verb(), before, after).async_perform(std::forward<Token>(token));
    }
    template <class Verb = declared<R, verb_kind::patch>, class Token>
        requires token_after<Token, query_of<Verb>>
    auto async_try_patch(request_of<Verb> const& before, request_of<Verb> const& after, Token&& token) const
    {
        return this->sending_difference(Verb(), before, after).async_try_perform(std::forward<Token>(token));
    }

    /// Reads the resource, changes it and updates it (PUT, or PATCH where R declares that):
    /// @code billing.modify([](auto& profile) { profile.email = "…"; }); @endcode
    /// When somebody else was faster, it is read and changed again, `client_options::max_conflicts` times at most. One
    /// deadline covers all of it. Gives the resource as stored; an answer of 202 is `errc::accepted`. Where R declares no
    /// condition, or `if_match_if_present` and the state that was read has no entity tag, nobody says that somebody
    /// else was faster, and what that one did is overwritten. Under a condition that is the entity tag of a state, the
    /// update carries the tag of the state that was read, even if `change` removes or replaces that.
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
        return changing(std::ref(change)).try_perform();  // which may be a function, or a constant
    }
    template <class Change, class Token = use_awaitable>
    auto async_modify(Change&& change, Token&& token = Token()) const
    {
        return changing(std::decay_t<Change>(std::forward<Change>(change))).async_perform(std::forward<Token>(token));
    }
    template <class Change, class Token = use_awaitable>
    auto async_try_modify(Change&& change, Token&& token = Token()) const
    {
        return changing(std::decay_t<Change>(std::forward<Change>(change)))
            .async_try_perform(std::forward<Token>(token));
    }

    /// Removes the resource (DELETE), under the condition that R declares. One that is gone already fails with
    /// `errc::not_found`, unless it was this call that removed it and whose answer was lost. A condition that is the
    /// entity tag of a state takes the overloads that are given the state that was read, or `bound::for_state`; without
    /// one it is `errc::missing_etag`. An answer of 202 counts as success: the removal is accepted then, and may not be
    /// done yet, as the status in `call_options::head` says.
    template <class Verb = declared<R, verb_kind::remove>>
    answer_of<Verb> remove(query_of<Verb> const& query = {}) const
    {
        return this->asking(Verb(), query).perform();
    }
    /// The same as a result.
    template <class Verb = declared<R, verb_kind::remove>>
    result<answer_of<Verb>> try_remove(query_of<Verb> const& query = {}) const
    {
        return this->asking(Verb(), query).try_perform();
    }
    template <class Verb = declared<R, verb_kind::remove>, class Token = use_awaitable>
    auto async_remove(query_of<Verb> const& query = {}, Token&& token = Token()) const
    {
        return this->asking(Verb(), query).async_perform(std::forward<Token>(token));
    }
    template <class Verb = declared<R, verb_kind::remove>, class Token = use_awaitable>
    auto async_try_remove(query_of<Verb> const& query = {}, Token&& token = Token()) const
    {
        return this->asking(Verb(), query).async_try_perform(std::forward<Token>(token));
    }
    template <class Verb = declared<R, verb_kind::remove>, class Token>
        requires(token_after<Token, query_of<Verb>> && !state_of<Token, R>)
    auto async_remove(Token&& token) const { return this->asking(Verb()).async_perform(std::forward<Token>(token)); }
    template <class Verb = declared<R, verb_kind::remove>, class Token>
        requires(token_after<Token, query_of<Verb>> && !state_of<Token, R>)
    auto async_try_remove(Token&& token) const
    {
        return this->asking(Verb()).async_try_perform(std::forward<Token>(token));
    }

    template <class Verb = declared<R, verb_kind::remove>, class State>
        requires state_of<State, R> answer_of<Verb> remove(State const& state, query_of<Verb> const& query = {})
    const { return this->removing(Verb(), state, query).perform(); }
    template <class Verb = declared<R, verb_kind::remove>, class State>
        requires state_of<State, R> result<answer_of<Verb>> try_remove(State const& state,
                                                                       query_of<Verb> const& query = {})
    const { return this->removing(Verb(), state, query).try_perform(); }
    template <class Verb = declared<R, verb_kind::remove>, class State, class Token = use_awaitable>
        requires state_of<State, R>
    auto async_remove(State const& state, query_of<Verb> const& query = {}, Token&& token = Token()) const
    {
        return this->removing(Verb(), state, query).async_perform(std::forward<Token>(token));
    }
    template <class Verb = declared<R, verb_kind::remove>, class State, class Token = use_awaitable>
        requires state_of<State, R>
    auto async_try_remove(State const& state, query_of<Verb> const& query = {}, Token&& token = Token()) const
    {
        return this->removing(Verb(), state, query).async_try_perform(std::forward<Token>(token));
    }
    template <class Verb = declared<R, verb_kind::remove>, class State, class Token>
        requires(state_of<State, R>&& token_after<Token, query_of<Verb>>)
    auto async_remove(State const& state, Token&& token) const
    {
        return this->removing(Verb(), state).async_perform(std::forward<Token>(token));
    }
    template <class Verb = declared<R, verb_kind::remove>, class State, class Token>
        requires(state_of<State, R>&& token_after<Token, query_of<Verb>>)
    auto async_try_remove(State const& state, Token&& token) const
    {
        return this->removing(Verb(), state).async_try_perform(std::forward<Token>(token));
    }

protected:
    using reading_calls<R>::reading_calls;

    template <class Verb, class Request, class... Query>
    auto sending_difference(Verb verb, Request const& before, Request const& after, Query const&... query) const
    {
        auto call = this->sending(verb, after, query...);
        call.more.before = &before;
        return call;
    }

private:
    template <class Verb, class... Query>
    auto removing(Verb verb, model_type const& state, Query const&... query) const
    {
        if constexpr (!has_tag_in<typename Verb::type, model_type>())
            refuse<wrong::resource_declares_no_condition_for_which_a_state_is_given<R>>();
        auto call = this->asking(verb, query...);
        call.more.before = &state;
        return call;
    }

    template <class Change>
    auto changing(Change change) const
    {
        if constexpr (update_operation<R>().condition == precondition::absent)
            refuse<wrong::modify_updates_what_exists_and_its_update_is_declared_if_absent<R>>();
        auto call = this->template calling<model_type, Change>(declared<R, verb_kind::get>());
        call.change.emplace(std::move(change));
        call.update = &update_operation<R>();
        return call;
    }
};

}  // namespace detail

}  // namespace descry
