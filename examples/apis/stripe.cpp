// Stripe: customers, their subscriptions and payments, https://docs.stripe.com/api.
#include <descry/client.hpp>
#include <descry/client/pages.hpp>
#include <descry/testing.hpp>
#include <descry/testing/throttle.hpp>

#include <apis/show.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace stripe {

struct address {
    std::optional<std::string> city{}, country{}, line1{};
};
BOOST_DESCRIBE_STRUCT(address, (), (city, country, line1))

struct customer {
    std::string id;
    std::optional<std::string> email;
    std::optional<stripe::address> address;
    std::map<std::string, std::string> metadata;
    descry::extras extras;
};
BOOST_DESCRIBE_STRUCT(customer, (), (id, email, address, metadata, extras))

struct new_customer {
    std::optional<std::string> email{};
    std::optional<stripe::address> address{};
    std::map<std::string, std::string> metadata{};
};
BOOST_DESCRIBE_STRUCT(new_customer, (), (email, address, metadata))

enum class payment_status { requires_payment_method, processing, succeeded, canceled };
BOOST_DESCRIBE_ENUM(payment_status, requires_payment_method, processing, succeeded, canceled)

struct payment_intent {
    std::string id;
    std::int64_t amount = 0;  // in the smallest unit of the currency
    std::string currency;
    descry::open_enum<payment_status> status;
    std::chrono::sys_seconds created;
    std::variant<std::string, stripe::customer> customer;
}
}
