// decoding_budget: limits the memory of a value while it is read, and lets the caller stop reading.
#pragma once

#include <descry/core/errc.hpp>

#include <algorithm>
#include <cstddef>

namespace descry {

namespace detail {

/// A function of the caller that determines whether reading continues. Without a function, it does.
struct permission {
    bool (*ask)(void const* context) = nullptr;
    void const* context = nullptr;

    bool is_given() const { return !ask || ask(context); }
};

/// Counts memory before it is allocated. The function of the caller is called for each portion of memory instead of
/// each allocation, since reading a clock takes longer than reading an element.
class decoding_budget {
public:
    static constexpr std::size_t portion = 256 * 1024;

    decoding_budget(std::size_t bytes, permission const& in_time) noexcept : in_time_(in_time) { start_again(bytes); }

    void start_again(std::size_t bytes) noexcept
    {
        at_hand_ = std::min(bytes, portion);
        left_ = bytes - at_hand_;
    }

    /// Reserves memory. Returns false if less than that is left, or if the caller stops reading.
    bool take(std::size_t bytes)
    {
        if (bytes > at_hand_) return take_portion(bytes);
        at_hand_ -= bytes;
        return true;
    }

    /// Releases the memory of elements that were moved.
    void give_back(std::size_t bytes) noexcept { left_ += bytes; }

    /// In bytes.
    std::size_t left() const noexcept { return at_hand_ + left_; }

    /// Returns false if the caller stops reading.
    bool is_in_time()
    {
        if (!in_time_.is_given()) refusal_ = errc::deadline_exceeded;
        return refusal_ == errc();
    }

    /// The reason for which a reservation failed.
    errc refusal() const noexcept { return refusal_; }

private:
    [[gnu::noinline]] bool take_portion(std::size_t bytes)
    {
        if (!is_in_time()) return false;
        if (bytes > left()) {
            refusal_ = errc::too_large;
            return false;
        }
        auto const all = left();
        at_hand_ = std::min(all - bytes, portion);
        left_ = all - bytes - at_hand_;
        return true;
    }

    std::size_t at_hand_;  // until the function is called again
    std::size_t left_;     // in addition to that
    permission in_time_;
    errc refusal_{};
};

}  // namespace detail

}  // namespace descry
