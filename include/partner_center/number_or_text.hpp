// number_or_text: a member for which the service and its documentation disagree.
#pragma once

#include <descry/model/scalar.hpp>

#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace partner_center {

/// A JSON number or string, written as it was read.
class number_or_text {
    std::string text_;
    bool quoted_ = true;

public:
    number_or_text() = default;
    number_or_text(std::string text) : text_(std::move(text)) {}
    number_or_text(char const* text) : text_(text) {}
    number_or_text(std::integral auto number) : text_(std::to_string(number)), quoted_(false) {}

    /// The string, or the digits of the number.
    std::string const& text() const noexcept { return text_; }
    bool is_number() const noexcept { return !quoted_; }

    bool operator==(number_or_text const&) const = default;

private:
    friend descry::scalar<number_or_text>;
    number_or_text(std::string_view text, bool quoted) : text_(text), quoted_(quoted) {}
};

}  // namespace partner_center

template <>
struct descry::scalar<partner_center::number_or_text> {
    static constexpr char const* expected = "a number or a string";

    static std::optional<partner_center::number_or_text> read(scalar_token token)
    {
        return partner_center::number_or_text(token.text, token.quoted);
    }

    static bool write(partner_center::number_or_text const& value, std::string& out)
    {
        out += value.text_;
        return value.quoted_;
    }
};
