#include <boost/test/unit_test.hpp>

#include <descry/model/omittable.hpp>
#include <descry/rest/resource.hpp>

#include <optional>
#include <string>
#include <string_view>

BOOST_AUTO_TEST_SUITE(resource)

namespace {

struct state {
    std::optional<std::string> tag;
};
BOOST_DESCRIBE_STRUCT(state, (), (tag))

struct document {
    std::optional<state> meta;
    std::string plain;
};
BOOST_DESCRIBE_STRUCT(document, (), (meta, plain))

struct draft {
    descry::omittable<state> meta;
};
BOOST_DESCRIBE_STRUCT(draft, (), (meta))

struct document_key {
    std::string id{};
};
BOOST_DESCRIBE_STRUCT(document_key, (), (id))

using by_meta = descry::if_match<&document::meta, &state::tag>;
using by_plain = descry::if_match<&document::plain>;

struct documents : descry::resource<document, document_key, "/documents/{id}", descry::get,
                                    descry::put<by_meta, descry::credential_kind::app_user>> {};
struct news : descry::resource<document, descry::nothing, "/news", descry::get,
                               descry::watch<descry::events<descry::text<>>, draft>> {};
struct rows : descry::resource<document, descry::nothing, "/rows", descry::get,
                               descry::watch<descry::ndjson<state, "application/jsonl">>> {};
struct free_documents : descry::resource<document, document_key, "/free/{id}", descry::put<>> {};
struct drafts
    : descry::resource<draft, document_key, "/drafts/{id}", descry::put<descry::if_match<&draft::meta, &state::tag>>> {
};

}  // namespace

BOOST_AUTO_TEST_CASE(a_declaration_becomes_operations)
{
    auto const& read = descry::operation_for<documents, descry::verb_kind::get>();
    BOOST_TEST(read.method == "GET");
    BOOST_TEST(read.path->text == "/documents/{id}");
    BOOST_TEST((read.needs == descry::credential_kind::any));
    BOOST_TEST(bool(read.tag));  // required by the update

    auto const& update = descry::operation_for<documents, descry::verb_kind::put>();
    BOOST_TEST(update.method == "PUT");
    BOOST_TEST((update.needs == descry::credential_kind::app_user));
    BOOST_TEST(bool(update.tag));

    BOOST_TEST((!descry::operation_for<free_documents, descry::verb_kind::put>().tag));
}

BOOST_AUTO_TEST_CASE(a_condition_follows_its_chain)
{
    document d;
    BOOST_TEST(by_meta::tag(d) == "");
    d.meta.emplace();
    BOOST_TEST(by_meta::tag(d) == "");
    d.meta->tag = "e1";
    BOOST_TEST(by_meta::tag(d) == "e1");
    BOOST_TEST(
        (descry::operation_for<documents, descry::verb_kind::put>().tag.in(descry::detail::pointer_to(d)) == "e1"));

    d.plain = "p1";
    BOOST_TEST(by_plain::tag(d) == "p1");
}

BOOST_AUTO_TEST_CASE(a_condition_fills_its_chain)
{
    document d;
    descry::operation_for<documents, descry::verb_kind::put>().tag.store(descry::detail::pointer_to(d), "e2");
    BOOST_TEST(d.meta.value().tag.value() == "e2");
    by_plain::set_tag(d, "p2");
    BOOST_TEST(d.plain == "p2");
}

BOOST_AUTO_TEST_CASE(a_condition_follows_omittable_members)
{
    draft d;
    descry::operation_for<drafts, descry::verb_kind::put>().tag.store(descry::detail::pointer_to(d), "e3");
    BOOST_TEST((descry::operation_for<drafts, descry::verb_kind::put>().tag.in(descry::detail::pointer_to(d)) == "e3"));
}

BOOST_AUTO_TEST_CASE(a_stream_is_an_operation_of_its_own)
{
    auto const& watch = descry::operation_for<rows, descry::verb_kind::watch>();
    BOOST_TEST(watch.method == "GET");
    BOOST_TEST(watch.accept == "application/jsonl");
    BOOST_TEST(watch.idempotent);
    BOOST_TEST((watch.response == &descry::detail::value_type_of<state>));
    auto const& ask = descry::operation_for<news, descry::verb_kind::watch>();
    BOOST_TEST(ask.method == "POST");
    BOOST_TEST(ask.accept == "text/event-stream");
    BOOST_TEST(!ask.idempotent);
    BOOST_TEST((ask.request == &descry::detail::value_type_of<draft>));
    BOOST_TEST((ask.response_coding == descry::body_coding::raw));
}

BOOST_AUTO_TEST_SUITE_END()
