// Several documents at one path, told apart by a query or a media type.
#include <descry/testing/emulator.hpp>

#include <boost/describe/class.hpp>
#include <boost/test/unit_test.hpp>

#include <descry/client.hpp>
#include <descry/client/pages.hpp>
#include <descry/http/sinks.hpp>
#include <descry/json.hpp>
#include <descry/testing/scripted_transport.hpp>

#include <support/allocations.hpp>

#include <cstddef>
#include <functional>
#include <memory>
#include <new>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace emulator_representations {

namespace {

struct stored_object {
    std::string name{};
    std::optional<std::string> note{};
};
BOOST_DESCRIBE_STRUCT(stored_object, (), (name, note))
struct object_key {
    std::string bucket{}, object{};
};
BOOST_DESCRIBE_STRUCT(object_key, (), (bucket, object))
struct bucket_key {
    std::string bucket{};
};
BOOST_DESCRIBE_STRUCT(bucket_key, (), (bucket))
struct media {
    std::string alt = "media";
    std::optional<std::string> generation{};
};
BOOST_DESCRIBE_STRUCT(media, (), (alt, generation))
struct object_page {
    std::vector<stored_object> items{};
    std::optional<std::string> next_page_token{};
};
BOOST_DESCRIBE_STRUCT(object_page, (), (items, next_page_token))
struct page_query {
    std::optional<std::string> page_token{};
};
BOOST_DESCRIBE_STRUCT(page_query, (), (page_token))

struct metadata : descry::resource<stored_object, object_key, "/b/{bucket}/o/{object}", descry::get, descry::put<>,
                                   descry::patch<>, descry::remove<>> {};
struct contents : descry::resource<descry::nothing, object_key, "/b/{bucket}/o/{object}",
                                   descry::with_query<descry::download<>, media>> {};
struct objects : descry::resource<object_page, bucket_key, "/b/{bucket}/o",
                                  descry::in_pages<descry::with_query<descry::get, page_query>, &object_page::items,
                                                   descry::by_token<"pageToken", &object_page::next_page_token>>,
                                  descry::create<stored_object>> {};

struct numbered_object {
    std::string name{};
    std::optional<std::string> generation{};
};
BOOST_DESCRIBE_STRUCT(numbered_object, (), (name, generation))
using generation = descry::if_match_in_query<"ifGenerationMatch", &numbered_object::generation>;
struct numbered : descry::resource<numbered_object, object_key, "/numbered/{bucket}/{object}", descry::get,
                                   descry::remove<generation>> {};
struct numbered_contents : descry::resource<descry::nothing, object_key, "/numbered/{bucket}/{object}",
                                            descry::with_query<descry::download<>, media>> {};

// Both in one resource.
struct both : descry::resource<stored_object, object_key, "/s/{bucket}/{object}", descry::get,
                               descry::with_query<descry::download<>, media>, descry::remove<>> {};

// Told apart by their media types, of which one is a text.
struct source : descry::resource<stored_object, object_key, "/sources/{bucket}/{object}", descry::get> {};
struct raw_source : descry::resource<std::string, object_key, "/sources/{bucket}/{object}",
                                     descry::with_response<descry::get, descry::text<"application/vnd.sources.raw">>> {
};
struct zipped_source
    : descry::resource<descry::nothing, object_key, "/sources/{bucket}/{object}", descry::download<"application/zip">> {
};

// Told apart by the value of a parameter.
struct full_object {
    std::string name{}, owner{};
};
BOOST_DESCRIBE_STRUCT(full_object, (), (name, owner))
struct basic_view {
    std::string view = "BASIC";
};
BOOST_DESCRIBE_STRUCT(basic_view, (), (view))
struct full_view {
    std::string view = "FULL";
};
BOOST_DESCRIBE_STRUCT(full_view, (), (view))
struct basic : descry::resource<stored_object, object_key, "/views/{bucket}/{object}",
                                descry::with_query<descry::get, basic_view>, descry::or_create<descry::put<>>,
                                descry::with_query<descry::patch<>, basic_view>> {};
struct full
    : descry::resource<full_object, object_key, "/views/{bucket}/{object}", descry::with_query<descry::get, full_view>,
                       descry::with_query<descry::patch<>, full_view>> {};
struct full_page {
    std::vector<full_object> items{};
};
BOOST_DESCRIBE_STRUCT(full_page, (), (items))
struct basic_list
    : descry::resource<object_page, bucket_key, "/views/{bucket}", descry::with_query<descry::get, basic_view>> {};
struct full_list : descry::resource<full_page, bucket_key, "/views/{bucket}",
                                    descry::with_query<descry::get, full_view>, descry::create<full_object>> {};

// Told apart by the names of parameters, or by what their clients send by default.
struct by_fifty {
    std::optional<int> page_size = 50;
};
BOOST_DESCRIBE_STRUCT(by_fifty, (), (page_size))
struct by_twenty {
    std::optional<int> page_size = 20;
    std::optional<std::string> filter{};
};
BOOST_DESCRIBE_STRUCT(by_twenty, (), (page_size, filter))
struct plain : descry::resource<stored_object, object_key, "/ranked/{bucket}/{object}",
                                descry::with_query<descry::get, by_fifty>> {};
struct filtered : descry::resource<full_object, object_key, "/ranked/{bucket}/{object}",
                                   descry::with_query<descry::get, by_twenty>> {};
struct projected {
    std::optional<std::string> generation{}, projection{};
};
BOOST_DESCRIBE_STRUCT(projected, (), (generation, projection))
struct contents_with_alt : descry::resource<descry::nothing, object_key, "/alt/{bucket}/{object}",
                                            descry::with_query<descry::download<>, media>> {};
struct metadata_without_alt : descry::resource<stored_object, object_key, "/alt/{bucket}/{object}",
                                               descry::with_query<descry::get, projected>> {};

struct fixture {
    descry::testing::emulator under_test{};
    descry::client client{
        {.base_url = "https://storage.example",
         .custom_transport = std::make_shared<descry::testing::scripted_transport>(std::ref(under_test))}};
    object_key const key{"b", "o"};

