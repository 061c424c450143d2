// artifact: the artifacts of an entitlement.
#pragma once

#include <descry/model/raw_json.hpp>
#include <descry/model/variant.hpp>

#include <partner_center/resource_base.hpp>

#include <map>
#include <optional>
#include <string>
#include <variant>

namespace partner_center::entitlements {

struct artifact : resource_base {
    std::optional<std::string> artifact_type;
    std::optional<std::map<std::string, descry::raw_json>> dynamic_attributes;

    bool operator==(artifact const&) const = default;
};
BOOST_DESCRIBE_STRUCT(artifact, (resource_base), (artifact_type, dynamic_attributes))

/// An Azure reserved instance. `link` leads to its `reserved_instance_artifact_details`.
struct reserved_instance_artifact : artifact {
    std::optional<partner_center::link> link;
    std::optional<std::string> resource_id;

    reserved_instance_artifact() { artifact_type = "reserved_instance"; }

    bool operator==(reserved_instance_artifact const&) const = default;
};
BOOST_DESCRIBE_STRUCT(reserved_instance_artifact, (artifact), (link, resource_id))

/// An artifact of another type is read as `artifact`.
using entitled_artifact = std::variant<reserved_instance_artifact, artifact>;

}  // namespace partner_center::entitlements

// The documentation has the name from the time when only virtual machines could be reserved.
template <>
inline constexpr auto descry::chosen_when<partner_center::entitlements::reserved_instance_artifact> =
    descry::member_is<&partner_center::entitlements::artifact::artifact_type>("reserved_instance",
                                                                              "virtual_machine_reserved_instance");
template <>
inline constexpr auto descry::chosen_when<partner_center::entitlements::artifact> = descry::otherwise;
