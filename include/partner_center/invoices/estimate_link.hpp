// estimate_link: where charges are found that no invoice has yet.
#pragma once

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

}  // namespace partner_center::invoices
