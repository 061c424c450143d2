// typed_completion: makes a completion for the engine of a typed handler and a model.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>

#include <descry/client/detail/call_arguments.hpp>
#include <descry/client/detail/call_completion.hpp>
#include <descry/client/detail/completion_executor.hpp>
#include <descry/client/download.hpp>
#include <descry/core/config.hpp>
#include <descry/core/error.hpp>
#include <descry/http/message.hpp>
#include <descry/model/detail/typed_pointer.hpp>

#include <exception>
#include <functional>
#include <memory>
#include <type_traits>
#include <utility>

namespace boost::asio {

// Declared in <boost/asio/use_awaitable.hpp>, which only its users include.
template <class Executor>
struct use_awaitable_t;

}  // namespace boost::asio

namespace descry {

namespace detail {

using use_awaitable = boost::asio::use_awaitable_t<boost::asio::any_io_executor>;

/// Refuses the default token in one line where its header is not included; g++ refuses it earlier.
template <class Token>
constexpr void check_token() noexcept
{
    static_assert(sizeof(std::remove_reference_t<Token>) != 0, "<boost/asio/use_awaitable.hpp> is included");
}

/// A result with the head of its response. `Result` may be void.
template <class Result>
struct with_head {
    Result value{};
    response_head head{};
};

/// The result of a call without one.
struct no_result {};

template <class Result>
using held_result = std::conditional_t<std::is_void_v<Result>, no_result, Result>;

template <class Result>
result_place place_in(Result& out) noexcept
{
    return {pointer_to(out)};
}
template <class Result>
result_place place_in(with_head<Result>& out) noexcept
{
    return {pointer_to(out.value), &out.head};
}
inline result_place place_in(no_result&) noexcept { return {}; }

// The two signatures of a completion handler.
struct with_result {
    template <class Result>
    struct completes {
        using signature = void(result<Result>);
    };

    template <class Result, class Handler>
    static void complete(Handler&& handler, result<void> const& done, std::exception_ptr const&,
                         held_result<Result>&& out)
    {
        if (!done)
            std::move(handler)(result<Result>(done.error()));
        else if constexpr (std::is_void_v<Result>)
            std::move(handler)(result<void>());
        else
            std::move(handler)(result<Result>(std::move(out)));
    }
};

DESCRY_DECL std::exception_ptr exception_of(failure const& why);

struct with_exception {
    template <class Result>
    struct completes {
        using signature = void(std::exception_ptr, Result);
    };

    template <class Result, class Handler>
    static void complete(Handler&& handler, result<void> const& done, std::exception_ptr thrown,
                         held_result<Result>&& out)
    {
        if (!done && !thrown) thrown = exception_of(done.error());
        if constexpr (std::is_void_v<Result>)
            std::move(handler)(done ? std::exception_ptr() : thrown);
        else
            std::move(handler)(done ? std::exception_ptr() : thrown, done ? std::move(out) : Result());
    }
};
template <>
struct with_exception::completes<void> {
    using signature = void(std::exception_ptr);
};

/// Completes a handler with a result. The type of the result must have a default constructor.
template <class Completion, class Result, class Handler>
void complete_with(Handler&& handler, result<Result>&& out)
{
    if (out)
        Completion::template complete<Result>(std::forward<Handler>(handler), {}, nullptr, std::move(*out));
    else
        Completion::template complete<Result>(std::forward<Handler>(handler), out.error(), nullptr, Result());
}

/// The function of a call that is not a `modify`.
struct no_change {};

template <class Model, class Change>
resource_change change_of(operation const* update, Change& change)
{
    if constexpr (std::is_same_v<Change, no_change>)
        return {};
    else
        return {update, std::addressof(change), [](void* context, typed_pointer model) {
                    std::invoke(*static_cast<Change*>(context), model.as<Model>());
                }};
}

/// Holds the handler of an asynchronous call, its result, and the function of a `modify`.
template <class Completion, class Result, class Change, class Handler>
class typed_completion final : public call_completion {
    completion_executor<boost::asio::associated_executor_t<Handler, boost::asio::any_io_executor>> executor_;
    Handler handler_;
    held_result<Result> out_;
    Change function_;
    resource_change change_;

public:
    typed_completion(Handler&& handler, boost::asio::any_io_executor const& client, held_result<Result>&& into,
                     Change&& function, operation const* update)
        : executor_(boost::asio::get_associated_executor(handler, client), client),
          handler_(std::move(handler)),
          out_(std::move(into)),
          function_(std::move(function)),
          change_(change_of<Result>(update, function_))
    {
    }

    result_place out() noexcept override { return place_in(out_); }

    resource_change const* change() const noexcept override { return change_.update ? &change_ : nullptr; }

    void dispatch(std::function<void()> work) const override { executor_.dispatch(std::move(work)); }
    void post(std::function<void()> work) const override { executor_.post(std::move(work)); }
    bool is_on_client() const noexcept override { return executor_.is_on_client(); }

    void on_cancellation(std::function<void(boost::asio::cancellation_type)> cancel) override
    {
        auto slot = boost::asio::get_associated_cancellation_slot(handler_);
        if (slot.is_connected()) slot.assign(std::move(cancel));
    }

    void complete(result<void> const& done, std::exception_ptr thrown) override
    {
        Completion::template complete<Result>(std::move(handler_), done, std::move(thrown), std::move(out_));
    }
};

}  // namespace detail

}  // namespace descry
