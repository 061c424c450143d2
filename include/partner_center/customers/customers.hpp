// customers: the chain from the partner to what belongs to one customer.
#pragma once

#include <descry/call/client.hpp>

#include <partner_center/customers/billing_profile.hpp>
#include <partner_center/customers/customer_key.hpp>

#include <string>
#include <utility>

namespace partner_center::chain {

// Links of the chain are made and used in one expression: they refer to the client, and live no longer than it.

/// The profiles of one customer.
class customer_profiles {
    descry::client const& client_;
    customer_key key_;

public:
    customer_profiles(descry::client const& client, customer_key key) : client_(client), key_(std::move(key)) {}

    descry::bound<billing_profile> billing() const { return client_.at<billing_profile>(key_); }
};

/// One customer.
class customer {
    descry::client const& client_;
    customer_key key_;

public:
    customer(descry::client const& client, customer_key key) : client_(client), key_(std::move(key)) {}

    customer_profiles profiles() const { return {client_, key_}; }
};

/// The customers of the partner.
class customers {
    descry::client const& client_;

public:
    explicit customers(descry::client const& client) : client_(client) {}

    /// The customer with that tenant id, a GUID. Nothing is sent.
    customer by_id(std::string customer_id) const { return {client_, {.customer_id = std::move(customer_id)}}; }
};

}  // namespace partner_center::chain
