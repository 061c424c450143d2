// form_body: an encoded form.
#pragma once

#include <string>
#include <vector>

namespace descry {

namespace detail {

struct form_body {
    std::string content_type{};
    std::string octets{};
    std::vector<std::string> secrets{};  ///< Texts in the form that must be redacted.
};

}  // namespace detail

}  // namespace descry
