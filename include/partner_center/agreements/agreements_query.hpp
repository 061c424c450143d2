// agreements_query: the query of lists of agreements.
#pragma once

#include <boost/describe/class.hpp>

#include <optional>
#include <string>

namespace partner_center::agreements {

struct agreements_query {
    std::optional<std::string> agreement_type{};  ///< `MicrosoftCustomerAgreement`; `*` for all types.
};
BOOST_DESCRIBE_STRUCT(agreements_query, (), (agreement_type))

}  // namespace partner_center::agreements
