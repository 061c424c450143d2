// contract: the common members of subscriptions and overages.
#pragma once

#include <descry/model/open_enum.hpp>

#include <partner_center/resource_base.hpp>

#include <optional>
#include <string>

namespace partner_center::subscriptions {

enum class contract_type { subscription, product_key, redemption_code };
BOOST_DESCRIBE_ENUM(contract_type, subscription, product_key, redemption_code)

struct contract : basic_resource {
    std::optional<std::string> order_id;
    std::optional<descry::open_enum<subscriptions::contract_type>> contract_type;

    bool operator==(contract const&) const = default;
};
BOOST_DESCRIBE_STRUCT(contract, (basic_resource), (order_id, contract_type))

}  // namespace partner_center::subscriptions
