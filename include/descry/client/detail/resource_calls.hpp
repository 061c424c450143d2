// resource_calls: how the calls of one resource are made from its declaration.
#pragma once

#include <descry/client/call_options.hpp>
#include <descry/client/detail/engine.hpp>
#include <descry/client/detail/typed_call.hpp>
#include <descry/rest/resource.hpp>

#include <memory>
#include <type_traits>
#include <utility>

namespace descry {

namespace detail {

template <declared_resource R, verb_kind Kind>
using declared = declared_verb<R, Kind>;
template <class Verb>
using request_of = typename Verb::request;
template <class Verb>
using query_of = typename Verb::query;
template <class Verb>
using answer_of = typename called<Verb>::answer;

// What stands in the place of a query and is none. Anything is a query of a verb that is not declared.
template <class Token, class Query>
concept token_after = !std::is_convertible_v<Token, Query> || std::is_same_v<Query, anything>;

/// What all groups of calls have in common: whose they are, and of which resource. A call refers to what it is made
/// from, until it was performed or started. Without a query, the one that is made for it is sent.
template <declared_resource R>
class resource_calls {
public:
    using model_type = typename R::model_type;
    using key_type = typename R::key_type;

    key_type const& key() const noexcept { return key_; }

protected:
    resource_calls(std::shared_ptr<engine> e, key_type key) : engine_(std::move(e)), key_(std::move(key)) {}

    template <class Answer, class Change = no_change, class Verb, class... Query>
    typed_call<Answer, Change> calling(Verb, Query const&... query) const
    {
        typed_call<Answer, Change> call{engine_, operation_of<R, typename Verb::type>, &key_, options_};
        call.more.before = state_.get();
        if constexpr (!(std::is_same_v<Query, nothing> && ...)) ((call.more.query = &query), ...);
        return call;
    }

    template <class Verb, class... Query>
    auto asking(Verb verb, Query const&... query) const
    {
        return calling<answer_of<Verb>>(verb, query...);
    }

    template <class Verb, class Request, class... Query>
    auto sending(Verb verb, Request const& value, Query const&... query) const
    {
        auto call = asking(verb, query...);
        if constexpr (!std::is_same_v<Request, nothing>) call.model = &value;
        return call;
    }

    std::shared_ptr<engine> engine_;
    key_type key_;
    call_options options_{};
    std::shared_ptr<model_type const> state_{};  // Whose entity tag is that of a condition.
};

}  // namespace detail

}  // namespace descry
