// The main use case: reads a customer's billing profile, changes and updates it, and shows that a stale update is
// refused.
//
// The program starts an emulator and calls it. If the following environment variables are set, it calls Partner Center
// with App+User credentials: PARTNER_CENTER_TENANT, PARTNER_CENTER_CLIENT_ID, PARTNER_CENTER_CLIENT_SECRET,
// PARTNER_CENTER_REFRESH_TOKEN and PARTNER_CENTER_CUSTOMER_ID. The optional argument is the new second line of the
// address; without it, the profile in the service is updated with its present content.
#include <descry/beast.hpp>
#include <partner_center/client.hpp>
#include <partner_center/customers/billing_profile.hpp>
#include <partner_center/emulator/emulator.hpp>

#include <cstdlib>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace pc = partner_center;

// Prints requests and responses, and forwards them to another transport.
class narrator final : public descry::transport {
    std::shared_ptr<descry::transport> next_;

public:
    explicit narrator(std::shared_ptr<descry::transport> next) : next_(std::move(next)) {}

    descry::result<descry::response> send(descry::request const& message, descry::steady_time deadline) override
    {
        std::cout << "   > " << message.method << ' ' << message.target << " HTTP/1.1\n";
        if (auto const tag = descry::find_header(message.headers, "If-Match"); !tag.empty())
            std::cout << "   > If-Match: " << tag << '\n';
        auto response = next_->send(message, deadline);
        if (response) std::cout << "   < " << response->status << '\n';
        return response;
    }

    void async_send(descry::request message, descry::steady_time deadline, handler done) override
    {
        next_->async_send(std::move(message), deadline, std::move(done));
    }

    void close() override { next_->close(); }
};

std::string from_environment(char const* name)
{
    auto const* const value = std::getenv(name);
    return value ? value : "";
}

void show(pc::customer_billing_profile const& profile)
{
    auto const text = [](std::optional<std::string> const& value) { return value.value_or("(none)"); };
    auto const where = profile.default_address.value_or(pc::address());
    std::cout << "   " << text(profile.company_name) << ", " << text(profile.first_name) << ' '
              << text(profile.last_name) << " <" << text(profile.email) << ">\n   " << text(where.address_line1)
              << ", second line " << text(where.address_line2) << ", " << text(where.city) << ", "
              << text(where.country) << "\n   entity tag " << pc::billing_profile_etag::tag(profile) << '\n';
}

int main(int argc, char** argv)
{
    try {
        std::string customer = from_environment("PARTNER_CENTER_CUSTOMER_ID");
        bool const real = !customer.empty();
        std::optional<pc::emulator> emulator;
        pc::options options;
        if (real) {
            std::cout << "Calling Partner Center.\n";
            options.credentials = pc::app_user{.tenant = from_environment("PARTNER_CENTER_TENANT"),
                                               .client_id = from_environment("PARTNER_CENTER_CLIENT_ID"),
                                               .client_secret = from_environment("PARTNER_CENTER_CLIENT_SECRET"),
                                               .refresh_token = from_environment("PARTNER_CENTER_REFRESH_TOKEN")};
        } else {
            emulator.emplace();
            std::cout << "PARTNER_CENTER_CUSTOMER_ID is not set: calling the emulator at " << emulator->base_url()
                      << ".\n";
            customer = pc::demo::customer_id;
            options.credentials = pc::demo::user_credentials();
            options.client.base_url = options.authority = emulator->base_url();
            options.client.network.ca_file = emulator->ca_file();
        }
        options.client.custom_transport =
            std::make_shared<narrator>(descry::make_transport(options.client.network, {}));

        pc::client const partner{std::move(options)};
        auto const billing = partner.customers().by_id(customer).profiles().billing();

        std::cout << "\n1. Read the billing profile of customer " << customer << ":\n";
        auto const read = billing.get();
        show(read);

        std::cout << "\n2. Change it, and update it with its entity tag:\n";
        auto changed = read;
        if (argc > 1 || !real) {
            if (!changed.default_address) changed.default_address.emplace();
            changed.default_address->address_line2 = argc > 1 ? argv[1] : "Building 92";
        }
        auto const stored = billing.update(changed);
        show(stored);

        std::cout << "\n3. Update it with the first tag again, as a client with a stale state would:\n";
        auto const refused = billing.try_update(read);
        if (refused) {
            std::cout << "   The service accepted a stale update.\n";
            return EXIT_FAILURE;
        }
        auto const& why = refused.error();
        std::cout << "   Refused: " << why.code().message() << "\n   The service says: " << why->description
                  << "\n   Request id " << why->request_id << ", correlation id " << why->correlation_id << '\n';
        return why == descry::errc::conflict ? EXIT_SUCCESS : EXIT_FAILURE;
    } catch (std::exception const& e) {
        std::cerr << e.what() << '\n';
        return EXIT_FAILURE;
    }
}
