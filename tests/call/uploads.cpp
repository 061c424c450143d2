// Uploads: encoded forms and their retries.
#include "files.hpp"

#include <descry/client/multipart.hpp>
#include <descry/client/multipart_related.hpp>
#include <descry/http/percent.hpp>
#include <descry/model/sensitive.hpp>
#include <descry/testing/multipart.hpp>

#include <boost/asio/use_future.hpp>
#include <boost/test/unit_test.hpp>

#include <atomic>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

using namespace call_test;
using descry::errc;
using descry::multipart;

namespace {

struct tender {
    std::string number{};
    double amount = 1;
};
BOOST_DESCRIBE_STRUCT(tender, (), (number, amount))

}  // namespace

template <>
inline constexpr bool descry::sensitive<& tender::number> = true;

BOOST_AUTO_TEST_SUITE(uploads)

namespace {

struct tenders : descry::resource<document, descry::nothing, "/tenders",
                                  descry::with_query<descry::upload<descry::nothing>, tender>> {};

struct described_tenders : descry::resource<document, document_key, "/tenders/{id}", descry::upload_related<>> {};

struct replaced_tenders : descry::resource<document, document_key, "/tenders/{id}", descry::upload<document, "PUT">> {};

multipart purchase_order()
{
    multipart form;
    form.file("POFiles", "order 1.pdf", std::string("%PDF\0\xff", 6), "application/pdf").field("note", "a\r\nb");
    form.json("metadata", tender{"T-4711"});
    return form;
}

std::string boundary_of(descry::request const& sent)
{
    constexpr std::string_view before = "multipart/form-data; boundary=";
    auto const type = descry::find_header(sent.headers, "Content-Type");
    BOOST_REQUIRE(type.starts_with(before));
    return std::string(type.substr(before.size()));
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_form_is_sent_part_by_part)
{
    auto const network = answering(ok(std::string(stored)));
    auto const made = make_client(network).at<attachments>({.id = "7"}).upload(purchase_order());
    BOOST_TEST(made.title.value() == "old");

    auto const sent = network->requests().at(0);
    BOOST_TEST(sent.method == "POST");
    BOOST_TEST(sent.target == "/orders/7/attachment");
    auto const line = "--" + boundary_of(sent);
    BOOST_TEST(sent.body == line +
                                "\r\nContent-Disposition: form-data; name=\"POFiles\"; filename=\"order 1.pdf\""
                                "\r\nContent-Type: application/pdf\r\n\r\n" +
                                std::string("%PDF\0\xff", 6) + "\r\n" + line +
                                "\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\na\r\nb\r\n" + line +
                                "\r\nContent-Disposition: form-data; name=\"metadata\""
                                "\r\nContent-Type: application/json\r\n\r\n{\"number\":\"T-4711\",\"amount\":1}\r\n" +
                                line + "--\r\n");
}

BOOST_AUTO_TEST_CASE(a_form_may_be_sent_with_another_method)
{
    auto const network = answering(ok(std::string(stored)));
    BOOST_TEST(make_client(network).at<replaced_tenders>({.id = "7"}).upload(purchase_order()).title.value() == "old");
    BOOST_TEST(network->requests().at(0).method == "PUT");
}

BOOST_AUTO_TEST_CASE(in_four_forms_and_with_a_query)
{
    auto const network = answering(ok(std::string(stored)));
    auto const api = make_client(network);
    auto const to = api.at<attachments>({.id = "7"});
    auto const form = purchase_order();
    BOOST_TEST(to.try_upload(form)->id.value() == "7");
    BOOST_TEST(to.async_upload(form, boost::asio::use_future).get().id.value() == "7");
    BOOST_TEST(to.async_try_upload(form, boost::asio::use_future).get()->id.value() == "7");

    auto const asked = api.at<tenders>({});
    tender const query{"9", 2};
    asked.upload(form, query);
    BOOST_TEST(asked.try_upload(form, query).has_value());
    asked.async_upload(form, query, boost::asio::use_future).get();
    BOOST_TEST(asked.async_try_upload(form, query, boost::asio::use_future).get().has_value());
    for (auto const& sent : network->requests())
        BOOST_TEST((sent.target == "/tenders?number=9&amount=2" || sent.target == "/orders/7/attachment"));
}

BOOST_AUTO_TEST_CASE(models_are_written_in_the_way_of_the_service)
{
    auto const network = answering(ok(std::string(stored)));
    descry::client const api({.base_url = "https://documents.example", .custom_transport = network},
                             {.body = {.names = descry::casing::pascal}});
    (void)api.at<attachments>({.id = "7"}).upload(multipart().json("metadata", tender{"1"}));
    BOOST_TEST(network->requests().at(0).body.find(R"({"Number":"1","Amount":1})") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(no_name_ends_its_header)
{
    auto const network = answering(ok(std::string(stored)));
    multipart form;
    form.file("a\"b", "x\r\nX-Evil: 1\r\n\r\n\".pdf", "1").field("\u20ac%\\", "2");
    (void)make_client(network).at<attachments>({.id = "7"}).upload(form);
    auto const body = network->requests().at(0).body;
    BOOST_TEST(body.find("name=\"a%22b\"; filename=\"x%0D%0AX-Evil: 1%0D%0A%0D%0A%22.pdf\"\r\nContent-Type: "
                         "application/octet-stream\r\n\r\n1\r\n") != std::string::npos);
    BOOST_TEST(body.find("name=\"\u20ac%%5C\"\r\n\r\n2\r\n") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(names_are_read_as_they_were_given_but_for_their_escapes)
{
    auto const network = answering(ok(std::string(stored)));
    auto const api = make_client(network);
    for (std::string const name : {R"(C:
ew"a".pdf)",
                                   R"(\)", R"(a\)", R"(\server)",
                                   "\
",
                                   "€; x=y"}) {
        (void)api.at<attachments>({.id = "7"}).upload(multipart().file(name, name, "1"));
        auto const sent = network->requests().back();
        auto const type = descry::find_header(sent.headers, "Content-Type");
        auto const parts = descry::testing::read_multipart(type, sent.body);
        BOOST_REQUIRE(parts.size() == 1u);
        BOOST_TEST(descry::percent_decode(parts[0].name).value() == name);
        BOOST_TEST(descry::percent_decode(parts[0].file_name).value() == name);
        BOOST_TEST(parts[0].file_name.find('\\') == std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(what_cannot_be_sent_is_refused_here)
{
    auto const network = answering(ok(std::string(stored)));
    auto const api = make_client(network);
    auto const to = api.at<attachments>({.id = "7"});
    auto const type = to.try_upload(multipart().file("a", "b", "c", "text/plain\r\nX-Evil: 1")).error();
    BOOST_TEST((type == errc::unsafe_header));
    BOOST_TEST(type->operation == "POST /orders/{id}/attachment");
    auto const text = to.async_try_upload(multipart().json("m", tender{"\xff"}), boost::asio::use_future).get().error();
    BOOST_TEST((text == errc::invalid_utf8));
    BOOST_TEST(network->requests().empty());
}

BOOST_AUTO_TEST_CASE(a_boundary_is_in_no_part)
{
    using descry::detail::written_part;
    static int made = 0;
    made = 0;
    auto const count = [] { return std::to_string(made++); };
    std::vector<written_part> const parts{{"x descry-0 y\r\n\r\n", "descry-1"}, {"\r\n\r\n", "descry-descry-2"}};
    BOOST_TEST(descry::detail::free_boundary(parts, count) == "descry-3");
    BOOST_TEST(descry::detail::free_boundary({}, count) == "descry-4");
}

BOOST_AUTO_TEST_CASE(each_form_has_a_boundary_of_its_own)
{
    auto const network = answering(ok(std::string(stored)));
    auto const api = make_client(network);
    auto const to = api.at<attachments>({.id = "7"});
    multipart const none;
    (void)to.upload(none);
    (void)to.upload(none);
    auto const sent = network->requests();
    BOOST_TEST(boundary_of(sent.at(0)) != boundary_of(sent.at(1)));
    BOOST_TEST(sent[0].body == "--" + boundary_of(sent[0]) + "--\r\n");
    BOOST_TEST(boundary_of(sent[0]).size() <= 70u);  // RFC 2046, 5.1.1
}

BOOST_AUTO_TEST_CASE(a_retry_sends_the_same_octets)
{
    std::atomic<int> calls = 0;
    auto const network = answering([&](descry::request const&) -> descry::result<descry::response> {
        switch (++calls) {
            case 1: return descry::response{401, {}, {}};
            case 2: return descry::response{503, {}, {}};
            case 3: return descry::failure(errc::connection_closed);
            default: return ok(std::string(stored));
        }
    });
    std::atomic<int> tokens = 0;
    auto const api = make_client(
        network, {.credentials = descry::bearer_token_function{[&] { return "t" + std::to_string(++tokens); }}});
    (void)api.at<attachments>({.id = "7"}).upload(purchase_order());
    auto const sent = network->requests();
    BOOST_REQUIRE(sent.size() == 4u);
    for (auto const& each : sent) {
        BOOST_TEST(each.body == sent[0].body);
        for (auto const* const name : {"Content-Type", "Request-Id"})
            BOOST_TEST(descry::find_header(each.headers, name) == descry::find_header(sent[0].headers, name));
    }
    BOOST_TEST(descry::find_header(sent[0].headers, "Authorization") !=
               descry::find_header(sent[1].headers, "Authorization"));
}

BOOST_AUTO_TEST_CASE(without_a_request_id_it_is_not_repeated)
{
    auto const network = answering(descry::response{503, {}, {}});
    descry::client const api({.base_url = "https://documents.example", .custom_transport = network});
    auto const why = api.at<attachments>({.id = "7"}).try_upload(purchase_order()).error();
    BOOST_TEST((why == errc::service_unavailable));
    BOOST_TEST(why->maybe_done);
    BOOST_TEST(network->requests().size() == 1u);
}

BOOST_AUTO_TEST_CASE(what_is_sensitive_in_a_part_is_in_no_failure)
{
    auto const network = answering(
        descry::response{400, {}, R"({"code":"1","description":"Bad T-4711.","metadata":{"n":"T-4711","note":"x"}})"});
    auto const why = make_client(network).at<attachments>({.id = "7"}).try_upload(purchase_order()).error();
    BOOST_TEST(why->description == "Bad [redacted].");
    BOOST_TEST(why->body.find("T-4711") == std::string::npos);
    BOOST_TEST(why->body.find("note") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(files_with_a_description_are_sent_without_names)
{
    auto const network = answering(ok(std::string(stored)));
    auto const api = make_client(network);
    auto const at = api.at<described_tenders>({.id = "7"});
    descry::multipart_related body;
    body.json(tender{"T-4711"}).file(std::string("%PDF\0\xff", 6), "application/pdf").file("x");
    BOOST_TEST(at.upload(body).title.value() == "old");
    auto const sent = network->requests().at(0);
    auto const type = descry::find_header(sent.headers, "Content-Type");
    constexpr std::string_view before = "multipart/related; type=\"application/json\"; boundary=";
    BOOST_REQUIRE(type.starts_with(before));
    auto const line = "--" + std::string(type.substr(before.size()));
    BOOST_TEST(sent.body ==
               line + "\r\nContent-Type: application/json\r\n\r\n{\"number\":\"T-4711\",\"amount\":1}\r\n" + line +
                   "\r\nContent-Type: application/pdf\r\n\r\n" + std::string("%PDF\0\xff", 6) + "\r\n" + line +
                   "\r\nContent-Type: application/octet-stream\r\n\r\nx\r\n" + line + "--\r\n");
    auto const parts = descry::testing::read_multipart(type, sent.body);
    BOOST_TEST(parts.size() == 3u);
    BOOST_TEST(parts.at(1).media_type == "application/pdf");
    BOOST_TEST(parts.at(1).name == "");
    BOOST_TEST(parts.at(2).content == "x");

    for (auto const* const invalid : {"a/b\r\nc: d", "image/p\"ng", "image", "image/", "a b/c"})
        BOOST_TEST((at.try_upload(descry::multipart_related().file("x", invalid)).error() == errc::unsafe_header),
                   invalid);
    BOOST_TEST(network->requests().size() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