    fixture()
    {
        under_test.serve<metadata>();
        under_test.serve<contents>();
        under_test.serve<objects>();
        under_test.serve<numbered>();
        under_test.serve<numbered_contents>();
        under_test.serve<both>();
        under_test.serve<source>();
        under_test.serve<raw_source>();
        under_test.serve<zipped_source>();
        under_test.serve<basic>();
        under_test.serve<full>();
        under_test.serve<plain>();
        under_test.serve<filtered>();
        under_test.serve<contents_with_alt>();
        under_test.serve<metadata_without_alt>();
    }

    template <class R>
    std::string file()
    {
        descry::text_sink out(100);
        auto const done = client.at<R>(key).try_download(out);
        return done ? out.text() : std::to_string(done.error()->status);
    }

    descry::response get(std::string target)
    {
        return under_test({"GET", "", std::move(target), {{"Accept", "*/*"}}, {}});
    }
};

}  // namespace

}  // namespace emulator_representations

BOOST_FIXTURE_TEST_SUITE(emulator_representations, fixture)

BOOST_AUTO_TEST_CASE(a_document_and_a_file_share_a_path)
{
    under_test.seed<metadata>(key, {.name = "o"});
    BOOST_TEST(file<contents>() == "404");
    under_test.seed_file<contents>(key, "image/png", "PNG");
    BOOST_TEST(file<contents>() == "PNG");
    BOOST_TEST(client.at<metadata>(key).get().name == "o");
    BOOST_TEST(get("/b/b/o/o").body == R"({"name":"o"})");
    BOOST_TEST(get("/b/b/o/o?alt=media").body == "PNG");

    // A change of one keeps the other, and they are deleted together.
    client.at<metadata>(key).update({.name = "o", .note = "new"});
    client.at<metadata>(key).patch({.name = "o", .note = "new"}, {.name = "p", .note = "new"});
    BOOST_TEST(under_test.stored<metadata>(key)->name == "p");
    under_test.change<metadata>(key, [](stored_object& held) { held.name = "q"; });
    under_test.seed_file<contents>(key, "image/png", "GIF");
    BOOST_TEST(client.at<metadata>(key).get().name == "q");
    BOOST_TEST(file<contents>() == "GIF");
    BOOST_TEST(under_test.stored<contents>(key).has_value());
    client.at<metadata>(key).remove();
    BOOST_TEST(file<contents>() == "404");
    BOOST_TEST(client.at<metadata>(key).try_get().error()->status == 404u);
    BOOST_TEST(!under_test.stored<contents>(key).has_value());

    // In one resource, in the other order.
    under_test.seed_file<both>(key, "image/png", "PNG");
    under_test.seed<both>(key, {.name = "o"});
    BOOST_TEST(file<both>() == "PNG");
    BOOST_TEST(client.at<both>(key).get().name == "o");
    BOOST_TEST(under_test.erase<both>(key));
    BOOST_TEST(file<both>() == "404");
}

