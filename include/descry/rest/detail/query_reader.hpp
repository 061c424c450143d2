// query_reader: iteration over the parameters of a query or form, `name=value&name=value`, without decoding.
#pragma once

#include <algorithm>
#include <string_view>

namespace descry {

namespace detail {

/// The query of a target, without its question mark.
constexpr std::string_view query_in(std::string_view target) noexcept
{
    auto const path = target.substr(0, target.find('?'));
    return target.substr(std::min(path.size() + 1, target.size()));
}

/// Iterates over the parameters of a query.
class query_reader {
    std::string_view left_;

public:
    std::string_view parameter{};
    std::string_view name{};
    std::string_view value{};  ///< Empty also if there is no equals sign.

    constexpr explicit query_reader(std::string_view query) noexcept : left_(query) {}

    /// Advances to the next parameter. Returns false after the last one.
    constexpr bool next() noexcept
    {
        if (left_.empty()) return false;
        parameter = left_.substr(0, left_.find('&'));
        left_.remove_prefix(std::min(parameter.size() + 1, left_.size()));
        name = parameter.substr(0, parameter.find('='));
        value = parameter.substr(std::min(name.size() + 1, parameter.size()));
        return true;
    }
};

}  // namespace detail

}  // namespace descry
