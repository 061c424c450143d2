// decoding_budget: how much memory a value may take that is read, and whether there is time to go on.
#pragma once

#include <descry/core/errc.hpp>

#include <algorithm>
#include <cstddef>

namespace descry {

namespace detail {

/// Asks whoever wants a value whether its reading may go on. Without a function it may.
struct permission {
    bool (*ask)(void const* context) = nullptr;
    void const* context = nullptr;

    bool is_given() const { return !ask || ask(context); }
};

/// Counts the memory that is about to be allocated. The permission to go on is asked for with each portion of it, not
/// with each allocation: a clock costs more than an element.
class decoding_budget {
public:
    static constexpr std::size_t portion = 256 * 1024;

    decoding_budget(std::size_t bytes, permission const& go_on) noexcept : go_on_(go_on) { start_again(bytes); }

    void start_again(std::size_t bytes) noexcept
    {
        at_hand_ = std::min(bytes, portion);
        left_ = bytes - at_hand_;
    }

    /// False when less than that is left, or when the permission to go on is not given.
    bool take(std::size_t bytes)
    {
        if (bytes > at_hand_) return take_portion(bytes);
        at_hand_ -= bytes;
        return true;
    }

    /// The memory of what was moved elsewhere.
    void give_back(std::size_t bytes) noexcept { left_ += bytes; }

    /// In bytes.
    std::size_t left() const noexcept { return at_hand_ + left_; }

    /// False when there is no permission to go on.
    bool may_go_on()
    {
        if (!go_on_.is_given()) refusal_ = errc::deadline_exceeded;
        return refusal_ == errc();
    }

    /// Why something was refused, once it was.
    errc refusal() const noexcept { return refusal_; }

private:
    [[gnu::noinline]] bool take_portion(std::size_t bytes)
    {
        if (!may_go_on()) return false;
        if (bytes > left()) {
            refusal_ = errc::too_large;
            return false;
        }
        auto const all = left();
        at_hand_ = std::min(all - bytes, portion);
        left_ = all - bytes - at_hand_;
        return true;
    }

    std::size_t at_hand_;  // until permission is asked for once more
    std::size_t left_;     // beside that
    permission go_on_;
    errc refusal_{};
};

}  // namespace detail

}  // namespace descry
