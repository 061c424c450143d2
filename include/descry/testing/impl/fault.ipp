// fault: definitions of the functions of fault.hpp.
#pragma once

#include <descry/json/detail/utf8.hpp>
#include <descry/json/write.hpp>
#include <descry/testing/fault.hpp>

#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace descry::testing {

DESCRY_DECL std::string detail::as_utf8(std::string const& text)
{
    std::string out;
    for (auto const *p = text.data(), *const end = p + text.size(); p != end;) {
        auto const length = descry::detail::utf8_length(p, end);
        length != 0 ? out.append(p, length) : out.append("\xEF\xBF\xBD");
        p += std::max<std::size_t>(length, 1);
    }
    return out;
}

DESCRY_DECL fault::fault(unsigned status, std::string const& description, std::vector<header> headers)
    : std::runtime_error(detail::as_utf8(description)),
      why_(refusal::of_handler),
      status_(status),
      headers_(std::move(headers))
{
    if (status < 400 || status > 599)
        throw std::invalid_argument("descry: " + std::to_string(status) + " is no status of an error");
}

DESCRY_DECL std::string write_problem(fault const& why) { return write_json(problem{why.status(), why.what()}); }

}  // namespace descry::testing
