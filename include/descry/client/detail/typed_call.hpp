// typed_call: a call whose answer has a type, in its four forms.
#pragma once

#include <boost/asio/async_result.hpp>

#include <descry/client/call_options.hpp>
#include <descry/client/detail/engine.hpp>
#include <descry/client/detail/typed_completion.hpp>
#include <descry/core/config.hpp>
#include <descry/core/error.hpp>
#include <descry/rest/detail/operation.hpp>

#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

namespace descry {

namespace detail {

/// Makes a call and waits for its end. Throws `call_error`.
DESCRY_DECL void perform_or_throw(engine& owner, engine::arguments const& call, answer_place const& out);

/// A call that is about to be made, once. Refers to what it was made from, until it was performed or started. `Change`
/// is what a `modify` does to what was read.
template <class Answer, class Change = no_change>
struct typed_call {
    std::shared_ptr<engine> const& owner;
    operation const& op;
    void const* key;
    call_options const& options;
    void const* model = nullptr;
    engine::additions more{};
    held_answer<Answer> into{};
    std::optional<Change> change{};
    operation const* update = nullptr;  ///< Sends what was changed.
    std::optional<failure> refused{};   ///< What was found to be wrong with it already.

    /// Makes it and waits for its end.
    Answer perform()
    {
        resource_change const step = change_step();
        held_answer<Answer> answer(std::move(into));
        perform_or_throw(*owner, arguments(step), place_in(answer));
        if constexpr (!std::is_void_v<Answer>) return answer;
    }

    result<Answer> try_perform()
    {
        resource_change const step = change_step();
        if constexpr (std::is_void_v<Answer>) {
            return owner->perform(arguments(step), {});
        } else {
            result<Answer> answer(boost::system::in_place_value, std::move(into));
            if (auto const done = owner->perform(arguments(step), place_in(*answer)); !done) answer = done.error();
            return answer;
        }
    }

    /// Starts it.
    template <class Token>
    auto async_perform(Token&& token)
    {
        return start<with_exception>(std::forward<Token>(token));
    }
    template <class Token>
    auto async_try_perform(Token&& token)
    {
        return start<with_result>(std::forward<Token>(token));
    }

    engine::arguments arguments(resource_change const& step = {}) const noexcept
    {
        return {op, key, model, options, changes ? &step : nullptr, &more};
    }

private:
    static constexpr bool changes = !std::is_same_v<Change, no_change>;

    resource_change change_step()
    {
        if constexpr (changes)
            return change_of<Answer>(update, *change);
        else
            return {};
    }

    Change take_change()
    {
        if constexpr (changes)
            return *std::move(change);
        else
            return {};
    }

    template <class Completion, class Token>
    auto start(Token&& token)
    {
        resource_change const step = change_step();
        return boost::asio::async_initiate<Token, typename Completion::template completes<Answer>::signature>(
            []<class Handler>(Handler&& handler, std::shared_ptr<engine> const& to, engine::prepared call,
                              held_answer<Answer> place, Change applied, operation const* put) {
                using holder = typed_completion<Completion, Answer, Change, std::decay_t<Handler>>;
                to->async_perform(std::move(call), std::make_unique<holder>(std::forward<Handler>(handler),
                                                                            std::move(place), std::move(applied), put));
            },
            token, owner, refused ? engine::prepared(*refused) : owner->prepare(arguments(step)), std::move(into),
            take_change(), update);
    }
};

}  // namespace detail

}  // namespace descry

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/client/impl/typed_call.ipp>
#endif
