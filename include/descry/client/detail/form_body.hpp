// form_body: a form as it is sent.
#pragma once

#include <string>
#include <vector>

namespace descry {

namespace detail {

struct form_body {
    std::string content_type{};
    std::string octets{};
    std::vector<std::string> secrets{};  ///< Stand in it, and must not be shown.
};

}  // namespace detail

}  // namespace descry
