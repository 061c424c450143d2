// Webhooks: what a server does with a callback. This one was signed by nobody whom the verifier trusts.
#include <descry/beast.hpp>

#include <partner_center/webhooks/verify.hpp>

#include <iostream>
#include <string>
#include <vector>

namespace hooks = partner_center::webhooks;

int main()
{
    // Make one and keep it. Certificates are fetched by its function here, or else from where the callback says.
    hooks::verifier verifier({.fetch = [](std::string const& url) -> descry::result<std::string> {
        std::cout << "asked for " << url << '\n';
        return std::string("no certificate");
    }});

    std::string const body = R"({"EventName":"test-created","ResourceUri":"http://localhost/test"})";
    for (auto const* host : {"https://3psostorageacct.blob.core.windows.net", "https://certificates.microsoft.com"}) {
        std::vector<descry::header> const headers{{"Authorization", "Signature bm9ib2R5"},
                                                  {"X-MS-Certificate-Url", std::string(host) + "/signer.cer"},
                                                  {"X-MS-Signature-Algorithm", "rsa-sha256"}};
        if (auto const event = verifier.verify(headers, body))
            std::cout << "believed: " << event->event_name.value_or("?") << '\n';
        else
            std::cout << "refused: " << event.error().message() << '\n';
    }
}
