#include <descry/testing/recording_transport.hpp>

#include <boost/test/unit_test.hpp>

#include <boost/asio/use_future.hpp>

#include <descry/http/sinks.hpp>

#include <partner_center/emulator/in_process_emulator.hpp>

#include <functional>
#include <memory>
#include <string>
#include <string_view>

using namespace descry::testing;
namespace pc = partner_center;

namespace {

using transport_pointer = std::shared_ptr<descry::transport>;

pc::client client_over(transport_pointer network)
{
    return pc::client{pc::options{.credentials = pc::demo::user_credentials(),
                                  .client = {.retry = {.max_attempts = 1}, .custom_transport = std::move(network)}}};
}

// A client that reads and updates, blocking and asynchronously, with an emulator.
recording record_a_session(secret_names names = {})
{
    pc::in_process_emulator service;
    auto const recorder = std::make_shared<recording_transport>(
        std::make_shared<scripted_transport>(std::ref<descry::testing::emulator>(service)), std::move(names));
    auto const partner = client_over(recorder);
    auto profile = partner.async_get<pc::billing_profile>({pc::demo::customer_id}, boost::asio::use_future).get();
    profile.email = "new@sample.com";
    (void)partner.at<pc::billing_profile>({pc::demo::customer_id}).update(profile);
    (void)partner.try_get<pc::billing_profile>({pc::demo::unknown_customer_id});
    return recorder->recorded();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(recording_transport)

BOOST_AUTO_TEST_CASE(a_session_is_replayed_without_its_service)
{
    auto const kept = write_recording(record_a_session());
    auto const partner = client_over(std::make_shared<scripted_transport>(replay(read_recording(kept))));
    auto profile = partner.get<pc::billing_profile>({pc::demo::customer_id});
    BOOST_TEST(profile.email.value() == "email@sample.com");
    profile.email = "new@sample.com";
    BOOST_TEST(partner.at<pc::billing_profile>({pc::demo::customer_id}).update(profile).email.value() ==
               "new@sample.com");
    BOOST_TEST((partner.try_get<pc::billing_profile>({pc::demo::unknown_customer_id}).error() ==
                pc::fault_code::not_found_60003));
    BOOST_TEST(
        (partner.try_get<pc::billing_profile>({pc::demo::customer_id}).error() == descry::errc::transport_failure));
}

BOOST_AUTO_TEST_CASE(no_secret_is_recorded)
{
    auto const exchanges = record_a_session();
    BOOST_REQUIRE(exchanges.size() == 4u);
    BOOST_TEST(exchanges[0].request_body.find("client_secret=[redacted]&grant_type=refresh_token&"
                                              "refresh_token=[redacted]&scope") != std::string::npos);
    BOOST_TEST(exchanges[0].response_body.find(R"("access_token":"[redacted]")") != std::string::npos);
    BOOST_TEST(exchanges[1].request_headers.at(0).name == "Authorization");
    BOOST_TEST(exchanges[1].request_headers.at(0).value == "[redacted]");
    auto const text = write_recording(exchanges);
    for (std::string_view const secret : {pc::demo::client_secret, pc::demo::refresh_token, "Bearer "})
        BOOST_TEST(text.find(secret) == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_bearer_token_is_redacted_in_bodies)
{
    descry::request const sent{"GET", "https://api.example", "/", {{"authorization", "Bearer abc.def"}}, ""};
    descry::response const in{500, {{"Set-Cookie", "s=1"}}, "you sent abc.def"};
    auto const kept = record_exchange(sent, &in);
    BOOST_TEST(kept.response_body == "you sent [redacted]");
    BOOST_TEST(kept.response_headers.at(0).value == "[redacted]");
}

BOOST_AUTO_TEST_CASE(redacted_values_of_a_request_are_redacted_in_the_response)
{
    descry::request const form{"POST",
                               "https://login.example",
                               "/token",
                               {{"Content-Type", "application/x-www-form-urlencoded"}},
                               "grant_type=authorization_code&code=c%2Fo+de&client_secret=s%22t"};
    descry::response const refused{400, {}, R"({"error_description":"c/o de of s\"t","code":"70008"})"};
    auto const granting = record_exchange(form, &refused);
    BOOST_TEST(granting.request_body == "grant_type=authorization_code&code=[redacted]&client_secret=[redacted]");
    BOOST_TEST(granting.response_body == R"({"error_description":"[redacted] of [redacted]","code":"70008"})");

    descry::request const json{"PUT", "https://api.example", "/", {}, R"({"password":"p4ss"})"};
    descry::response const declined{400, {}, R"({"description":"p4ss is too short"})"};
    auto const updating = record_exchange(json, &declined);
    BOOST_TEST(updating.request_body == R"({"password":"[redacted]"})");
    BOOST_TEST(updating.response_body == R"({"description":"[redacted] is too short"})");
}

BOOST_AUTO_TEST_CASE(a_recording_with_the_name_of_a_former_member_is_refused)
{
    auto text = write_recording({{.method = "GET"}});
    auto const at = text.find("bodyOmitted");
    BOOST_TEST_REQUIRE(at != text.npos);
    text.replace(at, 11, "bodyLeftOut");
    BOOST_CHECK_EXCEPTION(read_recording(text), descry::call_error, [](descry::call_error const& e) {
        return std::string_view(e.what()).find("bodyOmitted") != std::string_view::npos;
    });
}

BOOST_AUTO_TEST_CASE(only_the_size_of_files_is_recorded)
{
    descry::request const sent{"POST", "https://api.example", "/", {}, "\xff\xfe"};
    descry::response in{200, {}, "%PDF\x80"};
    auto const kept = record_exchange(sent, &in);
    BOOST_TEST(kept.request_body == "[2 octets]");
    BOOST_TEST(kept.response_body == "[5 octets]");
    BOOST_TEST(read_recording(write_recording({kept})).size() == 1u);
    in = {200, {}, {}};
    in.taken = 7;
    BOOST_TEST(record_exchange(sent, &in).response_body == "[7 octets]");
    descry::request const form{
        "POST", "https://api.example", "/", {{"Content-Type", "multipart/form-data; boundary=b"}}, "--b--"};
    BOOST_TEST(record_exchange(form, nullptr).request_body == "[5 octets]");
}

BOOST_AUTO_TEST_CASE(a_file_that_was_to_go_to_a_sink_is_not_recorded_and_no_empty_one_is_replayed)
{
    descry::request sent{"GET", "https://api.example", "/file", {}, ""};
    sent.sink = std::make_shared<descry::text_sink>(100);
    descry::response in{200, {}, "a text is a file too"};
    auto kept = record_exchange(sent, &in);
    BOOST_TEST(kept.response_body == "[20 octets]");
    in.status = 404;
    BOOST_TEST(record_exchange(sent, &in).response_body == in.body);

    scripted_transport replayed(replay(read_recording(write_recording({kept}))));
    BOOST_TEST((replayed.send(sent, descry::steady_time::max()).error() == descry::errc::transport_failure));
}

BOOST_AUTO_TEST_CASE(signatures_of_urls_are_redacted_everywhere_and_replayed)
{
    descry::request const sent{"GET", "https://api.example", "/blob?sv=1&sig=s1gn%2Bature&size=5", {}, ""};
    descry::response const in{200,
                              {{"Location", "/next?SIG=other-one"}, {"Link", "</a?token=abcdefgh>; rel=\"next\""}},
                              R"({"uri":"https://b.example/?x=1\u0026sig=th\u0069rd","why":"not s1gn%2Bature"})"};
    auto const kept = record_exchange(sent, &in);
    BOOST_TEST(kept.target == "/blob?sv=1&sig=redacted&size=5");
    BOOST_TEST(kept.response_headers.at(0).value == "/next?SIG=redacted");
    BOOST_TEST(kept.response_headers.at(1).value == "</a?token=redacted>; rel=\"next\"");
    BOOST_TEST(kept.response_body == R"({"uri":"https://b.example/?x=1&sig=redacted","why":"not [redacted]"})");

    scripted_transport replayed(replay({kept, kept}));
    BOOST_TEST(replayed.send(sent, descry::steady_time::max()).has_value());
    BOOST_TEST(
        replayed.send({"GET", "https://api.example", kept.target, {}, ""}, descry::steady_time::max()).has_value());
}

BOOST_AUTO_TEST_CASE(no_secret_remains_in_fields_of_responses_or_in_other_spellings_of_forms)
{
    descry::request const sent{
        "POST",
        "https://login.example",
        "/token?sig=abcd1234&key=abcd1234WXYZ",
        {{"Content-Type", "Application/X-WWW-Form-Urlencoded"}, {"Authorization", "Basic dXNlcjpw"}},
        "client%5Fsecret=s3cr3t&token=revoked"};
    descry::response const in{200,
                              {{"Location", "/cb#access_token=implicit1"}, {"X-Seen", "dXNlcjpw s3cr3t abcd1234WXYZ"}},
                              "Basic dXNlcjpw revoked"};
    auto const kept = record_exchange(sent, &in);
    BOOST_TEST(kept.request_body == "client%5Fsecret=[redacted]&token=[redacted]");
    BOOST_TEST(kept.response_headers.at(0).value == "/cb#access_token=redacted");
    BOOST_TEST(kept.response_headers.at(1).value == "[redacted] [redacted] [redacted]");
    BOOST_TEST(kept.response_body == "Basic [redacted] [redacted]");
}

BOOST_AUTO_TEST_CASE(tokens_are_redacted_in_every_spelling_that_the_client_reads)
{
    for (std::string const name : {"access_token", "accessToken", "ACCESSTOKEN", "Refresh_Token", "refreshToken",
                                   "idToken", "clientSecret", "PassWord"}) {
        descry::request const sent{"POST", "https://login.example", "/token", {}, R"({"grant":1})"};
        descry::response const in{200, {}, "{\"" + name + R"(":"tok-9/8","echo":"tok-9%2F8"})"};
        BOOST_TEST(record_exchange(sent, &in).response_body == "{\"" + name + R"(":"[redacted]","echo":"[redacted]"})");
        descry::response const broken{200, {}, "{\"" + name + R"(":"tok-9/8"} tail)"};
        BOOST_TEST(record_exchange(sent, &broken).response_body == "[redacted]");
        auto const target = "/a?" + name + "=tok-9/8";
        BOOST_TEST(record_exchange({"GET", "", target, {}, ""}, nullptr).target == "/a?" + name + "=redacted");
    }
    descry::response const header{200, {{"Refresh-Token", "tok"}, {"X-Id-Token", "tok"}}, ""};
    for (auto const& kept : record_exchange({"GET", "", "/", {}, ""}, &header).response_headers)
        BOOST_TEST(kept.value == "[redacted]");
}

BOOST_AUTO_TEST_CASE(no_part_of_a_field_with_credentials_remains)
{
    descry::request const sent{"GET",
                               "https://api.example",
                               "/",
                               {{"Cookie", "session=s3ss/ion; lang=\"qu0ted\""},
                                {"Authorization", "Basic dXNlcjpwYTo/c3M="},  // user:pa:?ss
                                {"Referer", "https://jane:referred@h/"}},
                               ""};
    descry::response const in{200,
                              {{"Location", "https://jane:l0cated@api.example/next"},
                               {"Set-Cookie", "fresh=fr3sh; Path=/next; Secure"},
                               {"X-Echo", "pa%3A%3Fss"}},
                              "s3ss&#47;ion qu0ted pa:?ss dXNlcjpwYTo%2Fc3M%3D fr3sh //jane:l0cated@h /next Secure"};
    auto const kept = record_exchange(sent, &in);
    BOOST_TEST(kept.request_headers[2].value == "https://[redacted]@h/");
    BOOST_TEST(kept.response_headers[0].value == "https://[redacted]@api.example/next");
    BOOST_TEST(kept.response_headers[2].value == "[redacted]");
    BOOST_TEST(kept.response_body ==
               "[redacted] [redacted] [redacted] [redacted] [redacted] //[redacted]@h /next Secure");
}

BOOST_AUTO_TEST_CASE(parameters_are_redacted_in_bodies_of_unknown_types)
{
    descry::request const sent{"GET", "https://api.example", "/", {}, ""};
    descry::response const in{200, {}, R"({"a":1,"a":"https:\/\/h\/?x=1\u0026s\u0069g=abcd1234"} abcd1234)"};
    BOOST_TEST(record_exchange(sent, &in).response_body ==
               R"({"a":1,"a":"https:\/\/h\/?x=1\u0026s\u0069g=redacted"} [redacted])");
}

// Storing each of the values together with the values nested in it would take a hundred gigabytes.
BOOST_AUTO_TEST_CASE(nested_parameters_are_redacted_with_the_outer_one)
{
    std::string body;
    for (int i = 0; i != 200'000; ++i) body += "?sig=";
    descry::request const sent{"GET", "https://api.example", "/", {}, ""};
    descry::response const in{200, {}, body};
    BOOST_TEST(record_exchange(sent, &in).response_body == "?sig=redacted");
}

BOOST_AUTO_TEST_CASE(further_fields_and_parameters_are_redacted_by_name)
{
    descry::request const sent{"GET", "https://api.example", "/a?pin=1234", {{"X-My-Secret", "abc"}}, ""};
    descry::response const in{200, {{"x-my-secret", "def"}}, "see /b?pin=5678"};
    secret_names const names{.headers = {"x-my-secret"}, .parameters = {"pin"}};
    auto const kept = record_exchange(sent, &in, names);
    BOOST_TEST(kept.target == "/a?pin=redacted");
    BOOST_TEST(kept.request_headers.at(0).value == "[redacted]");
    BOOST_TEST(kept.response_headers.at(0).value == "[redacted]");
    BOOST_TEST(kept.response_body == "see /b?pin=redacted");
    BOOST_TEST(scripted_transport(replay({kept}, names)).send(sent, descry::steady_time::max()).has_value());
}

BOOST_AUTO_TEST_CASE(a_parameter_is_recognized_in_any_encoding)
{
    descry::request const sent{"GET", "https://api.example", "/a?%73ig=abcd%2F1234&100%=b&Ap%69%5Fkey=k", {}, ""};
    descry::response const in{200, {{"X-Seen", "abcd/1234"}}, "<a href='/b?x=1&amp;s%69g=efgh5678'>efgh5678</a>"};
    auto const kept = record_exchange(sent, &in);
    BOOST_TEST(kept.target == "/a?%73ig=redacted&100%=b&Ap%69%5Fkey=redacted");
    BOOST_TEST(kept.response_headers.at(0).value == "[redacted]");
    BOOST_TEST(kept.response_body == "<a href='/b?x=1&amp;s%69g=redacted'>[redacted]</a>");
    BOOST_TEST(scripted_transport(replay({kept})).send(sent, descry::steady_time::max()).has_value());
}

BOOST_AUTO_TEST_CASE(a_plus_in_a_parameter_may_be_a_space_in_the_response)
{
    descry::request const sent{"GET", "https://api.example", "/a?sig=ab+cd%2Fef12", {}, ""};
    descry::response const in{403, {{"X-Seen", "ab+cd/ef12"}}, "not ab cd/ef12, not ab+cd%2Fef12"};
    auto const kept = record_exchange(sent, &in);
    BOOST_TEST(kept.response_headers.at(0).value == "[redacted]");
    BOOST_TEST(kept.response_body == "not [redacted], not [redacted]");
}

BOOST_AUTO_TEST_CASE(signatures_are_redacted_in_urls_in_parameters_and_replayed)
{
    descry::request const sent{
        "POST",
        "https://api.example",
        "/a?return=https%3A%2F%2Fx%3Fsig%3Dabcd1234%26to%3Dhttps%253A%252F%252Fy%253Fkey%253Dk&b=%2F",
        {{"Content-Type", "application/x-www-form-urlencoded"}},
        "redirect_uri=https%3A%2F%2Fx%3Fcode%3Dwxyz9876&scope=%2F&next=/n?code=1"};
    descry::response const in{200, {}, "abcd1234 wxyz9876"};
    auto const kept = record_exchange(sent, &in);
    BOOST_TEST(kept.target ==
               "/a?return=https%3A%2F%2Fx%3Fsig%3Dredacted%26to%3Dhttps%253A%252F%252Fy%253Fkey%253Dredacted&b=%2F");
    BOOST_TEST(kept.request_body == "redirect_uri=https%3A%2F%2Fx%3Fcode%3Dredacted&scope=%2F&next=/n?code=redacted");
    BOOST_TEST(kept.response_body == "[redacted] [redacted]");

    scripted_transport replayed(replay({kept, kept}));
    BOOST_TEST(replayed.send(sent, descry::steady_time::max()).has_value());
    BOOST_TEST(
        replayed.send({"POST", "https://api.example", kept.target, {}, ""}, descry::steady_time::max()).has_value());
}

BOOST_AUTO_TEST_CASE(further_members_are_redacted_by_name)
{
    auto const text = write_recording(record_a_session({.members = {"phoneNumber"}}));
    BOOST_TEST(text.find("4255555555") == std::string::npos);
    BOOST_TEST(write_recording(record_a_session()).find("4255555555") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(members_parameters_and_fields_of_usual_or_declared_names_are_redacted_and_replayed)
{
    static constexpr std::string_view members[] = {"pin_code"}, fields[] = {"X-Pin"},
                                      readable[] = {"word_token", "pin_code"};
    descry::request sent{"POST",
                         "https://api.example",
                         "/a?pinCode=1234&auth[token]=abc&page_token=2",
                         {{"X-Pin", "5678"}, {"X-Vault-Token", "abc"}},
                         R"({"pinCode":"1234","apiKey":"key-1","next_page_token":"2","wordToken":"noun"})"};
    sent.sensitive = members;
    sent.readable_members = readable;
    sent.secret_headers = fields;
    descry::response const in{200, {{"x-pin", "9"}}, R"({"secret":"key-2","seen":"key-1 1234 5678"})"};
    auto const kept = record_exchange(sent, &in);
    BOOST_TEST(kept.target == "/a?pinCode=redacted&auth[token]=redacted&page_token=2");
    BOOST_TEST(kept.request_headers.at(0).value == "[redacted]");
    BOOST_TEST(kept.request_headers.at(1).value == "[redacted]");
    BOOST_TEST(kept.request_body ==
               R"({"pinCode":"[redacted]","apiKey":"[redacted]","next_page_token":"2","wordToken":"noun"})");
    BOOST_TEST(kept.response_headers.at(0).value == "[redacted]");
    BOOST_TEST(kept.response_body == R"({"secret":"[redacted]","seen":"[redacted] [redacted] [redacted]"})");
    BOOST_TEST(scripted_transport(replay({kept})).send(sent, descry::steady_time::max()).has_value());
}

BOOST_AUTO_TEST_CASE(an_exchange_without_response_is_recorded_as_such)
{
    auto const recorder = std::make_shared<descry::testing::recording_transport>(
        std::make_shared<scripted_transport>([](descry::request const&) -> descry::result<descry::response> {
            return descry::failure(descry::errc::connection_refused);
        }));
    BOOST_TEST((recorder->send({"GET", "https://api.example", "/a", {}, ""}, descry::steady_time::max()).error() ==
                descry::errc::connection_refused));
    BOOST_TEST(recorder->recorded().at(0).status == 0u);
    scripted_transport replayed(replay(recorder->recorded()));
    BOOST_TEST((replayed.send({"GET", "https://api.example", "/a", {}, ""}, descry::steady_time::max()).error() ==
                descry::errc::transport_failure));
}

BOOST_AUTO_TEST_SUITE_END()
