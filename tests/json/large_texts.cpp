#include <descry/json.hpp>

#include <boost/test/unit_test.hpp>
#include <support/sanitized.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

BOOST_AUTO_TEST_SUITE(large_texts)

namespace {

struct anything {
    descry::raw_json value;
};
BOOST_DESCRIBE_STRUCT(anything, (), (value))

struct text {
    std::string value;
};
BOOST_DESCRIBE_STRUCT(text, (), (value))

struct stranger {
    descry::extras extras;
};
BOOST_DESCRIBE_STRUCT(stranger, (), (extras))

template <class T>
struct number {
    T value{};
    BOOST_DESCRIBE_CLASS(number, (), (value), (), ())
};

std::string valued(std::string_view value) { return "{\"value\":" + std::string(value) + '}'; }

// {"m0":0,"m1":1,…}
std::string members(std::size_t count)
{
    std::string out = "{";
    for (std::size_t i = 0; i != count; ++i) {
        auto const n = std::to_string(i);
        (((out += i == 0 ? "\"m" : ",\"m") += n) += "\":") += n;
    }
    return out += '}';
}

template <class T>
descry::errc code_of(std::string_view json)
{
    auto const read = descry::read_json<T>(json);
    return read ? descry::errc{} : static_cast<descry::errc>(read.error().code().value());
}

}  // namespace

BOOST_AUTO_TEST_CASE(texts_of_many_megabytes)
{
    for (std::string_view const piece : {"x", "\\n", "\xE3\x81\x82"}) {
        std::string json = R"({"value":")";
        auto const enough = (piece == "x" ? 32'000'000u : 8'000'000u) / (sanitized ? 8 : 1);
        while (json.size() < enough) json += piece;
        json += "\"}";
        auto const pieces = (json.size() - 12) / piece.size();
        auto const read = descry::read_json<text>(json);
        BOOST_TEST_REQUIRE(read.has_value());
        BOOST_TEST(read->value.size() == pieces * (piece == "\\n" ? 1 : piece.size()));
        if (piece == "x") BOOST_TEST((descry::write_json(*read) == json));
        json.resize(json.size() - 2);
        BOOST_TEST((code_of<text>(json) == descry::errc::unexpected_end));
    }
}

BOOST_AUTO_TEST_CASE(millions_of_members_that_are_not_declared)
{
    auto const json = valued(members(sanitized ? 200'000 : 2'000'000));
    auto const read = descry::read_json<anything>(json);
    BOOST_TEST_REQUIRE(read.has_value());
    BOOST_TEST((valued(read->value.text) == json));
}

BOOST_AUTO_TEST_CASE(a_hundred_thousand_members_that_are_kept)
{
    auto json = members(100'000);
    auto const read = descry::read_json<stranger>(json);
    BOOST_TEST_REQUIRE(read.has_value());
    BOOST_TEST(read->extras.members().size() == 100'000u);
    BOOST_TEST((descry::write_json(*read) == json));
    BOOST_TEST((descry::read_json<std::map<std::string, int>>(json).value().size()) == 100'000u);

    json.back() = ',';
    json += "\"m77777\":0}";
    BOOST_TEST((code_of<stranger>(json) == descry::errc::duplicate_member));
}

BOOST_AUTO_TEST_CASE(numbers_of_ten_thousand_digits)
{
    auto const digits = std::string(10'000, '9');
    auto const fraction = "0." + std::string(9'990, '0') + "1234567890";
    BOOST_TEST((code_of<number<double>>(valued(digits)) == descry::errc::out_of_range));
    BOOST_TEST((code_of<number<std::int64_t>>(valued(digits)) == descry::errc::out_of_range));
    BOOST_TEST((code_of<number<descry::decimal>>(valued(digits)) == descry::errc::invalid_value));
    BOOST_TEST(descry::read_json<number<double>>(valued(fraction)).value().value == 0.0);
    BOOST_TEST(descry::read_json<number<double>>(valued("0." + digits)).value().value == 1.0);
    BOOST_TEST(descry::read_json<number<double>>(valued("1e" + std::string(9'999, '0') + "2")).value().value == 100.0);
    BOOST_TEST((descry::read_json<anything>(valued(digits)).value().value.text == digits));
}

BOOST_AUTO_TEST_SUITE_END()
