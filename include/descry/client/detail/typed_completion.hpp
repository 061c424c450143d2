// typed_completion: from a handler and a model to the completion that the engine knows. Types end here.
#pragma once

#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>

#include <descry/client/detail/call_completion.hpp>
#include <descry/client/detail/engine.hpp>
#include <descry/client/download.hpp>
#include <descry/core/config.hpp>
#include <descry/core/error.hpp>
#include <descry/rest/detail/operation.hpp>

#include <exception>
#include <functional>
#include <memory>
#include <optional>
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

/// An answer of a call, with what it said beside its body. `Answer` may be void.
template <class Answer>
struct answered {
    Answer value{};
    response_head head{};
};
template <>
struct answered<void> {
    response_head head{};
};

template <class Answer>
answer_place place_in(Answer& answer) noexcept
{
    return {&answer};
}
template <class Answer>
answer_place place_in(answered<Answer>& answer) noexcept
{
    return {&answer.value, &answer.head};
}
inline answer_place place_in(answered<void>& answer) noexcept { return {nullptr, &answer.head}; }

/// Stands for the answer of a call that has none.
struct no_answer {};
inline answer_place place_in(no_answer&) noexcept { return {}; }

template <class Answer>
using held_answer = std::conditional_t<std::is_void_v<Answer>, no_answer, Answer>;

// The two ways an asynchronous call may complete.
struct with_result {
    template <class Answer>
    struct completes {
        using signature = void(result<Answer>);
    };

    template <class Answer, class Handler>
    static void complete(Handler&& handler, result<void> const& done, std::exception_ptr const&,
                         held_answer<Answer>&& answer)
    {
        if (!done)
            std::move(handler)(result<Answer>(done.error()));
        else if constexpr (std::is_void_v<Answer>)
            std::move(handler)(result<void>());
        else
            std::move(handler)(result<Answer>(std::move(answer)));
    }
};

DESCRY_DECL std::exception_ptr exception_of(failure const& why);

struct with_exception {
    template <class Answer>
    struct completes {
        using signature = void(std::exception_ptr, Answer);
    };

    template <class Answer, class Handler>
    static void complete(Handler&& handler, result<void> const& done, std::exception_ptr thrown,
                         held_answer<Answer>&& answer)
    {
        if (!done && !thrown) thrown = exception_of(done.error());
        if constexpr (std::is_void_v<Answer>)
            std::move(handler)(done ? std::exception_ptr() : thrown);
        else
            std::move(handler)(done ? std::exception_ptr() : thrown, done ? std::move(answer) : Answer());
    }
};
template <>
struct with_exception::completes<void> {
    using signature = void(std::exception_ptr);
};

/// What is done to the model of a call that only reads or only updates.
struct no_change {};

template <class Model, class Change>
resource_change change_of(operation const* update, Change& change)
{
    return {update, std::addressof(change), [](void* context, void* model) {
                std::invoke(*static_cast<Change*>(context), *static_cast<Model*>(model));
            }};
}

template <class Completion, class Answer, class Change, class Handler>
class typed_completion final : public call_completion {
    Handler handler_;
    held_answer<Answer> answer_;
    Change function_;
    resource_change change_{};

public:
    typed_completion(Handler&& handler, held_answer<Answer>&& into, Change&& function, operation const* update)
        : handler_(std::move(handler)), answer_(std::move(into)), function_(std::move(function))
    {
        if constexpr (!std::is_same_v<Change, no_change>) change_ = change_of<Answer>(update, function_);
    }

    answer_place out() noexcept override { return place_in(answer_); }

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
        Completion::template complete<Answer>(std::move(handler_), done, std::move(thrown), std::move(answer_));
    }
};

/// What a call of that verb answers: the model, yes or no, or nothing.
template <class Verb>
struct called {
    static constexpr bool asks = Verb::type::kind == verb_kind::exists;
    static constexpr bool is_silent = std::is_same_v<typename Verb::answer, nothing>;
    using answer = std::conditional_t<asks, bool, std::conditional_t<is_silent, void, typename Verb::answer>>;
};

}  // namespace detail

}  // namespace descry
