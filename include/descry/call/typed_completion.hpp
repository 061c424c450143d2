// typed_completion: from a completion token and a model to the completion that the engine knows. Types end here.
#pragma once

#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>

#include <descry/call/call_completion.hpp>
#include <descry/call/engine.hpp>
#include <descry/core/error.hpp>
#include <descry/rest/operation.hpp>

#include <exception>
#include <functional>
#include <memory>
#include <type_traits>
#include <utility>

namespace boost::asio {

// Of <boost/asio/use_awaitable.hpp>, which only those pay for who use it.
template <class Executor>
struct use_awaitable_t;

}  // namespace boost::asio

namespace descry {

namespace detail {

using use_awaitable = boost::asio::use_awaitable_t<boost::asio::any_io_executor>;

// The two ways an asynchronous call may complete.
struct with_result {
    template <class Model>
    using signature = void(result<Model>);

    template <class Model, class Handler>
    static void complete(Handler&& handler, result<void> const& done, std::exception_ptr const&, Model&& value)
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
    static void complete(Handler&& handler, result<void> const& done, std::exception_ptr thrown, Model&& value)
    {
        if (done)
            std::move(handler)(std::exception_ptr(), std::move(value));
        else
            std::move(handler)(thrown ? thrown : std::make_exception_ptr(call_error(done.error())), Model());
    }
};

/// What is done to the model of a call that only reads or only updates.
struct no_change {};

template <class Model, class Change>
resource_change change_of(operation const* put, Change& change)
{
    return {put, std::addressof(change), [](void* context, void* model) {
                std::invoke(*static_cast<Change*>(context), *static_cast<Model*>(model));
            }};
}

template <class Completion, class Model, class Change, class Handler>
class typed_completion final : public call_completion {
    Handler handler_;
    Model model_{};
    Change function_;
    resource_change change_{};

public:
    typed_completion(Handler&& handler, Change&& function, operation const* put)
        : handler_(std::move(handler)), function_(std::move(function))
    {
        if constexpr (!std::is_same_v<Change, no_change>) change_ = change_of<Model>(put, function_);
    }

    void* model() noexcept override { return &model_; }

    resource_change const* change() const noexcept override
    {
        return std::is_same_v<Change, no_change> ? nullptr : &change_;
    }

    boost::asio::any_io_executor executor(boost::asio::any_io_executor const& otherwise) const override
    {
        return boost::asio::get_associated_executor(handler_, otherwise);
    }

    void on_cancellation(std::function<void(boost::asio::cancellation_type)> cancel) override
    {
        auto slot = boost::asio::get_associated_cancellation_slot(handler_);
        if (slot.is_connected()) slot.assign(std::move(cancel));
    }

    void complete(result<void> const& done, std::exception_ptr thrown) override
    {
        Completion::complete(std::move(handler_), done, std::move(thrown), std::move(model_));
    }
};

template <class Completion, class Model, class Change, class Token>
auto async_perform(std::shared_ptr<engine> const& e, engine::prepared call, Change change, operation const* put,
                   Token&& token)
{
    return boost::asio::async_initiate<Token, typename Completion::template signature<Model>>(
        []<class Handler>(Handler&& handler, std::shared_ptr<engine> const& owner, engine::prepared prepared,
                          Change function, operation const* update) {
            using holder = typed_completion<Completion, Model, Change, std::decay_t<Handler>>;
            owner->async_perform(std::move(prepared),
                                 std::make_unique<holder>(std::forward<Handler>(handler), std::move(function), update));
        },
        token, e, std::move(call), std::move(change), put);
}

}  // namespace detail

}  // namespace descry
