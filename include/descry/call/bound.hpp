// bound: one resource, ready to be called: a declaration, a key and a client.
#pragma once

#include <boost/asio/async_result.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <descry/call/engine.hpp>
#include <descry/core/error.hpp>
#include <descry/rest/resource.hpp>

#include <exception>
#include <memory>
#include <utility>

namespace descry {

class client;

namespace detail {

// The two ways an asynchronous call may complete.
struct with_result {
    template <class Model>
    using signature = void(result<Model>);

    template <class Model, class Handler>
    static void complete(Handler& handler, result<void> const& done, Model& value)
    {
        if (done)
            std::move(handler)(result<Model>(std::move(value)));
        else
            std::move(handler)(result<Model>(done.error()));
    }
};

struct with_exception {
    template <class Model>
    using signature = void(std::exception_ptr, Model);

    template <class Model, class Handler>
    static void complete(Handler& handler, result<void> const& done, Model& value)
    {
        if (done)
            std::move(handler)(std::exception_ptr(), std::move(value));
        else
            std::move(handler)(std::make_exception_ptr(call_error(done.error())), Model());
    }
};

template <class Model>
result<Model> perform(engine& e, result<prepared_call> call)
{
    result<Model> value(boost::system::in_place_value);
    if (auto const done = e.perform(std::move(call), &*value); !done) value = done.error();
    return value;
}

template <class Model, class Completion, class Token>
auto async_perform(std::shared_ptr<engine> const& e, result<prepared_call> call, Token&& token)
{
    return boost::asio::async_initiate<Token, typename Completion::template signature<Model>>(
        [](auto handler, std::shared_ptr<engine> const& owner, result<prepared_call> prepared) {
            auto value = std::make_unique<Model>();
            auto* const out = value.get();
            boost::asio::any_io_executor const executor =
                boost::asio::get_associated_executor(handler, owner->get_executor());
            auto const slot = boost::asio::get_associated_cancellation_slot(handler);
            auto complete = [value = std::move(value), handler = std::move(handler)](result<void> const& done) mutable {
                Completion::complete(handler, done, *value);
            };
            owner->async_perform(std::move(prepared), out, executor,
                                 boost::asio::bind_cancellation_slot(slot, std::move(complete)));
        },
        token, e, std::move(call));
}

}  // namespace detail

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

    /// Reads the resource (GET).
    model_type get() const { return try_get().value(); }
    /// The same as a result.
    result<model_type> try_get() const { return detail::perform<model_type>(*engine_, prepare_get()); }

    template <class Token = boost::asio::use_awaitable_t<>>
    auto async_get(Token&& token = Token()) const
    {
        return start<detail::with_exception>(prepare_get(), std::forward<Token>(token));
    }

    template <class Token = boost::asio::use_awaitable_t<>>
    auto async_try_get(Token&& token = Token()) const
    {
        return start<detail::with_result>(prepare_get(), std::forward<Token>(token));
    }

    /// Replaces the resource (PUT) by `value`, known and unknown members, under the condition that R declares, and
    /// gives the resource as stored, with its new entity tag. A value without a tag is refused with
    /// `errc::missing_etag`; one that is no longer current with `errc::conflict`.
    model_type update(model_type const& value) const { return try_update(value).value(); }
    /// The same as a result.
    result<model_type> try_update(model_type const& value) const
    {
        return detail::perform<model_type>(*engine_, prepare_update(value));
    }

    template <class Token = boost::asio::use_awaitable_t<>>
    auto async_update(model_type const& value, Token&& token = Token()) const
    {
        return start<detail::with_exception>(prepare_update(value), std::forward<Token>(token));
    }

    template <class Token = boost::asio::use_awaitable_t<>>
    auto async_try_update(model_type const& value, Token&& token = Token()) const
    {
        return start<detail::with_result>(prepare_update(value), std::forward<Token>(token));
    }

private:
    friend class client;

    bound(std::shared_ptr<detail::engine> e, key_type key) : engine_(std::move(e)), key_(std::move(key)) {}

    result<detail::prepared_call> prepare_get() const { return engine_->prepare(get_operation<R>(), &key_, nullptr); }

    result<detail::prepared_call> prepare_update(model_type const& value) const
    {
        return engine_->prepare(put_operation<R>(), &key_, &value);
    }

    template <class Completion, class Token>
    auto start(result<detail::prepared_call> call, Token&& token) const
    {
        return detail::async_perform<model_type, Completion>(engine_, std::move(call), std::forward<Token>(token));
    }

    std::shared_ptr<detail::engine> engine_;
    key_type key_;
};

}  // namespace descry
