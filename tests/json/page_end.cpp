#include <sys/mman.h>
#include <unistd.h>
#include <boost/test/unit_test.hpp>
#include <json/billing_profile.hpp>

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>
#include <optional>
#include <string>
#include <string_view>

BOOST_AUTO_TEST_SUITE(page_end)

namespace {

/// Memory with a page behind it, and one before, that nothing may touch.
class fenced {
public:
    fenced()
    {
        auto* const start = mmap(nullptr, size_ + 2 * page_, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (start == MAP_FAILED) throw std::bad_alloc();
        begin_ = static_cast<char*>(start) + page_;
        if (mprotect(begin_, size_, PROT_READ | PROT_WRITE) != 0) throw std::bad_alloc();
    }
    fenced(fenced const&) = delete;
    fenced& operator=(fenced const&) = delete;
    ~fenced() { munmap(begin_ - page_, size_ + 2 * page_); }

    std::string_view at_end(std::string_view text) const { return put(begin_ + size_ - text.size(), text); }
    std::string_view at_begin(std::string_view text) const { return put(begin_, text); }

private:
    static std::string_view put(char* where, std::string_view text)
    {
        std::memcpy(where, text.data(), text.size());
        return {where, text.size()};
    }

    std::size_t page_ = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    std::size_t size_ = page_;
    char* begin_ = nullptr;
};

constexpr std::size_t lengths = 70;

struct lengthy {
    std::optional<int> id, member_whose_name_is_longer_than_what_is_recognized_at_once;
};
BOOST_DESCRIBE_STRUCT(lengthy, (), (id, member_whose_name_is_longer_than_what_is_recognized_at_once))

}  // namespace

BOOST_AUTO_TEST_CASE(texts_of_every_length_are_read_up_to_their_last_byte_and_no_further)
{
    fenced const memory;
    for (std::size_t n = 0; n != lengths; ++n) {
        auto const content = std::string(n, 'x');
        BOOST_TEST(descry::read_json<std::string>(memory.at_end('"' + content + '"')).value() == content);
        BOOST_TEST(descry::read_json<std::string>(memory.at_begin('"' + content + '"')).value() == content);
        BOOST_TEST(!descry::read_json<std::string>(memory.at_end('"' + content)));
        BOOST_TEST(!descry::read_json<std::string>(memory.at_end('"' + content + '\\')));
        BOOST_TEST(!descry::read_json<std::string>(memory.at_end('"' + content + "\\u")));
        BOOST_TEST(!descry::read_json<std::string>(memory.at_end('"' + content + "\\ud83d")));
        BOOST_TEST(!descry::read_json<std::string>(memory.at_end('"' + content + "\\ud83d\\")));
        BOOST_TEST(!descry::read_json<std::string>(memory.at_end('"' + content + "\xC3")));
        BOOST_TEST(!descry::read_json<std::string>(memory.at_end('"' + content + "\xF0\x9F\x98")));
    }
}

BOOST_AUTO_TEST_CASE(other_values_end_there_too)
{
    fenced const memory;
    BOOST_TEST(descry::read_json<int>(memory.at_end("12345")).value() == 12345);
    BOOST_TEST(descry::read_json<double>(memory.at_end("-1.5e3")).value() == -1500.0);
    BOOST_TEST(descry::read_json<bool>(memory.at_end("true")).value());
    // The longest numbers that are read in words of eight characters.
    for (std::size_t behind = 0; behind != lengths; ++behind)
        for (std::string const text : {"-1234567890123456789", "-1.234567890123456789e-12345678",
                                       "-1234567.123456789012e-123", "-1234567890123456789e+123"}) {
            auto const at_end = memory.at_end(text + std::string(behind, ' '));
            BOOST_TEST(descry::read_json<double>(at_end).value() == std::strtod(text.c_str(), nullptr));
            BOOST_TEST(descry::read_json<std::int64_t>(at_end).has_value() == (text.size() == 20));
        }
    for (auto const* text : {"", "-", "1.", "1e", "1e+", "t", "nul", "fals", "[", "{", "{\"", "{\"a\"", "[1,", " ",
                             "\xEF", "\xEF\xBB", "\xEF\xBB\xBF"}) {
        BOOST_TEST(!descry::read_json<descry::raw_json>(memory.at_end(text)), text);
        BOOST_TEST(!descry::read_json<double>(memory.at_end(text)), text);
        BOOST_TEST(!descry::read_json<std::optional<bool>>(memory.at_end(text)), text);
        BOOST_TEST(!descry::read_json<sample::billing_profile>(memory.at_end(text)), text);
    }
}

BOOST_AUTO_TEST_CASE(white_space_of_every_length_ends_there)
{
    fenced const memory;
    for (std::size_t n = 0; n != lengths; ++n)
        BOOST_TEST(descry::read_json<int>(memory.at_end("7" + std::string(n, ' '))).value() == 7);
}

BOOST_AUTO_TEST_CASE(a_document_cut_at_every_byte_ends_there)
{
    fenced const memory;
    for (std::size_t n = 0; n <= sample::text.size(); ++n)
        BOOST_TEST(descry::read_json<sample::billing_profile>(memory.at_end(sample::text.substr(0, n))).has_value() ==
                   (n == sample::text.size()));
}

BOOST_AUTO_TEST_CASE(names_of_every_length_end_there)
{
    fenced const memory;
    for (std::size_t n = 0; n != lengths; ++n) {
        BOOST_TEST(!descry::read_json<sample::billing_profile>(memory.at_end("{\"" + std::string(n, 'i'))));
        BOOST_TEST(!descry::read_json<sample::billing_profile>(memory.at_end("{\"" + std::string(n, 'i') + '"')));
        BOOST_TEST(!descry::read_json<lengthy>(memory.at_end("{\"" + std::string(n, '\0'))));
    }
}

BOOST_AUTO_TEST_SUITE_END()
