// resource_base: what the models of Partner Center have in common.
#pragma once

#include <boost/describe/class.hpp>

#include <descry/model/extras.hpp>

#include <optional>
#include <string>
#include <vector>

namespace partner_center {

/// A model that keeps the members it does not name, and tells `null` from absent.
struct open_model {
    descry::extras extras;

    bool operator==(open_model const&) const = default;
};
BOOST_DESCRIBE_STRUCT(open_model, (), (extras))

/// A pair as the service writes those, such as a header that a link asks for.
struct key_value : open_model {
    std::optional<std::string> key, value;

    bool operator==(key_value const&) const = default;
};
BOOST_DESCRIBE_STRUCT(key_value, (open_model), (key, value))

/// Where something is found, and how it is asked for. `body` is only in the service's Swagger.
struct link : open_model {
    std::optional<std::string> uri, method, body;
    std::optional<std::vector<key_value>> headers;

    bool operator==(link const&) const = default;
};
BOOST_DESCRIBE_STRUCT(link, (open_model), (uri, method, body, headers))

/// The links of a resource. `next` and `previous` belong to pages.
struct resource_links : open_model {
    std::optional<link> self, next, previous;

    bool operator==(resource_links const&) const = default;
};
BOOST_DESCRIBE_STRUCT(resource_links, (open_model), (self, next, previous))

/// What kind of resource this is, and which state of it. The service makes both; neither is for changing.
struct resource_attributes : open_model {
    std::optional<std::string> etag;         ///< Opaque. Sent back as `If-Match` by an update.
    std::optional<std::string> object_type;  ///< `CustomerBillingProfile`

    bool operator==(resource_attributes const&) const = default;
};
BOOST_DESCRIBE_STRUCT(resource_attributes, (open_model), (etag, object_type))

/// What every resource carries, those included that have no links or links of a kind of their own.
struct basic_resource : open_model {
    std::optional<resource_attributes> attributes;

    bool operator==(basic_resource const&) const = default;
};
BOOST_DESCRIBE_STRUCT(basic_resource, (open_model), (attributes))

/// What most resources carry besides their own members.
struct resource_base : basic_resource {
    std::optional<resource_links> links;

    bool operator==(resource_base const&) const = default;
};
BOOST_DESCRIBE_STRUCT(resource_base, (basic_resource), (links))

}  // namespace partner_center
