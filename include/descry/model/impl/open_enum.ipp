// open_enum: reading and writing an enumerator, and the storage of one with another text.
#pragma once

#include <descry/model/open_enum.hpp>

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

namespace descry {

namespace detail {

struct enum_value::token {
    token(std::string_view t, bool q, bool n) : text(t), quoted(q), has_number(n) {}

    std::string text;
    bool quoted;
    bool has_number;  // the number that the text represents
};

DESCRY_DECL enum_value::token* enum_value::copy_of_token(enum_value const& other) { return new token(*other.as_read_); }

DESCRY_DECL void enum_value::delete_token() noexcept { delete as_read_; }

DESCRY_DECL void enum_value::keep(token* read) noexcept
{
    delete as_read_;
    as_read_ = read;
}

DESCRY_DECL void enum_value::read(enum_table const& table, std::string_view text)
{
    auto const* const found = find_enumerator(table, text);
    keep(found ? nullptr : new token(text, true, false));
    number_ = found ? found->value : 0;
}

DESCRY_DECL void enum_value::read(std::int64_t number) noexcept
{
    keep(nullptr);
    number_ = number;
}

DESCRY_DECL void enum_value::read_json(enum_table const& table, std::string_view json, bool quoted)
{
    if (quoted) {
        read(table, json);
    } else {
        std::int64_t number = 0;
        auto const* const end = json.data() + json.size();
        auto const [last, ec] = std::from_chars(json.data(), end, number);
        bool const whole = ec == std::errc() && last == end;
        whole ? read(number) : keep(new token(json, false, false));
    }
    if (as_read_) return;
    char digits[max_digits];
    if (quoted == written_as_number(table) || written(table, digits) != json) keep(new token(json, quoted, true));
}

DESCRY_DECL void enum_value::read_number(enum_table const& table, std::int64_t number)
{
    char digits[max_digits];
    read_json(table, {digits, std::to_chars(digits, digits + max_digits, number).ptr}, false);
}

DESCRY_DECL bool enum_value::written_as_number(enum_table const& table) const noexcept
{
    return as_read_ ? !as_read_->quoted : table.as_number || !find_enumerator(table, number_);
}

DESCRY_DECL bool enum_value::known(enum_table const& table) const noexcept
{
    return has_number() && find_enumerator(table, number_);
}

DESCRY_DECL bool enum_value::holds(std::int64_t number) const noexcept { return has_number() && number_ == number; }

DESCRY_DECL std::int64_t enum_value::number() const noexcept { return has_number() ? number_ : 0; }

DESCRY_DECL std::string_view enum_value::text(enum_table const& table) const noexcept
{
    if (!has_number()) return as_read_->quoted ? std::string_view(as_read_->text) : std::string_view();
    auto const* const found = find_enumerator(table, number_);
    return found ? found->text : std::string_view();
}

DESCRY_DECL std::string_view enum_value::written(enum_table const& table, char* digits) const noexcept
{
    if (as_read_) return as_read_->text;
    if (!written_as_number(table)) return text(table);
    return {digits, std::to_chars(digits, digits + max_digits, number_).ptr};
}

DESCRY_DECL void enum_value::append_to(enum_table const& table, std::string& out) const
{
    char digits[max_digits];
    out += written(table, digits);
}

DESCRY_DECL bool enum_value::same(enum_value const& other) const noexcept
{
    if (has_number() || other.has_number()) return has_number() && other.has_number() && number_ == other.number_;
    return as_read_->quoted == other.as_read_->quoted && as_read_->text == other.as_read_->text;
}

DESCRY_DECL std::size_t enum_value::hash() const noexcept
{
    return has_number() ? std::hash<std::int64_t>()(number_) : std::hash<std::string>()(as_read_->text);
}

DESCRY_DECL bool enum_value::has_number() const noexcept { return !as_read_ || as_read_->has_number; }

}  // namespace detail

}  // namespace descry
