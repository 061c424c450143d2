// Values of descry's types against the cases of others: dates, times and UUIDs of JSON-Schema-Test-Suite, numbers of
// General Decimal Arithmetic.
#include <boost/test/unit_test.hpp>
#include <descry/json.hpp>
#include <support/data_file.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Debian has them in libpython3.11-testsuite; their licence is unknown, so there is no copy.
#ifndef DESCRY_TEST_DECIMALS
#define DESCRY_TEST_DECIMALS "/usr/lib/python3.11/test/decimaltestdata"
#endif

BOOST_AUTO_TEST_SUITE(published_values)

namespace {

// The cases of JSON-Schema-Test-Suite on which descry differs, as docs/json.md says.
std::map<std::string_view, std::string_view> const stricter{
    {"1998-12-31T23:59:60Z", "a leap second has no place in std::chrono's system time"},
    {"1998-12-31T15:59:60.123-08:00", "the same"},
    {"1963-06-19t08:30:06.283185z", "T and Z are upper case"},
};

bool is_read(std::string_view format, std::string const& text)
{
    auto const json = descry::write_json(text);
    if (format == "date") return descry::read_json<descry::date>(json).has_value();
    if (format == "uuid") return descry::read_json<descry::guid>(json).has_value();
    return descry::read_json<descry::timestamp>(json).has_value();
}

/// A number in the notation of General Decimal Arithmetic, as far as it is one of JSON: its digits without zeros at
/// either end, and the power of ten of the last of them.
struct number {
    std::string digits;
    long long power = 0;

    explicit number(std::string_view text)
    {
        auto const mark = std::min(text.find_first_of("eE"), text.size());
        auto const mantissa = text.substr(0, mark);
        power = mark == text.size() ? 0 : std::atoll(std::string(text.substr(mark + 1)).c_str());
        if (auto const point = mantissa.find('.'); point != mantissa.npos)
            power -= static_cast<long long>(mantissa.size() - point - 1);
        std::copy_if(mantissa.begin(), mantissa.end(), std::back_inserter(digits), [](char c) { return c >= '0'; });
        digits.erase(0, digits.find_first_not_of('0'));
        for (; digits.ends_with('0'); ++power) digits.pop_back();
    }

    bool fits_in_38_digits() const
    {
        auto const size = static_cast<long long>(digits.size());
        return size == 0 || (size + std::max(power, 0LL) <= 38 && -power <= 38);
    }
};

/// One line of a file: `addx001 add 1 1 -> 2 Inexact Rounded`.
struct arithmetic_case {
    std::string id, operation;
    std::vector<std::string> operands;
    std::string result;
    std::vector<std::string> conditions;

    bool has(std::string_view condition) const { return std::ranges::count(conditions, condition) != 0; }
};

std::string unquoted(std::string const& word)
{
    bool const quoted =
        word.size() >= 2 && (word.front() == '\'' || word.front() == '"') && word.back() == word.front();
    return quoted ? word.substr(1, word.size() - 2) : word;
}

std::vector<arithmetic_case> cases_of(std::string const& file, std::string_view operation)
{
    std::ifstream in(DESCRY_TEST_DECIMALS "/" + file);
    std::vector<arithmetic_case> out;
    for (std::string line; std::getline(in, line);) {
        std::istringstream words(line.substr(0, line.find("--")));
        arithmetic_case c;
        words >> c.id >> c.operation;
        bool after = false;
        for (std::string word; words >> word;) {
            if (word == "->")
                after = true;
            else if (!after)
                c.operands.push_back(unquoted(word));
            else if (c.result.empty())
                c.result = unquoted(word);
            else
                c.conditions.push_back(word);
        }
        if (c.operation == operation && !c.result.empty()) out.push_back(std::move(c));
    }
    return out;
}

/// Descry's number, if the text is one of JSON and has at most 38 digits.
std::optional<descry::decimal> decimal_of(std::string const& text)
{
    bool const is_json = descry::read_json<descry::raw_json>(text).has_value();
    auto const read = descry::read_json<descry::decimal>(text);
    BOOST_TEST(read.has_value() == (is_json && number(text).fits_in_38_digits()), text);
    if (!read) return std::nullopt;
    return *read;
}

/// Whether the suite has the exact result, which is then that of descry. A zero of descry's arithmetic has no sign, and
/// a number with a positive exponent has a scale of 0.
bool is_exact(arithmetic_case const& c, descry::decimal const& is)
{
    auto const wanted = decimal_of(c.result);
    if (!wanted || c.has("Inexact")) return false;
    BOOST_TEST((is == *wanted));
    if (!c.has("Rounded") && !c.has("Clamped") && c.result.find("E+") == c.result.npos)
        BOOST_TEST(is.scale() == wanted->scale());
    return true;
}

boost::test_tools::assertion_result if_installed(boost::unit_test::test_unit_id)
{
    boost::test_tools::assertion_result out(std::filesystem::exists(DESCRY_TEST_DECIMALS));
    out.message() << "libpython3.11-testsuite is not installed";
    return out;
}

}  // namespace

