// fault: the body of an error response.
#pragma once

#include <boost/describe/class.hpp>

#include <descry/core/error.hpp>
#include <descry/model/raw_json.hpp>

#include <partner_center/fault_code.hpp>

#include <optional>
#include <string>

namespace partner_center {

/// The documented body of an error response. `code` is documented as text and shown as a number, and both are read. The
/// two other forms of the service are read too; see `failure_details`.
struct fault {
    std::optional<descry::raw_json> code;
    std::optional<std::string> description;
    std::optional<descry::raw_json> data;
    std::optional<std::string> source;
};
BOOST_DESCRIBE_STRUCT(fault, (), (code, description, data, source))

namespace detail {

/// The documented response to a stale entity tag, besides 412.
inline bool is_conflict(descry::failure_details const& details)
{
    return details.status == 400 && details.service_code == "2055";  // fault_code::stale_etag
}

}  // namespace detail

}  // namespace partner_center
