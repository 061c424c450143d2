// resource_calls: the calls of one resource, made from its declaration.
#pragma once

#include <descry/client/call_options.hpp>
#include <descry/client/detail/engine.hpp>
#include <descry/client/detail/typed_call.hpp>
#include <descry/client/download.hpp>
#include <descry/client/job.hpp>
#include <descry/model/detail/typed_pointer.hpp>
#include <descry/rest/job.hpp>
#include <descry/rest/resource.hpp>
#include <descry/rest/verb.hpp>

#include <boost/mp11/algorithm.hpp>

#include <memory>
#include <type_traits>
#include <utility>

namespace descry {

namespace detail {

/// The type of a verb's result: bool for existence, the decoded response, or void.
template <class Declared>
using result_of = std::conditional_t<
    traits_of(Declared::type::kind).absent_is_a_result, bool,
    std::conditional_t<std::is_same_v<typename Declared::response, nothing>, void, typename Declared::response>>;

template <class Declared>
using job_of = job<typename Declared::status, typename Declared::resource>;

template <class Declared>
concept without_request = std::is_base_of_v<nothing, typename Declared::request>;
template <class Declared>
concept with_request = !without_request<Declared>;

template <class State, class R>
concept state_of = std::is_base_of_v<typename R::model_type, std::remove_cvref_t<State>>;
template <class First, class R>
concept no_state_of = !state_of<First, R>;

/// The default token after an argument that is a query, or the token itself if the query is omitted. Any type converts
/// to the query type of a verb that is not declared.
template <class First, class Query>
using token_after = std::conditional_t<std::is_convertible_v<First, Query> && !std::is_same_v<Query, anything>,
                                       use_awaitable, token_is_first>;

/// True if a verb of R takes its condition from a state of the resource.
template <class R>
inline constexpr bool has_conditional_verb =
    boost::mp11::mp_any_of_q<typename R::verbs, needs_state_of_model<typename R::model_type>>::value;

/// A pointer to the argument of a call; null for a type that stands for no request.
template <class Request>
typed_const_pointer pointer_to_request(Request const& value) noexcept
{
    if constexpr (std::is_base_of_v<nothing, Request>)
        return {};
    else
        return pointer_to(value);
}

/// The type of the states between which `modify` changes R: what its `get` reads, and its update sends.
template <declared_resource R>
consteval auto find_modified_state()
{
    using read = typename declared_verb<R, verb_kind::get>::response;
    using sent = body_of<R, typename update_verb<R>::request>;
    constexpr bool is_declared =
        declares<R, verb_kind::get> && (declares<R, verb_kind::put> || declares<R, verb_kind::patch>);
    if constexpr (is_declared && std::is_same_v<read, sent>) {
        return std::type_identity<read>();
    } else {
        if constexpr (is_declared)
            refuse<wrong::modify_sends_what_it_reads_but_get_and_update_have_different_types<R, read, sent>>();
        return std::type_identity<typename R::model_type>();
    }
}

template <declared_resource R>
using modified_state = typename decltype(find_modified_state<R>())::type;

/// The calls of one resource before they are performed or started. Until then, each refers to its arguments and to this
/// object.
template <declared_resource R>
struct resource_calls {
    using model = typename R::model_type;

    template <class Declared, class Result = result_of<Declared>>
    using call_of = typed_call<Result, typename Declared::query>;

    std::shared_ptr<engine> owner;
    typename R::key_type key;
    call_options options{};
    std::shared_ptr<model const> state{};  ///< Its entity tag is the condition of calls whose request has none.

    /// A call without a request body.
    template <class Declared>
    call_of<Declared> of(Declared) const
    {
        return {owner, arguments<Declared>()};
    }

    template <class Declared>
    call_of<Declared> sending(Declared, typename Declared::request const& value) const
    {
        return {owner, arguments<Declared>(value)};
    }

    /// A change from a state that was read to another one.
    template <class Declared, class State>
    call_of<Declared> changing(Declared, State const& before, State const& after) const
    {
        auto with = arguments<Declared>(after);
        with.before = pointer_to_request(before);
        return {owner, with};
    }

