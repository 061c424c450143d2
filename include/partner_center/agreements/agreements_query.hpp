// agreements_query: which agreements a list has.
#pragma once

#include <boost/describe/class.hpp>

#include <optional>
#include <string>

namespace partner_center::agreements {

struct agreements_query {
    std::optional<std::string> agreement_type{};  ///< `MicrosoftCustomerAgreement`; `*`: those of all types.
};
BOOST_DESCRIBE_STRUCT(agreements_query, (), (agreement_type))

}  // namespace partner_center::agreements
