// date_scanner: scans dates with the names of days and months (RFC 5322, 3.3; RFC 9110, 5.6.7).
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace descry {

namespace detail {

/// Scans a text from its beginning. After the first mismatch every operation fails.
class date_scanner {
    std::string_view rest_;
    bool good_ = true;

public:
    explicit constexpr date_scanner(std::string_view text) noexcept : rest_(text) {}

    constexpr bool complete() const noexcept { return good_ && rest_.empty(); }

    constexpr void literal(std::string_view text) noexcept
    {
        good_ = good_ && rest_.starts_with(text);
        if (good_) rest_.remove_prefix(text.size());
    }

    constexpr unsigned digits(std::size_t count) noexcept
    {
        unsigned value = 0;
        for (std::size_t i = 0; i != count && good_; ++i) {
            good_ = !rest_.empty() && rest_[0] >= '0' && rest_[0] <= '9';
            if (!good_) return 0;
            value = value * 10 + static_cast<unsigned>(rest_[0] - '0');
            rest_.remove_prefix(1);
        }
        return value;
    }

    /// Consumes a literal if it follows.
    constexpr bool skip(std::string_view text) noexcept
    {
        bool const follows = good_ && rest_.starts_with(text);
        if (follows) rest_.remove_prefix(text.size());
        return follows;
    }

    /// One digit, or two if a second one follows.
    constexpr unsigned one_or_two_digits() noexcept
    {
        bool const two = rest_.size() > 1 && rest_[1] >= '0' && rest_[1] <= '9';
        return digits(two ? 2 : 1);
    }

    /// Two digits, or a space and one digit.
    constexpr unsigned padded_day() noexcept
    {
        bool const blank = rest_.starts_with(' ');
        if (blank) rest_.remove_prefix(1);
        return digits(blank ? 1 : 2);
    }

    /// The number, from 1, of the name that follows.
    template <std::size_t N>
    constexpr unsigned name(std::array<std::string_view, N> const& names) noexcept
    {
        for (std::size_t i = 0; i != N && good_; ++i)
            if (rest_.starts_with(names[i])) return rest_.remove_prefix(names[i].size()), static_cast<unsigned>(i + 1);
        good_ = false;
        return 0;
    }
};

inline constexpr std::array<std::string_view, 7> weekday_names{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
inline constexpr std::array<std::string_view, 7> long_weekday_names{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                                    "Friday", "Saturday", "Sunday"};
inline constexpr std::array<std::string_view, 12> month_names{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

}  // namespace detail

}  // namespace descry
