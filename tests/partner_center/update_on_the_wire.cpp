// The Update, byte for byte, against the request that the service's documentation shows.
#include <support/raw_server.hpp>

#include <boost/test/unit_test.hpp>

#include <partner_center/client.hpp>
#include <partner_center/customers/billing_profile.hpp>

#include <regex>
#include <string>
#include <string_view>

namespace pc = partner_center;

namespace {

// What the documentation's profile is when it is read, in camelCase, as services answer.
constexpr std::string_view answered = R"({
    "id": "a58ceba5-60ac-48e4-a0bc-2a855811807a",
    "firstName": "FirstName",
    "lastName": "LastName",
    "email": "email@sample.com",
    "culture": "en-US",
    "language": "en",
    "companyName": "CompanyName",
    "defaultAddress": {
        "country": "US",
        "region": null,
        "city": "Redmond",
        "state": "WA",
        "addressLine1": "One Microsoft Way",
        "addressLine2": null,
        "postalCode": "98052",
        "firstName": "FirstName",
        "lastName": "LastName",
        "phoneNumber": "4255555555"
    },
    "links": {
        "self": {
            "uri": "/v1/customers/a58ceba5/profiles/billing",
            "method": "GET",
            "headers": []
        }
    },
    "attributes": {
        "etag": "<etag>",
        "objectType": "CustomerBillingProfile"
    }
})";

// The body of the documentation's request, without its white space.
constexpr std::string_view documented_body =
    R"({"Id":"a58ceba5-60ac-48e4-a0bc-2a855811807a","FirstName":"FirstName","LastName":"LastName",)"
    R"("Email":"email@sample.com","Culture":"en-US","Language":"en","CompanyName":"CompanyName",)"
    R"("DefaultAddress":{"Country":"US","Region":null,"City":"Redmond","State":"WA",)"
    R"("AddressLine1":"One Microsoft Way","AddressLine2":null,"PostalCode":"98052",)"
    R"("FirstName":"FirstName","LastName":"LastName","PhoneNumber":"4255555555"},)"
    R"("Links":{"Self":{"Uri":"/v1/customers/a58ceba5/profiles/billing","Method":"GET","Headers":[]}},)"
    R"("Attributes":{"Etag":"<etag>","ObjectType":"CustomerBillingProfile"}})";

std::string framed(std::string_view body)
{
    return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\n\r\n" + std::string(body);
}

struct sent_update {
    std::string head;
    std::string body;
};

sent_update update(bool expect_continue)
{
    sent_update sent;
    test::raw_server const service([&](test::raw_socket& peer, int) {
        if (peer.read_head().empty()) return;
        peer.write(framed(answered));
        sent.head = peer.read_head();
        if (expect_continue) peer.write("HTTP/1.1 100 Continue\r\n\r\n");
        sent.body = peer.read(documented_body.size());
        peer.write(framed(answered));
    });
    pc::client const partner{
        pc::options{.credentials = descry::bearer_token{"<token>"},
                    .client = {.base_url = service.base_url(),
                               .network = {.expect_continue_above = std::size_t{expect_continue ? 0u : 1000u}}}}};
    auto const billing = partner.customers().by_id("a58ceba5").profiles().billing();
    auto const profile = billing.get();
    (void)billing.update(profile);
    return sent;
}

// The ids and the port differ from run to run.
std::string without_variables(std::string head)
{
    head = std::regex_replace(head, std::regex("127\\.0\\.0\\.1:[0-9]+"), "<host>");
    return std::regex_replace(head, std::regex("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"),
                              "<guid>");
}

constexpr std::string_view documented_head =
    "PUT /v1/customers/a58ceba5/profiles/billing HTTP/1.1\r\n"
    "Host: <host>\r\n"
    "Authorization: Bearer <token>\r\n"
    "Accept: application/json\r\n"
    "Accept-Encoding: identity\r\n"  // as what is compressed has another entity tag
    "MS-RequestId: <guid>\r\n"
    "MS-CorrelationId: <guid>\r\n"
    "X-Locale: en-US\r\n"
    "User-Agent: descry\r\n"  // which the documentation leaves to the client
    "If-Match: \"<etag>\"\r\n"
    "Content-Type: application/json\r\n";

}  // namespace

BOOST_AUTO_TEST_SUITE(update_on_the_wire)

BOOST_AUTO_TEST_CASE(is_the_documented_request)
{
    auto const sent = update(false);
    auto const length = "Content-Length: " + std::to_string(documented_body.size()) + "\r\n";
    BOOST_TEST(without_variables(sent.head) == std::string(documented_head) + length + "\r\n");
    BOOST_TEST(sent.body == documented_body);
}

BOOST_AUTO_TEST_CASE(asks_first_when_that_is_switched_on)
{
    auto const sent = update(true);
    auto const length = "Content-Length: " + std::to_string(documented_body.size()) + "\r\n";
    BOOST_TEST(without_variables(sent.head) == std::string(documented_head) + length + "Expect: 100-continue\r\n\r\n");
    BOOST_TEST(sent.body == documented_body);
}

BOOST_AUTO_TEST_SUITE_END()
