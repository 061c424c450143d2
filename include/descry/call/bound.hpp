// bound: one resource, ready to be called: a declaration, a key and a client.
#pragma once

#include <descry/call/call_options.hpp>
#include <descry/call/engine.hpp>
#include <descry/call/typed_completion.hpp>
#include <descry/core/error.hpp>
#include <descry/rest/resource.hpp>

#include <functional>
#include <memory>
#include <type_traits>
#include <utility>

namespace descry {

class client;

/// One resource of a service: what `R` declares, for one key. Cheap to copy; may be used from several threads at once.
/// It may outlive its client; calls then fail with `errc::canceled`.
///
/// Each call comes in four forms. `get()` blocks and throws `call_error`; `try_get()` blocks and gives a `result`;
/// `async_get(token)` completes with the value, or with a `call_error` as std::exception_ptr; `async_try_get(token)`
/// completes with a `result`. The token is any of Asio's; without one it is `use_awaitable`. An asynchronous form reads
/// its arguments before it returns, and honours terminal and total cancellation. A verb that R does not declare does
/// not compile.
template <declared_resource R>
class bound {
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

    /// Reads the resource (GET).
    model_type get() const { return try_get().value(); }
    /// The same as a result.
    result<model_type> try_get() const { return perform(reading()); }

    template <class Token = detail::use_awaitable>
    auto async_get(Token&& token = Token()) const
    {
        return start<detail::with_exception>(reading(), std::forward<Token>(token));
    }

    template <class Token = detail::use_awaitable>
    auto async_try_get(Token&& token = Token()) const
    {
        return start<detail::with_result>(reading(), std::forward<Token>(token));
    }

    /// Replaces the resource (PUT) by `value`, known and unknown members, under the condition that R declares, and
    /// gives the resource as stored, with its new entity tag. A value without a tag is refused with
    /// `errc::missing_etag`; one that is no longer current with `errc::conflict`.
    model_type update(model_type const& value) const { return try_update(value).value(); }
    /// The same as a result.
    result<model_type> try_update(model_type const& value) const { return perform(updating(value)); }

    template <class Token = detail::use_awaitable>
    auto async_update(model_type const& value, Token&& token = Token()) const
    {
        return start<detail::with_exception>(updating(value), std::forward<Token>(token));
    }

    template <class Token = detail::use_awaitable>
    auto async_try_update(model_type const& value, Token&& token = Token()) const
    {
        return start<detail::with_result>(updating(value), std::forward<Token>(token));
    }

    /// Reads the resource, changes it and updates it: `billing.modify([](auto& profile) { profile.email = "…"; })`.
    /// When somebody else was faster, it is read and changed again, `client_options::max_conflicts` times at most. One
    /// deadline covers all of it. Gives the resource as stored.
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
        auto const step = detail::change_of<model_type>(&put_operation<R>(), function);
        return perform(modifying(step));
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
    friend class client;
    using arguments = detail::engine::arguments;

    bound(std::shared_ptr<detail::engine> e, key_type key) : engine_(std::move(e)), key_(std::move(key)) {}

    arguments reading() const { return {get_operation<R>(), &key_, nullptr, options_}; }
    arguments updating(model_type const& value) const { return {put_operation<R>(), &key_, &value, options_}; }
    arguments modifying(detail::resource_change const& change) const
    {
        return {get_operation<R>(), &key_, nullptr, options_, &change};
    }

    result<model_type> perform(arguments const& call) const
    {
        result<model_type> value(boost::system::in_place_value);
        if (auto const done = engine_->perform(call, &*value); !done) value = done.error();
        return value;
    }

    template <class Completion, class Token>
    auto start(arguments const& call, Token&& token) const
    {
        return detail::async_perform<Completion, model_type>(engine_, engine_->prepare(call), detail::no_change(),
                                                             nullptr, std::forward<Token>(token));
    }

    template <class Completion, class Change, class Token>
    auto start_change(Change&& change, Token&& token) const
    {
        detail::resource_change const step{&put_operation<R>(), nullptr, nullptr};
        return detail::async_perform<Completion, model_type>(engine_, engine_->prepare(modifying(step)),
                                                             std::decay_t<Change>(std::forward<Change>(change)),
                                                             step.put, std::forward<Token>(token));
    }

    std::shared_ptr<detail::engine> engine_;
    key_type key_;
    call_options options_{};
};

}  // namespace descry
