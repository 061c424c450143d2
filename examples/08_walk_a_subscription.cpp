// Follows the chain from a customer to a subscription and the resources below it, and changes the subscription.
#include "service/service.hpp"

#include <partner_center/emulator/ids.hpp>
#include <partner_center/subscriptions/subscription.hpp>
#include <partner_center/subscriptions/support_contact.hpp>

#include <iostream>

namespace pc = partner_center;

int main()
{
    pc::client const partner(example::whole_service());
    auto const subscriptions = partner.customers().by_id(pc::demo::customer_id).subscriptions();
    for (auto const& subscription : subscriptions.all())
        std::cout << subscription.friendly_name.value_or("?") << ": " << subscription.quantity.value_or(0) << " of "
                  << subscription.offer_name.value_or("?") << '\n';

    auto const seats = subscriptions.by_id(pc::demo::subscription_id);
    auto const before = seats.get();
    auto const after = seats.modify([](auto& subscription) { ++subscription.quantity.value(); });
    std::cout << before.quantity.value() << " seats became " << after.quantity.value() << '\n';

    auto const stale = seats.try_patch(before, after);
    std::cout << "from the state before: " << stale.error().message() << '\n';

    auto const contact = seats.support_contact().get();
    std::cout << "support: " << contact.name.value_or("?") << '\n';
}
