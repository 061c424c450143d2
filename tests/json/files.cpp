#include <descry/json/file.hpp>

#include <boost/describe/class.hpp>
#include <boost/test/unit_test.hpp>
#include <support/allocations.hpp>
#include <support/temporary_folder.hpp>

#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <limits>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>

namespace fs = std::filesystem;

BOOST_AUTO_TEST_SUITE(files)

namespace {

bool folders_are_lost = false;  // fsync of a folder fails

}  // namespace

// In place of the one of the system.
extern "C" int fsync(int fd)
{
    struct stat is {};
    if (!folders_are_lost || fstat(fd, &is) != 0 || !S_ISDIR(is.st_mode))
        return static_cast<int>(syscall(SYS_fsync, fd));
    errno = EIO;
    return -1;
}

namespace {

struct settings {
    std::string host;
    std::optional<int> timeout;
};
BOOST_DESCRIBE_STRUCT(settings, (), (host, timeout))

void write(fs::path const& path, std::string_view content) { std::ofstream(path) << content; }

std::string content_of(fs::path const& path)
{
    std::ostringstream out;
    out << std::ifstream(path).rdbuf();
    return out.str();
}

mode_t permissions_of(fs::path const& path)
{
    struct stat is {};
    BOOST_TEST_REQUIRE(stat(path.c_str(), &is) == 0);
    return is.st_mode & 07777;
}

settings const example{"a", 5};
std::string const example_text = "{\"host\":\"a\",\"timeout\":5}\n";

}  // namespace

BOOST_AUTO_TEST_CASE(are_read_and_written)
{
    temporary_folder const in;
    auto const path = in / "settings.json";
    BOOST_TEST(bool(descry::write_json_file(path, example)));
    BOOST_TEST(content_of(path) == example_text);
    auto const read = descry::read_json_file<settings>(path);
    BOOST_TEST_REQUIRE(bool(read));
    BOOST_TEST(read->host == "a");
    BOOST_TEST(*read->timeout == 5);

    BOOST_TEST(bool(descry::write_json_file(path, example, {.indent = 2})));
    BOOST_TEST(content_of(path) == "{\n  \"host\": \"a\",\n  \"timeout\": 5\n}\n");
    BOOST_TEST(in.size() == 1U);
}

BOOST_AUTO_TEST_CASE(of_any_size_are_read_whole)
{
    temporary_folder const in;
    auto const path = in / "long";
    for (std::size_t const size : {0U, 1U, 4094U, 4095U, 4096U, 4097U, 1'000'000U}) {
        std::string const text(size, 'x');
        BOOST_TEST_REQUIRE(bool(descry::write_json_file(path, text)));
        auto const read = descry::read_json_file<std::string>(path);
        BOOST_TEST_REQUIRE(bool(read));
        BOOST_TEST((*read == text));
    }
}

BOOST_AUTO_TEST_CASE(may_be_limited_in_size)
{
    temporary_folder const in;
    auto const path = in / "settings.json";
    for (std::string const mark : {"", "\xEF\xBB\xBF"}) {
        write(path, mark + example_text);
        BOOST_TEST(bool(descry::read_json_file<settings>(path, {.max_size = example_text.size()})));
        auto const longer = descry::read_json_file<settings>(path, {.max_size = example_text.size() - 1});
        BOOST_TEST((longer.error() == descry::errc::too_large));
    }
    // Endless, so that it is read only up to its limit.
    BOOST_TEST((descry::read_json_file<settings>("/dev/zero", {.max_size = 100}).error() == descry::errc::too_large));
    BOOST_TEST(
        (descry::read_json_file<settings>("/dev/null", {.max_size = 0}).error() == descry::errc::unexpected_end));
}

