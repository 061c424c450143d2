// A call of the chain whose resource was only declared, since the program does not include its header.
// expected: descry::wrong::resource_does_not_declare_the_verb<partner_center::chain::header_is_not_included<partner_center::billing_profile>,descry::verb_kind::get>
#include <partner_center/client.hpp>
#ifndef MISTAKE
#include <partner_center/customers/billing_profile.hpp>
#endif

inline void read(partner_center::client const& partner) { partner.customers().by_id("id").profiles().billing().get(); }
