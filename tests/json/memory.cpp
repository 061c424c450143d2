#include <descry/json.hpp>
#include <descry/json/detail/json_tree.hpp>
#include <descry/json/detail/reader.hpp>

#include <boost/test/unit_test.hpp>
#include <support/allocations.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

BOOST_AUTO_TEST_SUITE(memory)

namespace {

struct wide {
    std::array<std::optional<std::string>, 40> texts;  // which cannot be absent
};
struct large {
    std::optional<wide> a, b;
    descry::extras extra;
};
BOOST_DESCRIBE_STRUCT(wide, (), (texts))
BOOST_DESCRIBE_STRUCT(large, (), (a, b, extra))

struct page {
    std::vector<large> items;
};
BOOST_DESCRIBE_STRUCT(page, (), (items))

struct node {
    std::unique_ptr<node> next;
    std::optional<std::vector<node>> children;
};
BOOST_DESCRIBE_STRUCT(node, (), (next, children))

struct any_members {
    descry::extras extra;
};
BOOST_DESCRIBE_STRUCT(any_members, (), (extra))

struct with_buffer {
    std::optional<int> number;
    std::shared_ptr<int> buffer = std::make_shared<int>(1);
};
BOOST_DESCRIBE_STRUCT(with_buffer, (), (number))

constexpr std::size_t many = 2'000;

std::string list_of(std::string const& element, std::size_t n = many)
{
    std::string text = "[";
    for (std::size_t i = 0; i != n; ++i) (text += i == 0 ? "" : ",") += element;
    return text + "]";
}

std::string object_of(std::string const& value, std::size_t n = many)
{
    std::string text = "{";
    for (std::size_t i = 0; i != n; ++i) (text += i == 0 ? "\"" : ",\"") += std::to_string(i) + "\":" + value;
    return text + "}";
}

template <class T>
descry::result<T> read(std::string const& text, std::size_t limit)
{
    return descry::read_json<T>(text, {.max_decoded_bytes = limit});
}

// The least limit with which a text is read, found by trying.
template <class T>
std::size_t counted(std::string const& text)
{
    std::size_t refused = 0, taken = std::size_t(1) << 30;
    while (taken - refused > 1 + taken / 1000) {
        auto const limit = refused + (taken - refused) / 2;
        auto const value = read<T>(text, limit);
        BOOST_TEST((value || value.error() == descry::errc::too_large), text.substr(0, 40));
        (value ? taken : refused) = limit;
    }
    return taken;
}

// What is counted is what is allocated, and not much more than that.
template <class T>
void check_count(std::string const& text)
{
    BOOST_TEST_CONTEXT(text.substr(0, 40))
    {
        auto const limit = counted<T>(text);
        std::ptrdiff_t peak = 0;
        {
            allocations::limit const watched;
            BOOST_TEST(read<T>(text, limit).has_value());
            peak = watched.bytes();
        }
        BOOST_TEST(peak <= static_cast<std::ptrdiff_t>(limit + 4096));
        BOOST_TEST(limit <= static_cast<std::size_t>(peak) * 2 + text.size() + 4096);

        allocations::limit const watched;
        auto const less = read<T>(text, limit / 2);
        BOOST_REQUIRE(!less);
        BOOST_TEST(!less.error()->pointer.empty() == (limit / 2 > text.size()));
        BOOST_TEST(watched.bytes() <= static_cast<std::ptrdiff_t>(limit / 2 + 4096));
    }
}

}  // namespace

BOOST_AUTO_TEST_CASE(is_counted_for_whatever_is_allocated)
{
    check_count<std::vector<large>>(list_of("{}"));
    check_count<page>(R"({"items":)" + list_of("{}") + "}");
    check_count<std::vector<large>>(list_of(R"({"x":1})"));
    check_count<std::vector<std::string>>(list_of(R"("")"));
    check_count<std::vector<std::optional<std::string>>>(list_of("null"));
    check_count<std::vector<std::optional<large>>>(list_of("null"));
    check_count<std::vector<std::vector<int>>>(list_of("[]"));
    check_count<std::vector<std::vector<std::vector<int>>>>(list_of("[[1],[]]"));
    check_count<std::vector<std::map<std::string, int>>>(list_of("{}"));
    check_count<std::vector<std::variant<std::monostate, wide, std::string>>>(list_of("null"));
    check_count<std::vector<descry::decimal>>(list_of("1"));
    check_count<std::vector<std::array<int, 2>>>(list_of("[1,2]"));
    check_count<std::vector<descry::raw_json>>(list_of("[]"));
    check_count<std::map<std::string, large>>(object_of("{}"));
    check_count<std::unordered_map<std::string, std::string>>(object_of(R"("")"));
    check_count<std::map<std::string, std::map<std::string, int>>>(object_of(R"({"a":1})"));
    check_count<any_members>(object_of("1"));
    check_count<std::vector<node>>(list_of(R"({"next":{"next":{}}})"));
    check_count<node>(R"({"children":)" + list_of(R"({"children":[{}]})") + "}");
    check_count<descry::detail::json_tree>(list_of("[]"));
    check_count<descry::detail::json_tree>(object_of("1", 2000));
}

