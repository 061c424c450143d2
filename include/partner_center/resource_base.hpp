// resource_base: the common bases of the models of Partner Center.
#pragma once

#include <boost/describe/class.hpp>

#include <descry/model/extras.hpp>

#include <optional>
#include <string>
#include <vector>

namespace partner_center {

/// A model that stores undeclared members, and distinguishes `null` from absent.
struct open_model {
    descry::extras extras;

    bool operator==(open_model const&) const = default;
};
BOOST_DESCRIBE_STRUCT(open_model, (), (extras))

/// A key and a value, such as a header that a link requires.
struct key_value : open_model {
    std::optional<std::string> key, value;

    bool operator==(key_value const&) const = default;
};
BOOST_DESCRIBE_STRUCT(key_value, (open_model), (key, value))

/// The URI, method and headers of a request. `body` is only in the service's Swagger definition.
struct link : open_model {
    std::optional<std::string> uri, method, body;
    std::optional<std::vector<key_value>> headers;

    bool operator==(link const&) const = default;
};
BOOST_DESCRIBE_STRUCT(link, (open_model), (uri, method, body, headers))

/// The links of a resource. `next` and `previous` are those of pages.
struct resource_links : open_model {
    std::optional<link> self, next, previous;

    bool operator==(resource_links const&) const = default;
};
BOOST_DESCRIBE_STRUCT(resource_links, (open_model), (self, next, previous))

/// The type of a resource and the entity tag of its state. Both are set by the service and must not be changed.
struct resource_attributes : open_model {
    std::optional<std::string> etag;         ///< An opaque value. Sent as `If-Match` by an update.
    std::optional<std::string> object_type;  ///< `CustomerBillingProfile`

    bool operator==(resource_attributes const&) const = default;
};
BOOST_DESCRIBE_STRUCT(resource_attributes, (open_model), (etag, object_type))

/// The members of every resource, including those without links or with links of another type.
struct basic_resource : open_model {
    std::optional<resource_attributes> attributes;

    bool operator==(basic_resource const&) const = default;
};
BOOST_DESCRIBE_STRUCT(basic_resource, (open_model), (attributes))

/// The common members of most resources.
struct resource_base : basic_resource {
    std::optional<resource_links> links;

    bool operator==(resource_base const&) const = default;
};
BOOST_DESCRIBE_STRUCT(resource_base, (basic_resource), (links))

}  // namespace partner_center
