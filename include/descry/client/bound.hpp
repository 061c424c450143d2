// bound: one resource, ready to be called: a declaration, a key and a client.
#pragma once

#include <descry/client/call_options.hpp>
#include <descry/client/detail/starting_calls.hpp>
#include <descry/rest/resource.hpp>

#include <boost/mp11/algorithm.hpp>

#include <memory>
#include <utility>

namespace descry {

/// One resource of a service: what `R` declares, for one key. Cheap to copy; may be used from several threads at once.
/// It may outlive its client; calls then fail with `errc::canceled`.
///
/// Each call comes in four forms. `get()` blocks and throws `call_error`; `try_get()` blocks and gives a `result`;
/// `async_get(token)` completes with the value, or with a `call_error` as std::exception_ptr; `async_try_get(token)`
/// completes with a `result`. The token is any of Asio's; without one it is `use_awaitable`. An asynchronous form reads
/// its arguments before it returns, and honours terminal and total cancellation. Where the verb has a query it comes
/// last, before the token; without one, the query is sent as it is made. A verb that R does not declare does not
/// compile. `Verb` is never given: it is what R declares.
template <declared_resource R>
class bound : public detail::starting_calls<R> {
public:
    /// The same resource, whose calls carry what `options` says.
    bound with(call_options options) const
    {
        auto out = *this;
        out.options_ = std::move(options);
        return out;
    }

    /// The same resource, whose calls take the entity tag of their condition from `state`, which was read: for verbs
    /// whose request has none, such as an action.
    /// @code api.at<loans>(key).for_state(book).invoke({.days = 7}); @endcode
    bound for_state(typename R::model_type state) const
    {
        using verbs = typename R::verbs;
        if constexpr (!boost::mp11::mp_any_of_q<verbs, detail::has_tag_in_model<typename R::model_type>>::value)
            refuse<wrong::resource_declares_no_condition_for_which_a_state_is_given<R>>();
        auto out = *this;
        out.state_ = std::make_shared<typename R::model_type const>(std::move(state));
        return out;
    }

private:
    friend class client_handle;
    using detail::starting_calls<R>::starting_calls;
};

}  // namespace descry
