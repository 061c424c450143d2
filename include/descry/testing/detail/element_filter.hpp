// element_filter: a condition on the elements of a collection, as JSON in a query.
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

/// Two texts as a service sorts them: by value if both are numbers, else without regard to the case of ASCII letters.
inline std::weak_ordering compare_values(std::string_view a, std::string_view b)
{
    auto const x = decimal::parse(a), y = decimal::parse(b);
    if (x && y) return *x <=> *y;
    return std::lexicographical_compare_three_way(
        a.begin(), a.end(), b.begin(), b.end(),
        [](char c, char d) -> std::weak_ordering { return to_lower(c) <=> to_lower(d); });
}

/// `{"Field":"CompanyName","Value":"Con","Operator":"starts_with"}`, or two of them,
/// `{"LeftFilter":…,"RightFilter":…,"Operator":"and"}`. A field is looked for in an element and in the objects inside
/// of it, near the top; names and texts are compared without regard to case.
class element_filter {
    enum class test {
        equals,
        not_equals,
        greater,
        greater_or_equal,
        less,
        less_or_equal,
        contains,
        starts,
        not_starts
    };

    std::string field_{};
    std::string value_{};
    test test_{};
    bool all_ = false;                     // of the parts
    std::vector<element_filter> parts_{};  // of a compound filter

public:
    /// Throws `fault` when the text is none.
    explicit element_filter(std::string_view json, emulated_api const& api = {}) : element_filter(parsed(json), api) {}

    bool holds_for(any_json const& looked_at) const
    {
        if (!parts_.empty()) {
            auto const holds = [&](element_filter const& part) { return part.holds_for(looked_at); };
            return all_ ? std::all_of(parts_.begin(), parts_.end(), holds)
                        : std::any_of(parts_.begin(), parts_.end(), holds);
        }
        auto const* const found = find_near(looked_at, field_);
        if (!found || found->is_null()) return test_ == test::not_equals || test_ == test::not_starts;
        return holds_for_text(text_of(*found));
    }

private:
    element_filter(any_json const& from, emulated_api const& api)
    {
        auto const* const op = from.find("Operator");
        auto const *const field = from.find("Field"), *const value = from.find("Value");
        auto const *const left = from.find("LeftFilter"), *const right = from.find("RightFilter");
        auto const name = op ? text_of(*op) : std::string();
        if (left && right && (alike(name, "and") || alike(name, "or"))) {
            all_ = alike(name, "and");
            parts_.push_back(element_filter(*left, api));
            parts_.push_back(element_filter(*right, api));
        } else if (auto const known = test_named(name); known && field && value) {
            field_ = api.member_for(text_of(*field));
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

    static fault unknown() { return {refusal::malformed_query, "The filter is none that is known here."}; }

    static std::optional<test> test_named(std::string_view name)
    {
        static constexpr struct {
            std::string_view name;
            test what;
        } known[] = {{"equals", test::equals},
                     {"not_equals", test::not_equals},
                     {"greater_than", test::greater},
                     {"greater_than_or_equals", test::greater_or_equal},
                     {"less_than", test::less},
                     {"less_than_or_equals", test::less_or_equal},
                     {"substring", test::contains},
                     {"starts_with", test::starts},
                     {"not_starts_with", test::not_starts}};
        for (auto const& each : known)
            if (alike(each.name, name)) return each.what;
        return std::nullopt;
    }

    bool holds_for_text(std::string_view text) const
    {
        auto const order = compare_values(text, value_);
        switch (test_) {
            case test::equals: return order == 0;
            case test::not_equals: return order != 0;
            case test::greater: return order > 0;
            case test::greater_or_equal: return order >= 0;
            case test::less: return order < 0;
            case test::less_or_equal: return order <= 0;
            case test::starts: return starts(text);
            case test::not_starts: return !starts(text);
            case test::contains: break;
        }
        return contains(text);
    }

    // In linear time, whatever repeats in both.
    bool contains(std::string_view text) const
    {
        auto const lower = [](std::string_view from) {
            std::string out(from);
            for (char& c : out) c = to_lower(c);
            return out;
        };
        auto const where = lower(text), what = lower(value_);
        return boost::algorithm::knuth_morris_pratt_search(where.begin(), where.end(), what.begin(), what.end())
                       .first != where.end() ||
               what.empty();
    }

    bool starts(std::string_view text) const { return equal_ignoring_case(text.substr(0, value_.size()), value_); }
};

}  // namespace descry::testing::detail
