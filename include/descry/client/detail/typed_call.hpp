// typed_call: a call with a typed result, in its four forms.
#pragma once

#include <boost/asio/async_result.hpp>

#include <descry/client/detail/call_arguments.hpp>
#include <descry/client/detail/engine.hpp>
#include <descry/client/detail/typed_completion.hpp>
#include <descry/core/config.hpp>
#include <descry/core/error.hpp>
#include <descry/rest/verb.hpp>

#include <memory>
#include <type_traits>
#include <utility>

namespace descry {

namespace detail {

/// Makes a call and waits for its end. Throws `call_error`.
DESCRY_DECL void perform_or_throw(engine& owner, call_arguments const& call);

/// A call before it is performed or started, once, in one of its forms. Until then it refers to its arguments. `Change`
/// is the function of a `modify`.
template <class Result, class Query = nothing, class Change = no_change>
struct typed_call {
    std::shared_ptr<engine> const& owner;
    call_arguments arguments;
    held_result<Result> into{};  ///< The initial value of the result, into which the response is decoded.
    Change change{};

    Result perform(Query const& query = {})
    {
        set_query(query);
        held_result<Result> out(std::move(into));
        perform_or_throw(*owner, with_place_in(out));
        if constexpr (!std::is_void_v<Result>) return out;
    }

    result<Result> try_perform(Query const& query = {})
    {
        set_query(query);
        if constexpr (std::is_void_v<Result>) {
            return owner->perform(with_place_in(into));
        } else {
            result<Result> out(boost::system::in_place_value, std::move(into));
            if (auto const done = owner->perform(with_place_in(*out)); !done) out = done.error();
            return out;
        }
    }

    /// Starts the call. The signature of its completion handler is that of `Completion`.
    template <class Completion, class Token>
    auto start(Token&& token)
    {
        return start_prepared<Completion>(prepare(), std::forward<Token>(token));
    }
    /// The two steps of an asynchronous call. The arguments of the call are not read after the first.
    engine::prepared prepare() const { return owner->prepare(arguments); }
    template <class Completion, class Token>
    auto start_prepared(engine::prepared call, Token&& token)
    {
        check_token<Token>();
        return boost::asio::async_initiate<Token, typename Completion::template completes<Result>::signature>(
            []<class Handler>(Handler&& handler, std::shared_ptr<engine> const& to, engine::prepared prepared,
                              held_result<Result> place, Change function, operation const* update) {
                using holder = typed_completion<Completion, Result, Change, std::decay_t<Handler>>;
                to->async_perform(std::move(prepared),
                                  std::make_unique<holder>(std::forward<Handler>(handler), to->get_executor(),
                                                           std::move(place), std::move(function), update));
            },
            token, owner, std::move(call), std::move(into), std::move(change), arguments.change.update);
    }

    void set_query(Query const& query) noexcept
    {
        if constexpr (!std::is_same_v<Query, nothing>) arguments.query = &query;
    }

private:
    call_arguments const& with_place_in(held_result<Result>& out)
    {
        arguments.change = change_of<Result>(arguments.change.update, change);
        arguments.out = place_in(out);
        return arguments;
    }
};

/// Takes the place of the token if the query is omitted, so that the first argument is the token.
struct token_is_first {};

/// Starts a call with the arguments of an asynchronous form: a query and a token, or only a token. The template
/// arguments are the types that the form deduced for them.
template <class First, class Token, class Completion = with_exception, class Result, class Query>
auto start(typed_call<Result, Query> call, std::remove_reference_t<First>& first, std::remove_reference_t<Token>& token)
{
    if constexpr (std::is_same_v<Token, token_is_first>) {
        return call.template start<Completion>(static_cast<First&&>(first));
    } else {
        Query const& query = first;
        call.set_query(query);
        return call.template start<Completion>(static_cast<Token&&>(token));
    }
}
template <class First, class Token, class Result, class Query>
auto try_start(typed_call<Result, Query> call, std::remove_reference_t<First>& first,
               std::remove_reference_t<Token>& token)
{
    return start<First, Token, with_result>(std::move(call), first, token);
}

}  // namespace detail

}  // namespace descry

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/client/impl/typed_call.ipp>
#endif