BOOST_AUTO_TEST_CASE(a_change_of_a_document_leaves_a_file_without_one_as_it_is)
{
    under_test.seed_file<contents>(key, "image/png", "PNG");
    auto const at = client.at<metadata>(key);
    BOOST_TEST(at.try_update({.name = "n"}).error()->status == 404u);
    BOOST_TEST(at.try_patch({.name = "o"}, {.name = "n"}).error()->status == 404u);
    BOOST_TEST(!under_test.stored<metadata>(key).has_value());
    BOOST_CHECK_THROW(under_test.change<metadata>(key, [](stored_object&) {}), std::out_of_range);
    BOOST_TEST(file<contents>() == "PNG");

    std::vector<descry::header> const if_absent{{"Content-Type", "application/json"}, {"If-None-Match", "*"}};
    BOOST_TEST(under_test({"PUT", "", "/b/b/o/o", if_absent, R"({"name":"n"})"}).status == 201u);
    BOOST_TEST(at.get().name == "n");
    BOOST_TEST(file<contents>() == "PNG");

    under_test.seed_file<contents>({"b", "alone"}, "image/png", "PNG");
    BOOST_TEST(client.at<metadata>({"b", "alone"}).try_remove().has_value());
    BOOST_TEST(get("/b/b/o/alone?alt=media").status == 404u);
}

BOOST_AUTO_TEST_CASE(a_file_has_no_version)
{
    under_test.seed_file<numbered_contents>(key, "image/png", "PNG");
    BOOST_TEST(under_test({"DELETE", "", "/numbered/b/o?ifGenerationMatch=1", {}, {}}).status == 412u);
    BOOST_TEST(file<numbered_contents>() == "PNG");
}

BOOST_AUTO_TEST_CASE(a_document_for_which_there_is_no_memory_is_not_there)
{
    for (std::size_t n = 1, done = 0; done != 2; ++n) {
        done = 0;
        fixture made;
        auto const attempt = [&](auto const& store) {
            allocations::failure_of_one const failure(n);
            try {
                store();
                ++done;
            } catch (std::bad_alloc const&) {
            }
        };
        attempt([&] { made.under_test.seed<metadata>({"b", "seeded"}, {.name = "o"}); });
        BOOST_TEST(made.get("/b/b/o/seeded").status == (done == 1 ? 200u : 404u));
        BOOST_TEST(made.under_test.erase<metadata>({"b", "seeded"}) == (done == 1));

        descry::request const put{
            "PUT", "", "/views/b/o", {{"Content-Type", "application/json"}}, R"({"name":"a name of some length"})"};
        attempt([&] { made.under_test(put); });
        auto const shown = made.get("/views/b/o?view=BASIC").status;
        BOOST_TEST((shown == 200u || shown == 404u));
        BOOST_TEST(made.under_test.erase<basic>(made.key) == (shown == 200u));
    }
}

BOOST_AUTO_TEST_CASE(a_list_has_the_documents_and_not_the_files)
{
    under_test.seed_file<contents>({"b", "2"}, "image/png", "PNG");
    under_test.seed_file<contents>({"b", "1"}, "image/png", "PNG");
    under_test.seed<metadata>({"b", "1"}, {.name = "1"});
    client.at<objects>({"b"}).create({.name = "3"});
    std::string names;
    for (auto const& each : client.at<objects>({"b"}).all()) names += each.name;
    BOOST_TEST(names == "13");
}

BOOST_AUTO_TEST_CASE(documents_are_told_apart_by_their_media_types)
{
    under_test.seed<source>(key, {.name = "o"});
    under_test.seed<raw_source>(key, "int main() {}\n");
    under_test.seed_file<zipped_source>(key, "application/zip", "PK");
    BOOST_TEST(client.at<source>(key).get().name == "o");
    BOOST_TEST(client.at<raw_source>(key).get() == "int main() {}\n");
    BOOST_TEST(file<zipped_source>() == "PK");
    auto const accepted = [&](std::vector<descry::header> fields) {
        return under_test({"GET", "", "/sources/b/o", std::move(fields), {}}).body;
    };
    // A media type is not a part of another one.
    BOOST_TEST(accepted({{"Accept", "application/vnd.sources.raw2, Application/Zip;q=0.5"}}) == "PK");
    BOOST_TEST(accepted({{"Accept", "text/html"}, {"Accept", "application/zip"}}) == "PK");
    BOOST_TEST(accepted({{"Accept", "application/zipped"}}) == R"({"name":"o"})");
}

