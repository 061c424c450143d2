// The Big List of Naughty Strings, from the client to the emulator and back: in bodies, keys, queries and fields.
#include <boost/test/unit_test.hpp>

#include <descry/client.hpp>
#include <descry/json.hpp>
#include <descry/rest/resource.hpp>
#include <descry/testing/emulator.hpp>
#include <descry/testing/scripted_transport.hpp>

#include <support/data_file.hpp>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

BOOST_AUTO_TEST_SUITE(naughty_strings)

namespace {

struct word {
    std::string text;
    std::map<std::string, std::string> by_name;
    std::vector<std::string> list;
    descry::extras extras;
};
BOOST_DESCRIBE_STRUCT(word, (), (text, by_name, list, extras))
struct word_key {
    std::string id;
};
BOOST_DESCRIBE_STRUCT(word_key, (), (id))
struct words : descry::resource<word, word_key, "/words/{id}", descry::get, descry::put<>, descry::patch<>> {};

struct word_query {
    std::optional<std::string> text{};
    std::vector<std::string> list{};
};
BOOST_DESCRIBE_STRUCT(word_query, (), (text, list))
struct echo_of_query : descry::resource<std::vector<std::string>, word_key, "/queries/{id}",
                                        descry::with_query<descry::get, word_query>> {};

bool has_control_character(std::string const& text)
{
    return std::ranges::any_of(text, [](char c) { return (c >= 0 && c < ' ') || c == '\x7F'; });
}

std::vector<std::string> strings()
{
    std::vector<std::string> out;
    for (auto const& fields : data_file::lines_of("naughty_strings.tsv")) out.push_back(fields.at(0));
    BOOST_TEST_REQUIRE(out.size() == 485u);
    return out;
}

/// A client of an emulator, which sends the field `X-Text` back.
struct text_service {
    descry::testing::emulator emulator;
    std::shared_ptr<descry::testing::scripted_transport> transport =
        std::make_shared<descry::testing::scripted_transport>([this](descry::request const& request) {
            auto response = emulator(request);
            response.headers.push_back({"X-Text", std::string(descry::find_header(request.headers, "X-Text"))});
            return response;
        });
    descry::client client{{.base_url = "https://words.example", .custom_transport = transport}, {}};

    text_service()
    {
        emulator.serve<words>();
        emulator.serve<echo_of_query>();
        emulator.on<echo_of_query>([](word_key const& key, word_query const& query) {
            std::vector<std::string> out{key.id, query.text.value_or("")};
            out.insert(out.end(), query.list.begin(), query.list.end());
            return out;
        });
    }
};

}  // namespace

BOOST_FIXTURE_TEST_CASE(survive_in_bodies, text_service)
{
    emulator.seed<words>({"x"}, word{});
    auto const at = client.at<words>({"x"});
    for (auto const& text : strings()) BOOST_TEST_CONTEXT(text)
        {
            word sent{text, {{text, text}}, {text, "", text}, {}};
            sent.extras.set("more" + text, descry::write_json(text));
            auto const before = at.get();
            BOOST_TEST(descry::write_json(at.patch(before, sent)) == descry::write_json(sent));
            at.update(sent);
            BOOST_TEST(descry::write_json(at.get()) == descry::write_json(sent));
        }
}

BOOST_FIXTURE_TEST_CASE(survive_in_keys_or_are_refused, text_service)
{
    for (auto const& text : strings()) BOOST_TEST_CONTEXT(text)
        {
            auto const read = client.at<echo_of_query>({text}).try_get();
            if (text.empty())
                BOOST_TEST((read.error() == descry::errc::empty_key));
            else if (has_control_character(text) || text == "." || text == "..")
                BOOST_TEST((read.error() == descry::errc::unsafe_key));
            else
                BOOST_TEST(read.value().at(0) == text);
        }
}

BOOST_FIXTURE_TEST_CASE(survive_in_queries, text_service)
{
    auto const at = client.at<echo_of_query>({"x"});
    for (auto const& text : strings()) BOOST_TEST_CONTEXT(text)
        {
            auto const read = at.try_get({.text = text, .list = {text, "-", text}});
            if (text.empty())
                BOOST_TEST((read.error() == descry::errc::empty_query));
            else
                BOOST_TEST((read.value() == std::vector<std::string>{"x", text, text, "-", text}));
        }
}

BOOST_FIXTURE_TEST_CASE(survive_in_fields_or_are_refused, text_service)
{
    emulator.seed<words>({"x"}, word{});
    for (auto const& text : strings()) BOOST_TEST_CONTEXT(text)
        {
            auto const head = std::make_shared<descry::response_head>();
            auto const read = client.at<words>({"x"}).with({.headers = {{"X-Text", text}}, .head = head}).try_get();
            if (!read)
                BOOST_TEST((read.error() == descry::errc::unsafe_header && has_control_character(text)));
            else
                BOOST_TEST(descry::find_header(head->headers, "X-Text") == text);
        }
}

BOOST_AUTO_TEST_SUITE_END()
