// oracle: Boost.JSON's strict parser. What it accepts we accept, and the reverse; `differential` lists the exceptions.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <boost/test/unit_test.hpp>
#include <json/billing_profile.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

namespace oracle {

namespace json = boost::json;

constexpr std::size_t no_limit = 1'000'000;

inline json::value by_boost(std::string_view text, json::error_code& error)
{
    json::parse_options options;
    options.max_depth = no_limit;
    return json::parse({text.data(), text.size()}, error, {}, options);
}

inline std::optional<json::value> by_boost(std::string_view text)
{
    json::error_code error;
    auto value = by_boost(text, error);
    if (error) return std::nullopt;
    return value;
}

/// Boost.JSON refuses exponents that no int holds; to us they are numbers like any other.
inline bool has_exponent_beyond_an_int(std::string_view text)
{
    json::error_code error;
    by_boost(text, error);
    return error == json::error::exponent_overflow;
}

/// Knows no member, so everything is skipped, kept and written back.
struct stranger {
    descry::extras extra;
};
BOOST_DESCRIBE_STRUCT(stranger, (), (extra))

/// The values are text that is kept, so that no number is out of range and no kind unexpected.
struct profile_of_anything {
    std::optional<descry::raw_json> id, first_name, last_name, company_name, default_address, active, revision, credit;
    std::optional<descry::raw_json> links, attributes;
    descry::extras extra;
};
BOOST_DESCRIBE_STRUCT(profile_of_anything, (),
                      (id, first_name, last_name, company_name, default_address, active, revision, credit, links,
                       attributes, extra))

/// True when the outermost object gives a name twice, in any casing: we refuse that, Boost.JSON does not.
template <class T>
bool repeats_a_name(std::string_view text)
{
    auto const read = descry::read_json<T>(text, {.max_depth = no_limit});
    return !read && read.error() == descry::errc::duplicate_member;
}

/// The outermost names in lower case without underscores: known members are written in our spelling, not as read.
inline std::optional<json::value> caseless(std::optional<json::value> value)
{
    if (!value || !value->is_object()) return value;
    json::object out;
    for (auto const& member : value->get_object()) {
        std::string name(member.key());
        std::transform(name.begin(), name.end(), name.begin(), descry::to_lower);
        std::erase(name, '_');
        out[name] = member.value();
    }
    return out;
}

inline void check_same_meaning(std::string_view ours, std::string_view text)
{
    auto const oracle = by_boost(text);
    // Boost.JSON reads 0e400 as not-a-number, which equals nothing.
    bool const has_not_a_number = by_boost(text) != oracle;
    BOOST_TEST((has_not_a_number || caseless(by_boost(ours)) == caseless(oracle)), text);
}

template <class T>
void check_object(std::string_view text, std::optional<json::value> const& oracle)
{
    auto const read = descry::read_json<T>(text, {.max_depth = no_limit});
    if (repeats_a_name<T>(text)) return;
    BOOST_TEST(read.has_value() == (oracle && oracle->is_object()), text);
    if (!read || !oracle) return;

    // Nothing was lost: what we write means the same to Boost.JSON as what we read.
    check_same_meaning(descry::write_json(*read), text);
}

inline void check_agreement(std::string_view text)
{
    if (has_exponent_beyond_an_int(text)) return;
    auto const oracle = by_boost(text);
    auto const raw = descry::read_json<descry::raw_json>(text, {.max_depth = no_limit});
    BOOST_TEST(raw.has_value() == oracle.has_value(), text);
    if (raw && oracle) check_same_meaning(raw->text, text);
    check_object<stranger>(text, oracle);
    check_object<profile_of_anything>(text, oracle);

    // A typed read refuses more, but never accepts what is not JSON.
    auto const typed = descry::read_json<sample::billing_profile>(text, {.max_depth = no_limit});
    if (typed) BOOST_TEST(oracle.has_value(), text);
}

}  // namespace oracle