BOOST_AUTO_TEST_CASE(dates_times_and_uuids_are_those_of_json_schema)
{
    std::map<std::string, int> counts;
    std::size_t differences = 0;
    for (auto const& fields : data_file::lines_of("json_schema_formats.tsv")) {
        auto const& format = fields.at(0);
        auto const& text = fields.at(1);
        ++counts[format];
        bool const differs = stricter.contains(text);
        differences += differs;
        BOOST_TEST(is_read(format, text) == (fields.at(2) == "valid" && !differs), format << ' ' << text);
    }
    BOOST_TEST(differences == stricter.size());
    BOOST_TEST(counts["date"] == 41);
    BOOST_TEST(counts["date-time"] == 19);
    BOOST_TEST(counts["uuid"] == 15);
}

BOOST_AUTO_TEST_CASE(decimals_are_read_as_general_decimal_arithmetic_reads_them,
                     *boost::unit_test::precondition(if_installed))
{
    int read = 0, refused = 0;
    for (auto const& c : cases_of("base.decTest", "toSci")) {
        BOOST_TEST_CONTEXT(c.id)
        {
            auto const is = decimal_of(c.operands.at(0));
            if (c.has("Conversion_syntax")) BOOST_TEST(!is);
            (is ? read : refused) += 1;
            if (!is) continue;
            BOOST_TEST((is_exact(c, *is) || c.has("Inexact") || c.has("Rounded")));
            if (c.result.find_first_of("eE") == c.result.npos && c.conditions.empty())
                BOOST_TEST(descry::write_json(*is) == c.result);
        }
    }
    BOOST_TEST(read == 519);
    BOOST_TEST(refused == 447);
}

BOOST_AUTO_TEST_CASE(decimals_are_added_and_multiplied_as_in_general_decimal_arithmetic,
                     *boost::unit_test::precondition(if_installed))
{
    using operation = descry::decimal (*)(descry::decimal const&, descry::decimal const&);
    struct suite {
        char const* name;
        operation apply;
        int exact, too_large;
    };
    for (auto const &s : {suite{"add", [](auto const& a, auto const& b) { return a + b; }, 797, 5},
                          suite{"subtract", [](auto const& a, auto const& b) { return a - b; }, 294, 0},
                          suite{"multiply", [](auto const& a, auto const& b) { return a * b; }, 150, 33}}) {
        int exact = 0, too_large = 0;
        for (auto const& c : cases_of(std::string(s.name) + ".decTest", s.name)) BOOST_TEST_CONTEXT(c.id)
            {
                auto const a = decimal_of(c.operands.at(0)), b = decimal_of(c.operands.at(1));
                if (!a || !b) continue;
                try {
                    exact += is_exact(c, s.apply(*a, *b));
                } catch (std::overflow_error const&) {
                    ++too_large;
                    BOOST_TEST((c.has("Inexact") || !number(c.result).fits_in_38_digits()));
                }
            }
        BOOST_TEST(exact == s.exact, s.name << ": " << exact);
        BOOST_TEST(too_large == s.too_large, s.name << ": " << too_large);
    }
}

BOOST_AUTO_TEST_CASE(decimals_compare_as_in_general_decimal_arithmetic, *boost::unit_test::precondition(if_installed))
{
    int compared = 0;
    for (auto const& c : cases_of("compare.decTest", "compare")) BOOST_TEST_CONTEXT(c.id)
        {
            auto const a = decimal_of(c.operands.at(0)), b = decimal_of(c.operands.at(1));
            if (!a || !b) continue;
            ++compared;
            BOOST_TEST((*a < *b) == (c.result == "-1"));
            BOOST_TEST((*a == *b) == (c.result == "0"));
            BOOST_TEST((*a > *b) == (c.result == "1"));
        }
    BOOST_TEST(compared == 465);
}

BOOST_AUTO_TEST_SUITE_END()
