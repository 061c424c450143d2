// 6. A transport of your own, here over libcurl: a proxy, a test bench or a platform may ask for one. Everything else
// stays: tokens, repetitions, conflicts. A transport carries one request and brings one answer.
#include <curl_transport.hpp>
#include <descry/beast.hpp>
#include <partner_center/client.hpp>
#include <partner_center/customers/billing_profile.hpp>
#include <partner_center/emulator/emulator.hpp>

#include <iostream>
#include <memory>

namespace pc = partner_center;

int main()
{
    curl_global_init(CURL_GLOBAL_DEFAULT);
    pc::emulator service;  // in place of the real one
    descry::network_options const network{.ca_file = service.ca_file()};
    pc::client const partner{pc::options{
        .credentials = pc::demo::user_credentials(),
        .authority = service.base_url(),
        .client = {.base_url = service.base_url(), .custom_transport = std::make_shared<curl_transport>(network)}}};

    auto const billing = partner.customers().by_id(pc::demo::customer_id).profiles().billing();
    auto const stored = billing.modify([](auto& profile) { profile.email = "accounts@example.com"; });
    std::cout << "Over libcurl: " << stored.email.value()
              << ", with a new tag: " << (pc::billing_profile_etag::tag(stored).empty() ? "no" : "yes") << '\n';
    return stored.email == "accounts@example.com" && service.updates() == 1 ? 0 : 1;
}
