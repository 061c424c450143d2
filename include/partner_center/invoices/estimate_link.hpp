// estimate_link: links to charges that are not invoiced yet.
#pragma once

#include <descry/rest/resource.hpp>

#include <partner_center/collection.hpp>
#include <partner_center/resource_base.hpp>

#include <optional>
#include <string>

namespace partner_center::invoices {

struct estimate_link : open_model {
    std::optional<std::string> title, description;
    std::optional<std::string> period;  ///< `current`, `previous`
    std::optional<partner_center::link> link;
    std::optional<std::string> type;

    bool operator==(estimate_link const&) const = default;
};
BOOST_DESCRIBE_STRUCT(estimate_link, (open_model), (title, description, period, link, type))

struct estimate_links_query {
    std::string currency_code{};  ///< ISO 4217, `EUR`
};
BOOST_DESCRIBE_STRUCT(estimate_links_query, (), (currency_code))

/// "Get invoice estimate links".
struct estimate_links_resource
    : descry::resource<collection<estimate_link>, descry::nothing, "/v1/invoices/estimates/links",
                       list_of<estimate_link, estimate_links_query>> {};

}  // namespace partner_center::invoices
