// Verifies a webhook callback in a server. The verifier does not trust the signer of this one.
#include <descry/beast.hpp>

#include <partner_center/webhooks/verify.hpp>

#include <iostream>
#include <string>
#include <vector>

namespace hooks = partner_center::webhooks;

int main()
{
    // A program keeps one verifier. Certificates are fetched by this function; by default, from the callback's URL.
    hooks::verifier verifier({.fetch = [](std::string const& url) -> descry::result<std::string> {
        std::cout << "fetching " << url << '\n';
        return std::string("no certificate");
    }});

    std::string const body = R"({"EventName":"test-created","ResourceUri":"http://localhost/test"})";
    for (auto const* host : {"https://evil.example", "https://certificates.microsoft.com"}) {
        std::vector<descry::header> const headers{{"Authorization", "Signature bm9ib2R5"},
                                                  {"X-MS-Certificate-Url", std::string(host) + "/signer.cer"},
                                                  {"X-MS-Signature-Algorithm", "rsa-sha256"}};
        if (auto const event = verifier.verify(headers, body))
            std::cout << "accepted: " << event->event_name.value_or("?") << '\n';
        else
            std::cout << "refused: " << event.error().message() << '\n';
    }
}