BOOST_AUTO_TEST_CASE(documents_are_told_apart_by_the_value_of_a_parameter)
{
    // What was stored for one is read by the other until that is stored too.
    client.at<basic>(key).update({.name = "o"});
    BOOST_TEST(get("/views/b/o?view=FULL").body == R"({"name":"o"})");
    under_test.seed<full>(key, {"o", "Ada"});
    BOOST_TEST(client.at<basic>(key).get().name == "o");
    BOOST_TEST(client.at<full>(key).get().owner == "Ada");
    BOOST_TEST(get("/views/b/o?view=BASIC").body == R"({"name":"o"})");
    under_test.change<full>(key, [](full_object& held) { held.owner = "Bob"; });
    BOOST_TEST(client.at<full>(key).get().owner == "Bob");
    BOOST_TEST(!under_test.stored<basic>(key)->note);

    under_test.erase<basic>(key);
    under_test.seed<full>(key, {"p", "Ada"});
    under_test.change<basic>(key, [](stored_object& held) { held.note = "seen"; });
    BOOST_TEST(get("/views/b/o?view=FULL").body == R"({"name":"p","note":"seen"})");
}

BOOST_AUTO_TEST_CASE(a_patch_has_the_model_of_the_document)
{
    under_test.seed<basic>(key, {.name = "o"});
    under_test.seed<full>(key, {"o", "Ada"});
    client.at<full>(key).patch({"o", "Ada"}, {"p", "Ada"});
    BOOST_TEST(get("/views/b/o?view=FULL").body == R"({"name":"p","owner":"Ada"})");
    client.at<basic>(key).patch({.name = "o"}, {.name = "o", .note = "x"});
    BOOST_TEST(get("/views/b/o?view=BASIC").body == R"({"name":"o","note":"x"})");

    // Also where it is read in place of one that was not stored.
    under_test.erase<basic>(key);
    under_test.seed<full>(key, {"o", "Ada"});
    client.at<basic>(key).patch({.name = "o"}, {.name = "q"});
    BOOST_TEST(get("/views/b/o?view=FULL").body == R"({"name":"q","owner":"Ada"})");
}

BOOST_AUTO_TEST_CASE(an_element_is_added_to_the_list_of_its_resource)
{
    descry::testing::emulator lists;
    lists.serve<basic_list>();
    lists.serve<full_list>();
    descry::request const post{
        "POST", "", "/views/b", {{"Content-Type", "application/json"}}, R"({"name":"o","owner":"Ada"})"};
    BOOST_TEST(lists(post).status == 201u);
    BOOST_TEST(lists.stored<full_list>({"b"})->items.size() == 1u);
    lists.seed<basic_list>({"b"}, {.items = {{.name = "n"}}});
    BOOST_TEST(lists(post).status == 201u);
    BOOST_TEST(lists.stored<full_list>({"b"})->items.size() == 2u);
    BOOST_TEST(lists.stored<full_list>({"b"})->items.back().owner == "Ada");
    BOOST_TEST(lists.stored<basic_list>({"b"})->items.size() == 1u);
}

BOOST_AUTO_TEST_CASE(what_declares_the_parameters_of_a_request_is_read_rather_than_what_has_their_values_by_default)
{
    under_test.seed<plain>(key, {.name = "plain"});
    under_test.seed<filtered>(key, {"filtered", "Ada"});
    auto const named = [&](std::string const& query) {
        return descry::read_json<stored_object>(get("/ranked/b/o" + query).body)->name;
    };
    BOOST_TEST(named("?pageSize=50") == "plain");
    BOOST_TEST(named("?pageSize=20") == "filtered");
    BOOST_TEST(named("?pageSize=50&filter=x") == "filtered");
}

BOOST_AUTO_TEST_CASE(what_lacks_a_value_by_default_is_read_by_requests_that_lack_it_too)
{
    under_test.seed_file<contents_with_alt>(key, "image/png", "PNG");
    under_test.seed<metadata_without_alt>(key, {.name = "o"});
    auto const json = R"({"name":"o"})";
    for (std::string const query : {"?alt=media", "?alt=media&generation=1", "?alt=media&projection=full"})
        BOOST_TEST(get("/alt/b/o" + query).body == "PNG");
    for (std::string const query : {"", "?generation=1", "?projection=full", "?generation=1&projection=full"})
        BOOST_TEST(get("/alt/b/o" + query).body == json);
    BOOST_TEST(client.at<metadata_without_alt>(key).get({.generation = "1"}).name == "o");
    BOOST_TEST(file<contents_with_alt>() == "PNG");
}

BOOST_AUTO_TEST_SUITE_END()
