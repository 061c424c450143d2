// Logs each call with spdlog: one line at its end, with secrets redacted.
#include <descry/beast.hpp>
#include <descry/client/line_observer.hpp>
#include <partner_center/client.hpp>
#include <partner_center/customers/billing_profile.hpp>
#include <partner_center/emulator/emulator.hpp>

#include <spdlog/spdlog.h>

#include <string_view>

namespace pc = partner_center;

int main()
{
    pc::emulator service;  // in place of Partner Center
    pc::client const partner{
        pc::options{.credentials = pc::demo::user_credentials(),
                    .authority = service.base_url(),
                    .client = {.base_url = service.base_url(),
                               .network = {.ca_file = service.ca_file()},
                               .observer = descry::make_line_observer([](std::string_view line, bool failed) {
                                   spdlog::log(failed ? spdlog::level::warn : spdlog::level::info, "{}", line);
                               })}}};

    auto const billing = partner.customers().by_id(pc::demo::customer_id).profiles().billing();
    auto const changed = billing.modify([](auto& profile) { profile.email = "accounts@example.com"; });

    // The trace context of the caller is sent to the service, and is part of the line.
    auto const traced = billing.with({.traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}).get();
    (void)partner.try_get<pc::billing_profile>({pc::demo::unknown_customer_id});
    return changed.email == traced.email ? 0 : 1;
}
