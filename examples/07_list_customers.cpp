// Lists customers with a filter on their names, and in pages.
#include "service/service.hpp"

#include <partner_center/customers/customer.hpp>

#include <iostream>
#include <string>

namespace pc = partner_center;

int main()
{
    pc::client const partner(example::whole_service());
    using found = pc::customers::search;

    for (auto const& name : {"Con", "Nobody"}) {
        auto const starts_so = pc::where<&found::company_name>.starts_with(name);
        std::cout << "customers whose name begins with " << name << ":\n";
        for (auto const& customer : partner.customers().all({.size = 20, .filter = starts_so}))
            std::cout << "  " << customer.company_profile->company_name.value_or("?") << ", "
                      << customer.company_profile->domain.value_or("?") << '\n';
    }

    auto pages = partner.customers().pages({.size = 1});
    for (int number = 1; auto const page = pages.next(); ++number)
        std::cout << "page " << number << " has " << page->items->size() << '\n';
}
