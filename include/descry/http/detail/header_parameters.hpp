// header_parameters: the parameters of a field value, `; name=value; name="value"` (RFC 9110, 5.6.6).
#pragma once

#include <descry/core/detail/characters.hpp>
#include <descry/core/naming.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace descry {

namespace detail {

/// Iterates over the parameters of a field value. Values are unquoted and unescaped.
class parameter_reader {
    std::string_view left_;

public:
    std::string_view name{};
    std::string value{};

    explicit parameter_reader(std::string_view field) : left_(field) { skip_to_semicolon(); }

    /// Advances to the next parameter. Returns false after the last one.
    bool next()
    {
        if (left_.empty()) return false;
        left_.remove_prefix(1);
        auto const end = left_.find_first_of("=;");
        name = trimmed(left_.substr(0, end));
        value.clear();
        left_.remove_prefix(std::min(end, left_.size()));
        if (!left_.starts_with('=')) return true;
        left_.remove_prefix(1);
        left_.remove_prefix(std::min(left_.find_first_not_of(" \t"), left_.size()));
        if (left_.starts_with('"')) {
            read_quoted();
        } else {
            value = trimmed(left_.substr(0, left_.find(';')));
        }
        skip_to_semicolon();
        return true;
    }

private:
    void skip_to_semicolon() { left_.remove_prefix(std::min(left_.find(';'), left_.size())); }

    void read_quoted()
    {
        std::size_t at = 1;
        for (; at < left_.size() && left_[at] != '"'; ++at) {
            if (left_[at] == '\\' && at + 1 < left_.size()) ++at;
            value += left_[at];
        }
        left_.remove_prefix(std::min(at + 1, left_.size()));
    }
};

/// The field value without its parameters.
constexpr std::string_view without_parameters(std::string_view field) noexcept
{
    return trimmed(field.substr(0, field.find(';')));
}

/// The value of the first parameter with that name, ignoring letter case, if any.
inline std::optional<std::string> parameter_of(std::string_view field, std::string_view wanted)
{
    for (parameter_reader in(field); in.next();)
        if (equal_ignoring_case(in.name, wanted)) return in.value;
    return std::nullopt;
}

}  // namespace detail

}  // namespace descry
