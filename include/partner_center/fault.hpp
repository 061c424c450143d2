// fault: the body of a failed answer.
#pragma once

#include <boost/describe/class.hpp>

#include <descry/core/error.hpp>
#include <descry/json/read.hpp>
#include <descry/model/raw_json.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace partner_center {

/// What the service says of a failure. `code` is documented as text and shown as a number: both are read.
struct fault {
    std::optional<descry::raw_json> code;
    std::optional<std::string> description;
    std::optional<descry::raw_json> data;
    std::optional<std::string> source;
};
BOOST_DESCRIBE_STRUCT(fault, (), (code, description, data, source))

namespace detail {

inline void read_fault(std::string_view body, descry::failure_details& details)
{
    auto const read = descry::read_json<fault>(body);
    if (!read) return;  // a proxy's page, or nothing: the raw body stays
    if (read->code) {
        auto const text = descry::read_json<std::string>(read->code->text);
        details.service_code = text ? *text : read->code->text;
    }
    details.description = read->description.value_or("");
}

/// The documented answer to a stale entity tag, beside 412.
inline bool is_conflict(descry::failure_details const& details)
{
    return details.status == 400 && details.service_code == "2055";
}

}  // namespace detail

}  // namespace partner_center