BOOST_AUTO_TEST_CASE(that_is_not_allowed_is_refused_where_it_would_be_needed)
{
    auto const refused = read<page>(R"({"items":[{},{},{}]})", 2 * sizeof(large) + 200);
    BOOST_REQUIRE(!refused);
    BOOST_TEST((refused.error() == descry::errc::too_large));
    BOOST_TEST(refused.error()->pointer == "/items/2");
    BOOST_TEST(refused.error()->explanation.find("max_decoded_bytes") != std::string::npos);
    BOOST_TEST(!read<std::string>("\"text\"", 5));  // the size of the text counts
    BOOST_TEST(read<std::string>("\"text\"", 6).has_value());
}

BOOST_AUTO_TEST_CASE(of_numbers_is_allowed_to_the_last_byte)
{
    constexpr std::size_t sizes[] = {1, 2, 63, 64, 65, 100, 511, 512, 513, 2000};
    for (auto const size : sizes) {
        auto const text = descry::write_json(std::vector<double>(size, 0.5));
        auto const enough = text.size() + size * sizeof(double);
        BOOST_TEST(read<std::vector<double>>(text, enough).value().size() == size, size);
        for (std::size_t const less : {std::size_t{1}, sizeof(double) + 1, size / 2 * sizeof(double) + 1}) {
            if (less > size * sizeof(double)) continue;
            auto const refused = read<std::vector<double>>(text, enough - less);
            BOOST_TEST((refused.error() == descry::errc::too_large));
            BOOST_TEST(refused.error()->pointer == '/' + std::to_string(size - (less + 7) / sizeof(double)), size);
        }
    }
}

// The caller stops reading after a number of looks at its clock.
struct impatient_caller {
    std::size_t patience;
    std::size_t looks = 0;

    static bool may_go_on(void const* self)
    {
        auto& caller = *static_cast<impatient_caller*>(const_cast<void*>(self));
        return ++caller.looks <= caller.patience;
    }
};

template <class List>
void check_deadline(List const& list)
{
    auto const text = descry::write_json(list);
    std::size_t last = 0;
    for (std::size_t patience = 0;; ++patience) {
        impatient_caller caller{patience};
        List out;
        descry::detail::reader in(text, {}, {impatient_caller::may_go_on, &caller});
        bool const done = in.document(descry::type_for<List>(), &out);
        if (done) {
            BOOST_TEST(caller.looks == patience);
            BOOST_TEST((out == list));
            BOOST_TEST(patience >= 3u);
            BOOST_TEST(patience < 100u);  // not with each element
            return;
        }
        BOOST_TEST((in.code() == descry::errc::deadline_exceeded));
        auto const at = in.error()->offset.value();
        BOOST_TEST(at >= last);
        BOOST_TEST(out.size() < list.size());
        last = at;
    }
}

BOOST_AUTO_TEST_CASE(and_time_end_in_the_middle_of_an_array_of_scalars)
{
    constexpr std::size_t size = 2'000'000;
    check_deadline(std::vector<std::int8_t>(size, 1));
    check_deadline(std::vector<double>(size / 8, 1.5));
    check_deadline(std::vector<bool>(2 * size, true));
    check_deadline(std::vector<std::string>(size / 64, "text"));
    check_deadline(std::vector<std::vector<int>>(size / 64, {1, 2}));
}

BOOST_AUTO_TEST_CASE(that_runs_out_is_a_failure_whatever_was_to_be_allocated)
{
    auto const text = R"({"items":[{"a":{"texts":)" + list_of("\"a text that is not short\"", 40) +
                      R"(},"x":"an unknown member that is long"},{}]})";
    std::size_t number = 0;
    for (bool failed = true; failed;) {
        descry::result<page> value;
        {
            allocations::failure_of_one const one(++number);
            value = descry::read_json<page>(text);
            failed = one.has_come();
        }
        BOOST_TEST(value.has_value() == !failed);
        if (failed) BOOST_TEST((value.error() == descry::errc::not_enough_memory));
    }
    BOOST_TEST(number > 40);
}

BOOST_AUTO_TEST_CASE(that_a_default_constructor_does_not_get_is_an_error)
{
    descry::result<with_buffer> read;
    {
        allocations::failure_of_one const first(1);
        read = descry::read_json<with_buffer>("{}");
    }
    BOOST_TEST((read.error() == descry::errc::not_enough_memory));
}

BOOST_AUTO_TEST_SUITE_END()
