#include <descry/http/sinks.hpp>

#include <boost/test/unit_test.hpp>
#include <support/temporary_folder.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace fs = std::filesystem;

namespace {

std::string content(fs::path const& path)
{
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sinks)

BOOST_AUTO_TEST_CASE(a_file_has_its_name_once_it_is_complete)
{
    temporary_folder const in;
    auto const path = in / "invoice.pdf";
    descry::file_sink sink(path);
    BOOST_TEST(in.size() == 0u);
    BOOST_TEST(sink.begin(7));
    BOOST_TEST(sink.write("one "));
    BOOST_TEST(!fs::exists(path));
    BOOST_TEST(in.size() == 1u);
    BOOST_TEST(sink.write("two"));
    BOOST_TEST(sink.end());
    BOOST_TEST(content(path) == "one two");
    BOOST_TEST(in.size() == 1u);
    BOOST_TEST((sink.path() == path));
}

BOOST_AUTO_TEST_CASE(a_file_may_have_the_longest_name)
{
    temporary_folder const in;
    auto const path = in / std::string(255, 'a');
    descry::file_sink sink(path);
    BOOST_TEST(sink.begin({}));
    BOOST_TEST(sink.write("1"));
    BOOST_TEST(sink.end());
    BOOST_TEST(content(path) == "1");
}

BOOST_AUTO_TEST_CASE(an_incomplete_file_is_removed)
{
    temporary_folder const in;
    {
        descry::file_sink sink(in / "invoice.pdf");
        sink.begin({});
        sink.write("half");
    }
    BOOST_TEST(in.size() == 0u);
}

BOOST_AUTO_TEST_CASE(a_file_can_begin_again_and_replaces_another)
{
    temporary_folder const in;
    auto const path = in / "invoice.pdf";
    std::ofstream(path) << "an older one";
    descry::file_sink sink(path);
    sink.begin({});
    sink.write("half of it");
    sink.begin({});
    sink.write("all");
    BOOST_TEST(content(path) == "an older one");
    sink.end();
    BOOST_TEST(content(path) == "all");
    sink.begin({});
    sink.write("once more");
    sink.end();
    BOOST_TEST(content(path) == "once more");
    BOOST_TEST(in.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_file_keeps_its_permissions_and_its_links)
{
    temporary_folder const in;
    auto const path = in / "invoice.pdf";
    std::ofstream(path) << "an older one";
    fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
    fs::create_symlink("invoice.pdf", in / "link");
    descry::file_sink sink(in / "link");
    sink.begin({});
    sink.write("all");
    sink.end();
    BOOST_TEST(fs::is_symlink(in / "link"));
    BOOST_TEST(content(path) == "all");
    BOOST_TEST((fs::status(path).permissions() == (fs::perms::owner_read | fs::perms::owner_write)));
    BOOST_TEST(in.size() == 2u);
}

BOOST_AUTO_TEST_CASE(a_file_that_cannot_be_made_is_an_error_of_the_system)
{
    temporary_folder const in;
    descry::file_sink nowhere(in / "no such folder" / "x");
    BOOST_CHECK_THROW(nowhere.begin({}), std::system_error);
    fs::create_directories(in / "taken" / "by a folder");
    descry::file_sink taken(in / "taken");
    BOOST_CHECK_THROW(taken.begin({}), std::system_error);
    descry::file_sink taken_later(in / "later");
    taken_later.begin({});
    fs::create_directories(in / "later" / "by a folder");
    BOOST_CHECK_THROW(taken_later.end(), std::system_error);
    descry::file_sink device("/dev/null");
    BOOST_CHECK_THROW(device.begin({}), std::system_error);
    BOOST_TEST(in.size() == 2u);
}

BOOST_AUTO_TEST_CASE(a_string_has_a_limit)
{
    descry::text_sink sink(5);
    BOOST_TEST(sink.begin({}));
    BOOST_TEST(sink.write("123"));
    BOOST_TEST(sink.write("45"));
    auto const states_it = [](std::length_error const& e) {
        return std::string_view(e.what()) == "it has more than 5 octets";
    };
    BOOST_CHECK_EXCEPTION(sink.write("6"), std::length_error, states_it);
    BOOST_CHECK_EXCEPTION(sink.begin(6), std::length_error, states_it);
    BOOST_TEST(sink.text().empty());
    BOOST_TEST(sink.begin(5));
    BOOST_TEST(sink.write("abcde"));
    BOOST_TEST(std::move(sink).text() == "abcde");
}

BOOST_AUTO_TEST_CASE(a_function_takes_pieces)
{
    std::string all;
    descry::function_sink sink(
        [&](std::string_view piece) {
            all += piece;
            return all.size() < 4;
        },
        [&] { all.clear(); });
    BOOST_TEST(sink.begin({}));
    BOOST_TEST(sink.write("ab"));
    BOOST_TEST(sink.begin({}));
    BOOST_TEST(all.empty());
    BOOST_TEST(sink.write("abc"));
    BOOST_TEST(!sink.write("d"));
    BOOST_TEST(descry::function_sink([](std::string_view) { return true; }).begin({}));
}

BOOST_AUTO_TEST_CASE(progress_is_reported)
{
    using step = std::pair<std::uint64_t, std::optional<std::uint64_t>>;
    std::vector<step> seen;
    auto const tell = [&](std::uint64_t so_far, std::optional<std::uint64_t> total) {
        seen.push_back({so_far, total});
    };
    descry::text_sink text(8);
    descry::progress_sink sink(text, tell);
    sink.begin(5);
    sink.write("ab");
    sink.begin({});
    sink.write("abc");
    sink.write("de");
    BOOST_TEST(sink.end());
    BOOST_TEST((seen == std::vector<step>{{0, 5}, {2, 5}, {0, {}}, {3, {}}, {5, {}}}));
    BOOST_TEST(text.text() == "abcde");

    descry::progress_sink limited(std::make_shared<descry::text_sink>(2), tell);
    BOOST_CHECK_THROW(limited.begin(3), std::length_error);
    descry::function_sink none([](std::string_view) { return false; });
    descry::progress_sink refused(none, tell);
    BOOST_TEST(refused.begin(2));
    BOOST_TEST(!refused.write("abc"));
    BOOST_TEST(seen.size() == 6u);
}

BOOST_AUTO_TEST_SUITE_END()
