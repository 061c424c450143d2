// billing_profile: the document that many tests of reading and writing work on.
#pragma once

#include <descry/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sample {

struct link {
    std::optional<std::string> uri, method;
    std::vector<std::string> headers;
    descry::extras extra;
};
BOOST_DESCRIBE_STRUCT(link, (), (uri, method, headers, extra))

struct links {
    std::optional<link> self;
    descry::extras extra;
};
BOOST_DESCRIBE_STRUCT(links, (), (self, extra))

struct attributes {
    std::optional<std::string> etag, object_type;
    descry::extras extra;
};
BOOST_DESCRIBE_STRUCT(attributes, (), (etag, object_type, extra))

struct resource_base {
    std::optional<sample::links> links;
    std::optional<sample::attributes> attributes;
    descry::extras extra;
};
BOOST_DESCRIBE_STRUCT(resource_base, (), (links, attributes, extra))

struct address {
    std::optional<std::string> country, city, address_line_1;
    descry::extras extra;
};
BOOST_DESCRIBE_STRUCT(address, (), (country, city, address_line_1, extra))

struct billing_profile : resource_base {
    std::optional<std::string> id, first_name, last_name, company_name;
    std::optional<address> default_address;
    std::optional<bool> active;
    std::optional<std::int64_t> revision;
    std::optional<double> credit;
};
BOOST_DESCRIBE_STRUCT(billing_profile, (resource_base),
                      (id, first_name, last_name, company_name, default_address, active, revision, credit))

/// In the order and spelling that `write_json` writes, with every kind of value and unknown members at every depth.
inline constexpr std::string_view text =
    R"({"id":"0c1f","firstName":"Zoë \"Z\"","lastName":null,"companyName":"テスト 😀",)"
    R"("defaultAddress":{"country":"US","city":"Bellevue","addressLine1":"1 \\ Way","suite":"#5"},"active":true,)"
    R"("revision":-9007199254740993,"credit":0.25,)"
    R"("links":{"self":{"uri":"/v1/x","method":"GET","headers":["a","b"],"ttl":1e3},"next":null},)"
    R"("attributes":{"etag":"W/\"1\"","objectType":"CustomerBillingProfile","flags":[true,false,{}]},)"
    R"("amount":123456789012345678901234567890.10,"tags":[ {"a" : [1, 2]}, "\u00e9\ud83d\ude00" ]})";

}  // namespace sample