    template <class Declared>
    call_of<Declared> removing(Declared, model const& before) const
    {
        if constexpr (!needs_state<typename Declared::type, model>())
            refuse<wrong::resource_declares_no_if_match_condition<R>>();
        auto with = arguments<Declared>();
        with.before = pointer_to(before);
        return {owner, with};
    }

    template <class Declared, class Form>
    call_of<Declared> uploading(Declared, Form const& form) const
    {
        if constexpr (requires { Form::media_type; })
            if constexpr (Form::media_type != Declared::type::content_type)
                refuse<wrong::body_of_an_upload_is_not_of_the_declared_kind<R, Form>>();
        auto with = arguments<Declared>();
        with.form = &form;
        with.write_form = [](void const* from, write_options const& how) {
            return static_cast<Form const*>(from)->write(how);
        };
        return {owner, with};
    }

    template <class Declared>
    call_of<Declared, downloaded> downloading(Declared, std::shared_ptr<body_sink> const& sink) const
    {
        auto with = arguments<Declared>();
        with.sink = &sink;
        return {owner, with};
    }

    /// A call whose response is streamed.
    template <class Declared, class... Request>
    call_of<Declared, void> watching(Declared, Request const&... value) const
    {
        return {owner, arguments<Declared>(value...)};
    }

    /// The call for the first page of a list.
    template <class Declared, class... Request>
    call_of<Declared> reading_page(Declared, Request const&... value) const
    {
        return {owner, arguments<Declared>(value...)};
    }

    template <class Change>
    auto modifying(Change change) const
    {
        using update = update_verb<R>;
        using modified = modified_state<R>;
        if constexpr (update::condition::kind == precondition::absent)
            refuse<wrong::modify_requires_an_existing_resource_but_its_update_is_declared_if_absent<R>>();
        auto with = arguments<declared_verb<R, verb_kind::get>>();
        with.change.update = &operation_of<R, update>;
        if constexpr (std::is_invocable_v<Change&, modified&>) {
            return typed_call<modified, nothing, Change>{owner, with, {}, std::move(change)};
        } else {
            refuse<wrong::function_of_modify_cannot_be_called_with_the_model<modified>>();
            return typed_call<modified>{owner, with};
        }
    }

    /// A call that starts a job, with or without a request body.
    template <class Declared, class... Request>
    call_of<Declared, job_of<Declared>> starting(Declared, Request const&... value) const
    {
        call_of<Declared, job_of<Declared>> out{owner, arguments<Declared>(value...),
                                                job_of<Declared>(owner, options, {})};
        if constexpr (!std::is_same_v<typename Declared::response, nothing>)
            out.into.stored_ = std::make_shared<typename Declared::response>();
        return out;
    }

    /// A change as a job, which the service may continue after its response.
    template <class Declared, class State>
    call_of<Declared, job<R>> starting_change(Declared verb, State const& before, State const& after) const
    {
        call_of<Declared, job<R>> out{owner, changing(verb, before, after).arguments, job<R>(owner, options, {})};
        out.arguments.is_followed = true;
        using status = typename job<R>::status_type;
        out.into.stored_ = std::make_shared<status>();
        if constexpr (std::is_copy_constructible_v<status>)
            out.into.copy_ = [](status const& stored) { return stored; };
        else
            refuse<wrong::model_of_a_followed_update_cannot_be_copied<R>>();
        return out;
    }

private:
    template <class Declared>
    call_arguments arguments() const noexcept
    {
        call_arguments out{
            .op = operation_of<R, typename Declared::type>, .key = &key, .model = {}, .options = options};
        if constexpr (has_conditional_verb<R>)
            if (state) out.state = pointer_to(*state);
        return out;
    }
    template <class Declared, class Request>
    call_arguments arguments(Request const& value) const noexcept
    {
        auto out = arguments<Declared>();
        out.model = pointer_to_request(value);
        return out;
    }
};

}  // namespace detail

}  // namespace descry
