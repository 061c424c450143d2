// A program with the emulator: Partner Center on this machine, for curl and for clients in any language.
//
//     emulator [--port N] [--ca FILE] [--tag-in-body]
//
// It runs until interrupted. --port 0 selects a free port; --ca writes the authority's certificate to FILE. With
// --tag-in-body, the entity tag of an update may be in its body instead of If-Match, as Microsoft's libraries send it.
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/system/system_error.hpp>

#include <descry/json.hpp>

#include <partner_center/emulator/whole_emulator.hpp>

#include <charconv>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <ios>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

namespace pc = partner_center;

namespace {

struct arguments {
    descry::testing::https_options listen{.port = 8443};
    bool tag_in_body = false;
};

std::optional<arguments> parse(int argc, char** argv)
{
    arguments out;
    for (int i = 1; i < argc; ++i) {
        std::string_view const name = argv[i];
        if (name == "--tag-in-body") {
            out.tag_in_body = true;
            continue;
        }
        std::string_view const value = ++i < argc ? argv[i] : "";
        if (name == "--ca" && !value.empty()) {
            out.listen.ca_file = value;
        } else if (name == "--port") {
            auto const [end, ec] = std::from_chars(value.data(), value.data() + value.size(), out.listen.port);
            if (ec != std::errc() || end != value.data() + value.size()) return std::nullopt;
        } else {
            return std::nullopt;
        }
    }
    return out;
}

std::string quoted(std::string const& text) { return "'" + text + "'"; }

void introduce(pc::whole_emulator& emulator)
{
    auto const user = emulator.issue_token(descry::credential_kind::app_user);
    auto const application = emulator.issue_token(descry::credential_kind::app_only);
    auto profile = *emulator.stored<pc::billing_profile>({.customer_id = pc::demo::customer_id});
    auto const tag = *profile.attributes->etag;
    profile.default_address->city = "Bellevue";

    auto const curl = "curl --cacert " + quoted(emulator.ca_file());
    auto const url = emulator.base_url() + *profile.links->self.value().uri;
    auto const get = curl + " -i -H 'Authorization: Bearer " + user + "' \\\n    " + url;
    auto const put = curl + " -i -X PUT -H 'Authorization: Bearer " + user + "' \\\n    -H 'If-Match: \"" + tag +
                     "\"' -H 'Content-Type: application/json' \\\n    -d " +
                     quoted(descry::write_json(profile, {.names = descry::casing::pascal})) + " \\\n    " + url;
    auto const lines =
        curl + " -H 'Authorization: Bearer " + user + "' \\\n    '" + emulator.base_url() + "/v1/invoices/" +
        pc::demo::invoice_id +
        "/lineitems?provider=onetime&invoiceLineItemType=billinglineitems&currencyCode=usd&period=current"
        "&size=2'";
    auto const token = curl +
                       " -i -d grant_type=client_credentials -d resource=https://api.partnercenter.microsoft.com \\\n  "
                       "  -d client_id=" +
                       pc::demo::client_id + " -d client_secret=" + pc::demo::client_secret + " \\\n    " +
                       emulator.base_url() + "/" + pc::demo::tenant + "/oauth2/token";

    std::printf("Partner Center, emulated, at %s\n", emulator.base_url().c_str());
    std::printf("Certificate authority:        %s\n", emulator.ca_file().c_str());
    std::printf("Bearer token, App+User:       %s\n", user.c_str());
    std::printf("Bearer token, App-only:       %s\n", application.c_str());
    std::printf("Refresh token:                %s\n", pc::demo::refresh_token);
    std::printf("Tenant, application, secret:  %s %s %s\n", pc::demo::tenant, pc::demo::client_id,
                pc::demo::client_secret);
    std::printf("\nRead the billing profile of a customer:\n%s\n", get.c_str());
    std::printf("\nMove the customer to Bellevue. A second time it is refused, since the entity tag is stale.\n%s\n",
                put.c_str());
    std::printf("\nRead two of the %zu line items of an invoice. The links have the next page.\n%s\n",
                pc::demo::invoice_lines, lines.c_str());
    std::printf("\nRequest a token, App-only:\n%s\n", token.c_str());
    std::printf("\nStop it with Ctrl-C.\n");
    std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv)
{
    auto const given = parse(argc, argv);
    if (!given) {
        std::fputs("usage: emulator [--port N] [--ca FILE] [--tag-in-body]\n", stderr);
        return 2;
    }
    try {
        boost::asio::io_context wait;
        boost::asio::signal_set interrupted(wait, SIGINT, SIGTERM);
        pc::whole_emulator emulator({.tokens = {.lifetime = std::chrono::hours(24)}, .tag_in_body = given->tag_in_body},
                                    given->listen);
        introduce(emulator);
        interrupted.async_wait([](boost::system::error_code, int) {});
        wait.run();
        return 0;
    } catch (std::ios_base::failure const&) {
        std::fprintf(stderr, "The emulator cannot write its certificate to %s\n", given->listen.ca_file.c_str());
    } catch (boost::system::system_error const& why) {
        std::fprintf(stderr, "The emulator cannot start on port %u: %s\n", unsigned{given->listen.port},
                     why.code().message().c_str());
    }
    return 1;
}