BOOST_AUTO_TEST_CASE(that_are_too_large_are_not_kept_in_memory)
{
    temporary_folder const in;
    auto const path = in / "long";
    write(path, std::string(1'000'000, 'x'));
    allocations::limit const limited(110'000);
    auto const read = descry::read_json_file<std::string>(path, {.max_size = 100'000});
    BOOST_TEST((read.error() == descry::errc::too_large), read.error().message());
}

BOOST_AUTO_TEST_CASE(may_be_pipes)
{
    temporary_folder const in;
    auto const path = in / "pipe";
    BOOST_TEST_REQUIRE(mkfifo(path.c_str(), 0600) == 0);
    std::string const text(100'000, 'x');
    std::thread writer([&] { write(path, '"' + text + '"'); });
    auto const read = descry::read_json_file<std::string>(path);
    writer.join();
    BOOST_TEST((read.value() == text));
}

BOOST_AUTO_TEST_CASE(are_named_in_failures)
{
    temporary_folder const in;
    auto const path = in / "settings.json";
    write(path, "{\n  // seconds\n  \"timeout\": \"5\",\n}\n");
    auto const why = descry::read_json_file<settings>(path, {.jsonc = true}).error();
    BOOST_TEST(why.message() ==
               path.string() + ": /timeout: expected an integer, found a string at line 3, column 14 (byte 28)");
    BOOST_TEST(why->file == path.string());
    BOOST_TEST((why == descry::errc::unexpected_kind));
}

BOOST_AUTO_TEST_CASE(that_cannot_be_read_are_failures)
{
    temporary_folder const in;
    write(in / "file", "");
    struct {
        fs::path path;
        std::errc code;
    } const table[] = {
        {in / "missing", std::errc::no_such_file_or_directory},
        {in / ".", std::errc::is_a_directory},
        {in / "file/x", std::errc::not_a_directory},
        {"", std::errc::no_such_file_or_directory},
        {std::string(300, 'x'), std::errc::filename_too_long},
    };
    for (auto const& [path, code] : table) {
        auto const why = descry::read_json_file<settings>(path).error();
        BOOST_TEST((why.code() == code), why.message());
        auto const reason = std::make_error_code(code).message();
        BOOST_TEST(why.message() == (path.empty() ? "" : path.string() + ": ") + "cannot be read: " + reason);
        BOOST_TEST(!why.is_transient());
    }
}

BOOST_AUTO_TEST_CASE(that_cannot_be_written_are_failures)
{
    temporary_folder const in;
    write(in / "file", "");
    fs::create_symlink("circle", in / "circle");
    mkfifo((in / "pipe").c_str(), 0600);
    auto const before = in.size();
    struct {
        fs::path path;
        std::errc code;
        std::string step = "cannot be written";
    } const table[] = {
        {in / "missing/x", std::errc::no_such_file_or_directory,
         "cannot create a file in " + (in / "missing").string()},
        {in / ".", std::errc::is_a_directory},
        {in / "file/x", std::errc::not_a_directory, "cannot create a file in " + (in / "file").string()},
        {"", std::errc::no_such_file_or_directory, "cannot be replaced by a new file"},
        {in / "circle", std::errc::too_many_symbolic_link_levels},
        {in / "pipe", std::errc::operation_not_supported},
        {"/dev/null", std::errc::operation_not_supported},
        {"/proc/self/x", std::errc::no_such_file_or_directory, "cannot create a file in /proc/self"},
    };
    for (auto const& [path, code, step] : table) {
        auto const why = descry::write_json_file(path, example).error();
        BOOST_TEST((why.code() == code), why.message());
        auto const reason = std::make_error_code(code).message();
        BOOST_TEST(why.message() == (path.empty() ? "" : path.string() + ": ") + step + ": " + reason);
    }
    BOOST_TEST(in.size() == before);
}

BOOST_AUTO_TEST_CASE(remain_if_their_new_content_has_no_json_form)
{
    temporary_folder const in;
    auto const path = in / "number";
    write(path, "1");
    auto const why = descry::write_json_file(path, std::numeric_limits<double>::infinity()).error();
    BOOST_TEST((why == descry::errc::not_finite));
    BOOST_TEST(why->file == path.string());
    BOOST_TEST(content_of(path) == "1");
    BOOST_TEST(in.size() == 1U);
}

BOOST_AUTO_TEST_CASE(remain_if_the_disk_is_full)
{
    temporary_folder const in;
    auto const path = in / "text";
    write(path, "1");
    rlimit former{};
    BOOST_TEST_REQUIRE(getrlimit(RLIMIT_FSIZE, &former) == 0);
    auto* const handler = std::signal(SIGXFSZ, SIG_IGN);
    rlimit const small{4096, former.rlim_max};
    BOOST_TEST_REQUIRE(setrlimit(RLIMIT_FSIZE, &small) == 0);
    auto const done = descry::write_json_file(path, std::string(10'000, 'x'));
    setrlimit(RLIMIT_FSIZE, &former);
    std::signal(SIGXFSZ, handler);

    BOOST_TEST((done.error().code() == std::errc::file_too_large), done.error().message());
    BOOST_TEST(content_of(path) == "1");
    BOOST_TEST(in.size() == 1U);
}

BOOST_AUTO_TEST_CASE(are_replaced_also_if_their_folder_cannot_be_synchronized)
{
    temporary_folder const in;
    auto const path = in / "settings.json";
    write(path, "1");
    folders_are_lost = true;
    auto const why = descry::write_json_file(path, example).error();
    folders_are_lost = false;
    BOOST_TEST((why.code() == std::errc::io_error));
    BOOST_TEST(why.message() == path.string() + ": was replaced, but a crash may undo it: " +
                                    std::make_error_code(std::errc::io_error).message());
    BOOST_TEST(content_of(path) == example_text);
    BOOST_TEST(in.size() == 1U);
}

BOOST_AUTO_TEST_CASE(keep_their_permissions)
{
    temporary_folder const in;
    auto const path = in / "settings.json";
    auto const mask = umask(022);
    BOOST_TEST(bool(descry::write_json_file(path, example)));
    BOOST_TEST(permissions_of(path) == 0644U);
    for (mode_t const mode : {0600U, 0640U, 0666U, 0755U}) {
        BOOST_TEST_REQUIRE(chmod(path.c_str(), mode) == 0);
        BOOST_TEST(bool(descry::write_json_file(path, example)));
        BOOST_TEST(permissions_of(path) == mode);
    }
    umask(mask);
}

BOOST_AUTO_TEST_CASE(keep_their_owner_and_group,
                     *boost::unit_test::precondition([](auto) -> boost::test_tools::assertion_result {
                         return geteuid() == 0;
                     }))
{
    temporary_folder const in;
    auto const path = in / "settings.json";
    write(path, "");
    BOOST_TEST_REQUIRE(chown(path.c_str(), 12, 34) == 0);
    BOOST_TEST_REQUIRE(chmod(path.c_str(), 0640) == 0);
    BOOST_TEST(bool(descry::write_json_file(path, example)));
    struct stat is {};
    BOOST_TEST_REQUIRE(stat(path.c_str(), &is) == 0);
    BOOST_TEST(is.st_uid == 12U);
    BOOST_TEST(is.st_gid == 34U);
    BOOST_TEST(permissions_of(path) == 0640U);
}

BOOST_AUTO_TEST_CASE(behind_symbolic_links_are_replaced_and_created)
{
    temporary_folder const in;
    fs::create_directory(in / "real");
    fs::create_directory_symlink("real", in / "folder");
    fs::create_symlink("folder/settings.json", in / "link");
    fs::create_symlink(in / "link", in / "second");
    for (int i = 0; i != 2; ++i) {
        BOOST_TEST(bool(descry::write_json_file(in / "second", example)));
        BOOST_TEST(content_of(in / "real/settings.json") == example_text);
        BOOST_TEST(fs::is_symlink(in / "link"));
        BOOST_TEST(fs::is_symlink(in / "second"));
        write(in / "real/settings.json", "");
    }
    BOOST_TEST(std::distance(fs::directory_iterator(in / "real"), {}) == 1);
}

BOOST_AUTO_TEST_CASE(may_have_a_relative_name_and_one_of_any_length)
{
    temporary_folder const in;
    auto const before = fs::current_path();
    fs::current_path(in / ".");
    std::string const name(255, 'x');
    BOOST_TEST(bool(descry::write_json_file(name, example)));
    BOOST_TEST(bool(descry::read_json_file<settings>(name)));
    BOOST_TEST(descry::read_json_file<settings>("a\n\x1B[31mb").error().message().starts_with("a  [31mb: cannot"));
    fs::current_path(before);
    BOOST_TEST(in.size() == 1U);
}

BOOST_AUTO_TEST_CASE(are_never_seen_half_written)
{
    temporary_folder const in;
    auto const path = in / "text";
    std::string const texts[] = {std::string(100'000, 'a'), std::string(200'000, 'b')};
    BOOST_TEST_REQUIRE(bool(descry::write_json_file(path, texts[0])));
    std::thread writer([&] {
        for (int i = 0; i != 20; ++i) (void)descry::write_json_file(path, texts[i % 2]).has_value();
    });
    for (int i = 0; i != 200; ++i) {
        auto const read = descry::read_json_file<std::string>(path);
        BOOST_TEST_REQUIRE(bool(read));
        BOOST_TEST((*read == texts[0] || *read == texts[1]));
    }
    writer.join();
    BOOST_TEST(in.size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
