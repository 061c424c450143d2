// Uses another transport, here over libcurl, as a proxy, a test bench or a platform may require. A transport sends one
// request and receives one response; tokens, retries and conflicts are handled by the client.
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
    pc::emulator service;  // in place of Partner Center
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
