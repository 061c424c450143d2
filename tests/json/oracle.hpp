// oracle: Boost.JSON's strict parser. What it accepts we accept, and the reverse; `differential` lists the exceptions.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <descry/json.hpp>
#include <json/billing_profile.hpp>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

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

/// An alternative for each kind of value: every text of JSON is one of it.
using value_by_kind =
    std::variant<std::monostate, bool, std::string, std::vector<descry::raw_json>, stranger, descry::raw_json>;

/// The values are text that is kept, so that no number is out of range and no kind unexpected.
struct profile_of_anything {
    std::optional<descry::raw_json> id, first_name, last_name, company_name, default_address, active, revision, credit;
    std::optional<descry::raw_json> links, attributes;
    std::optional<descry::raw_json> partner_on_record_attestation_accepted;  // too long to be recognized at once
    std::optional<descry::raw_json> quoted;
    descry::extras extra;
};
BOOST_DESCRIBE_STRUCT(profile_of_anything, (),
                      (id, first_name, last_name, company_name, default_address, active, revision, credit, links,
                       attributes, partner_on_record_attestation_accepted, quoted, extra))

}  // namespace oracle

template <>
inline constexpr std::string_view descry::renamed<& oracle::profile_of_anything::quoted> = "in \"quotes\"";

namespace oracle {

/// True when the outermost object gives a name twice: we refuse that, Boost.JSON does not.
template <class T>
bool repeats_a_name(std::string_view text)
{
    auto const read = descry::read_json<T>(text, {.max_depth = no_limit});
    return !read && read.error() == descry::errc::duplicate_member;
}

/// Names in lower case without underscores, at every depth: known members are written in our spelling, not as read.
inline json::value caseless(json::value const& value)
{
    if (auto const* list = value.if_array()) {
        json::array out;
        for (auto const& element : *list) out.push_back(caseless(element));
        return out;
    }
    auto const* const object = value.if_object();
    if (!object) return value;
    json::object out;
    for (auto const& member : *object) {
        std::string name(member.key());
        std::transform(name.begin(), name.end(), name.begin(), descry::to_lower);
        std::erase(name, '_');
        // Two of its names become one: which of their values counts cannot be said here.
        if (!out.emplace(name, caseless(member.value())).second) return "ambiguous";
    }
    return out;
}

inline bool same(json::value const& a, json::value const& b)
{
    if (a.is_number() && b.is_number() && a != b) {
        // 1.0 may be written as 1, and a double rounds what is above 2^53, as Boost.JSON does with any double.
        auto const x = a.to_number<double>(), y = b.to_number<double>();
        bool const exact = !a.is_double() && !b.is_double() && std::abs(x) < 0x1p53;
        return !exact && (x == y || std::isnan(x) || std::isnan(y) ||
                          std::abs(x - y) <= 1e-12 * std::max(std::abs(x), std::abs(y)));
    }
    if (a.kind() != b.kind()) return false;
    if (auto const* list = a.if_array()) {
        auto const& other = b.get_array();
        return std::equal(list->begin(), list->end(), other.begin(), other.end(), same);
    }
    if (auto const* object = a.if_object()) {
        auto const& other = b.get_object();
        return object->size() == other.size() && std::all_of(object->begin(), object->end(), [&](auto const& member) {
                   auto const* const found = other.if_contains(member.key());
                   return found && same(member.value(), *found);
               });
    }
    return a == b;
}

/// To Boost.JSON, but for the casing of names.
inline bool same_meaning(std::string_view ours, std::string_view text)
{
    auto const a = by_boost(ours), b = by_boost(text);
    return a && b && same(caseless(*a), caseless(*b));
}

/// Reads, writes and reads again: what was lost or changed on the way; empty when nothing was.
template <class T>
std::string round_trip_failure(std::string_view text)
{
    auto const read = descry::read_json<T>(text, {.max_depth = no_limit});
    if (!read) return read.error()->offset <= text.size() ? "" : "a failure lies outside of the text";
    auto const once = descry::write_json(*read);
    if (!same_meaning(once, text)) return "what was written means something else: " + once;
    auto const again = descry::read_json<T>(once, {.max_depth = no_limit});
    if (!again) return "what was written is refused: " + again.error().message() + ": " + once;
    auto const twice = descry::write_json(*again);
    return twice == once ? "" : "what was written again differs: " + once + " and " + twice;
}

/// What T should accept or refuse, and does not.
template <class T>
std::string disagreement_about(std::string_view text, bool is_one)
{
    if (repeats_a_name<T>(text)) return "";
    if (descry::read_json<T>(text, {.max_depth = no_limit}).has_value() != is_one) return "one accepts it as a model";
    return round_trip_failure<T>(text);
}

/// What Boost.JSON and we make differently of a text; empty when it is nothing, or documented.
inline std::string disagreement(std::string_view text)
{
    if (has_exponent_beyond_an_int(text) || text.starts_with("\xEF\xBB\xBF")) return "";
    auto const oracle = by_boost(text);
    auto const raw = descry::read_json<descry::raw_json>(text, {.max_depth = no_limit});
    if (raw.has_value() != oracle.has_value()) return raw ? "only we accept it" : "only Boost.JSON accepts it";
    if (raw && !same_meaning(raw->text, text)) return "what was kept means something else";

    bool const is_object = oracle && oracle->is_object();
    if (auto const what = disagreement_about<stranger>(text, is_object); !what.empty()) return what;
    if (auto const what = disagreement_about<profile_of_anything>(text, is_object); !what.empty()) return what;
    if (auto const what = disagreement_about<value_by_kind>(text, oracle.has_value()); !what.empty()) return what;

    // A typed read refuses more, but never accepts what is not JSON.
    bool const typed = descry::read_json<sample::billing_profile>(text, {.max_depth = no_limit}).has_value();
    return typed && !oracle ? "only our typed read accepts it" : "";
}

}  // namespace oracle
