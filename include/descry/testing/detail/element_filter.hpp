// element_filter: a condition on the elements of a collection, in JSON in a query.
#pragma once

#include <boost/algorithm/searching/knuth_morris_pratt.hpp>

#include <descry/model/decimal.hpp>
#include <descry/testing/detail/any_json.hpp>
#include <descry/testing/emulated_api.hpp>

#include <algorithm>
#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace descry::testing::detail {

/// Compares two strings for a condition: by value if both are numbers, otherwise without regard to the case of ASCII
/// letters. This is no order, since "9" < "10" < "2a" < "9".
inline std::weak_ordering compare_values(std::string_view a, std::string_view b)
{
    auto const x = decimal::parse(a), y = decimal::parse(b);
    if (x && y) return *x <=> *y;
    return std::lexicographical_compare_three_way(
        a.begin(), a.end(), b.begin(), b.end(),
        [](char c, char d) -> std::weak_ordering { return to_lower(c) <=> to_lower(d); });
}

/// Compares two strings for sorting: the same, but all numbers precede all other strings.
inline std::weak_ordering compare_to_sort(std::string_view a, std::string_view b)
{
    bool const x = decimal::parse(a).has_value(), y = decimal::parse(b).has_value();
    return x == y ? compare_values(a, b) : y <=> x;
}

/// The text with ASCII letters in lower case.
inline std::string lower(std::string_view text)
{
    std::string out(text);
    for (char& c : out) c = to_lower(c);
    return out;
}

/// The member that a field of a condition or of an order names. Only parameters select by no member.
inline std::string member_of_field(emulated_api const& api, std::string field)
{
    auto const member = api.member_for(field);
    return member.empty() ? field : std::string(member);
}

/// A condition, or a compound condition, in the dialect of an API. A field is looked up in an element and in the
/// objects nested in it, up to a few levels; names and strings are compared without regard to case.
class element_filter {
    std::string field_{};
    std::string value_{};
    comparison test_{};
    bool all_ = false;                     // of the parts
    std::vector<element_filter> parts_{};  // of a compound condition

public:
    /// Throws `fault` if the text is not a condition.
    explicit element_filter(std::string_view json, emulated_api const& api) : element_filter(parsed(json), api) {}

    bool holds_for(any_json const& looked_at) const
    {
        if (!parts_.empty()) {
            auto const holds = [&](element_filter const& part) { return part.holds_for(looked_at); };
            return all_ ? std::all_of(parts_.begin(), parts_.end(), holds)
                        : std::any_of(parts_.begin(), parts_.end(), holds);
        }
        auto const* const found = find_near(looked_at, field_);
        if (!found || found->is_null()) return test_ == comparison::not_equals || test_ == comparison::not_starts_with;
        return holds_for_text(text_of(*found));
    }

private:
    element_filter(any_json const& from, emulated_api const& api)
    {
        auto const& names = api.filters;
        auto const* const op = from.find(names.op);
        auto const *const field = from.find(names.field), *const value = from.find(names.value);
        auto const *const left = from.find(names.left), *const right = from.find(names.right);
        auto const name = op ? text_of(*op) : std::string();
        if (left && right && (alike(name, names.both) || alike(name, names.either))) {
            all_ = alike(name, names.both);
            parts_.push_back(element_filter(*left, api));
            parts_.push_back(element_filter(*right, api));
        } else if (auto const known = comparison_named(name, names); known && field && value) {
            field_ = member_of_field(api, text_of(*field));
            value_ = text_of(*value);
            test_ = *known;
        } else {
            throw unknown();
        }
    }

    static any_json parsed(std::string_view json)
    {
        auto out = descry::detail::read_tree(json);
        if (!out) throw unknown();
        return *std::move(out);
    }

    static fault unknown() { return {refusal::malformed_query, "The filter is malformed or not supported."}; }

    static std::optional<comparison> comparison_named(std::string_view name, filter_dialect const& dialect)
    {
        for (auto const& [known, meaning] : dialect.comparisons)
            if (alike(known, name)) return meaning;
        return std::nullopt;
    }

    bool holds_for_text(std::string_view text) const
    {
        auto const order = compare_values(text, value_);
        switch (test_) {
            case comparison::equals: return order == 0;
            case comparison::not_equals: return order != 0;
            case comparison::greater: return order > 0;
            case comparison::greater_or_equal: return order >= 0;
            case comparison::less: return order < 0;
            case comparison::less_or_equal: return order <= 0;
            case comparison::starts_with: return starts(text);
            case comparison::not_starts_with: return !starts(text);
            case comparison::contains: break;
        }
        return contains(text);
    }

    // Searches in linear time, for any two strings.
    bool contains(std::string_view text) const
    {
        auto const where = lower(text), what = lower(value_);
        return boost::algorithm::knuth_morris_pratt_search(where.begin(), where.end(), what.begin(), what.end())
                       .first != where.end() ||
               what.empty();
    }

    bool starts(std::string_view text) const { return equal_ignoring_case(text.substr(0, value_.size()), value_); }
};

}  // namespace descry::testing::detail
