// element_selection: filters and sorts the elements of a collection by a query.
#pragma once

#include <descry/testing/detail/element_filter.hpp>
#include <descry/testing/detail/parameter_tree.hpp>
#include <descry/testing/detail/query_values.hpp>
#include <descry/testing/detail/read_query.hpp>
#include <descry/testing/detail/store.hpp>
#include <descry/testing/emulated_api.hpp>

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry::testing::detail {

/// Names of the parameter for the size of a page. The first one that is declared is used.
inline constexpr std::array<std::string_view, 6> page_sizes{"per_page", "page_size",   "size",
                                                            "limit",    "max_results", "top"};

/// Names of other parameters that describe pages and not elements.
constexpr bool is_about_pages(std::string_view parameter) noexcept
{
    for (std::string_view const name : {"offset", "page"})
        if (alike(parameter, name)) return true;
    return false;
}

/// True for a value that a parameter can be compared with: a value that is neither an object nor an array, or an array
/// of such values.
constexpr bool is_comparable(value_type const& type) noexcept
{
    auto const& inside = type_inside(type);
    switch (inside.what) {
        case kind::list:
        case kind::sequence: return is_comparable(*type_of_element(inside, 0));
        case kind::tuple:
        case kind::map:
        case kind::object:
        case kind::variant: return false;
        default: return true;
    }
}

/// True for an enumeration, or an array of them.
constexpr bool is_enumeration(value_type const& type) noexcept
{
    auto const& inside = type_inside(type);
    if (auto const* const element = type_of_element(inside, 0)) return is_enumeration(*element);
    return inside.what == kind::enumeration || (inside.what == kind::scalar && inside.scalar->enumerators);
}

/// A member of an element's type, and its depth, from 1 to 3.
struct selecting_member {
    field const* member = nullptr;  ///< Null if there is none that a parameter can be compared with.
    int level = 0;
};

/// The member with that name. `category.id` is the member `id` of the member `category`.
constexpr selecting_member member_to_compare(value_type const& element, std::string_view name) noexcept
{
    auto const dot = std::min(name.find('.'), name.size());
    for (int level = 1; level <= 3; ++level) {
        auto const* found = member_at_level(element, name.substr(0, dot), level);
        if (found && dot != name.size()) found = member_at_level(found->type, name.substr(dot + 1), 1);
        if (found) return is_comparable(found->type) ? selecting_member{found, level} : selecting_member();
    }
    return {};
}

/// The selection by a query: a condition and an order, if the API has them, and each declared parameter that has the
/// name of a member of the element. `order_id=7` selects the elements whose `orderId` is 7 or an array that contains 7;
/// `*` selects all elements. A parameter is read in its declared style. Strings are compared without regard to letter
/// case, enumerators also without regard to underscores. Elements without the member are not selected. A required
/// parameter without a corresponding member has no effect, since each request has it. An optional one is refused, since
/// its effect is not known, unless `emulated_api::selecting` says that it selects by no member.
class element_selection {
    struct selected_member {
        int level;
        bool is_enumeration;
        std::set<std::string> values{};  // any of them

        std::string form_of(std::string_view text) const { return is_enumeration ? common_name(text) : lower(text); }

        bool has_any(any_json const& found) const
        {
            return values.contains(form_of(text_of(found))) ||
                   std::any_of(found.elements.begin(), found.elements.end(),
                               [this](any_json const& each) { return has_any(each); });
        }
    };

    std::optional<element_filter> filter_{};
    std::map<std::string, selected_member, std::less<>> members_{};
    std::string sorted_by_{};
    bool descending_ = false;

public:
    /// Throws `fault` if a condition is malformed, or if the effect of a parameter is unknown.
    element_selection(emulated_api const& api, operation const& op, query_values const& query,
                      value_type const& element)
    {
        parameter_tree all;
        all.add(query.all(), op.query, api.wire.query);
        std::set<field const*> requested;
        for (auto const& [name, value, written] : query.all()) {
            if (is_about_pages(name)) continue;
            auto const& filters = api.filters;
            bool const filtered = !filters.parameter.empty();
            if (filtered && alike(name, filters.parameter))
                filter_.emplace(value, api);
            else if (filtered && alike(name, filters.sort_field))
                sorted_by_ = member_of_field(api, value);
            else if (filtered && alike(name, filters.sort_direction))
                descending_ = alike(value, filters.descending);
            else if (auto const* const f = member_of_parameter(op.query, name); f && value != "*")
                if (auto* const selected = member_for(api, element, *f, name); selected && requested.insert(f).second)
                    if (auto const* const part = all.find(*op.query, *f))
                        add_values(*selected, *f, part->second, api.wire.query);
        }
    }

    /// The selected elements.
    std::vector<element_json> of(std::vector<element_json> all) const
    {
        if (!filter_ && members_.empty() && sorted_by_.empty()) return all;
        std::vector<std::pair<std::string, element_json>> kept;
        for (auto& each : all) {
            auto const element = read_own(*each);
            if (!matches(element)) continue;
            auto const* const sorted = sorted_by_.empty() ? nullptr : find_near(element, sorted_by_);
            kept.emplace_back(sorted ? text_of(*sorted) : std::string(), std::move(each));
        }
        std::stable_sort(kept.begin(), kept.end(), [this](auto const& a, auto const& b) {
            auto const order = compare_to_sort(a.first, b.first);
            return descending_ ? order > 0 : order < 0;
        });
        all.clear();
        for (auto& each : kept) all.push_back(std::move(each.second));
        return all;
    }

private:
    static bool is_array(field const& f) { return type_of_element(descry::detail::type_without_wrappers(f.type), 0); }

    // The member by which a parameter selects; null if it selects nothing.
    selected_member* member_for(emulated_api const& api, value_type const& element, field const& f,
                                std::string_view parameter)
    {
        auto const name = api.member_for(is_array(f) ? parameter.substr(0, parameter.find('[')) : parameter);
        if (name.empty()) return nullptr;
        auto const [member, level] = member_to_compare(element, name);
        if (!member && f.required) return nullptr;
        if (!member)
            throw fault(refusal::unknown_parameter,
                        "The emulator does not know how the parameter " + std::string(f.names[2]) +
                            " selects elements: name a member in emulated_api::selecting, or define the response "
                            "with on().");
        bool const by_enumerator = is_enumeration(member->type) || is_enumeration(f.type);
        return &members_.emplace(name, selected_member{level, by_enumerator}).first->second;
    }

    // A parameter that is no array may occur several times, too.
    static void add_values(selected_member& to, field const& f, parameter_tree const& given, query_style const& style)
    {
        auto const add = [&](parameter_tree const& from) {
            std::string json;
            if (!parameters_as_json(json, style, parameter_place::query).value(from, &f.type, f.style))
                refuse_parameter(f, from);
            add_texts(to, read_own(json));
        };
        if (is_array(f)) return add(given);
        for (auto const& each : given.values)
            if (each.value != "*") add({.values = {each}});
    }

    static void add_texts(selected_member& to, any_json const& value)
    {
        if (value.what != json_kind::array) to.values.insert(to.form_of(text_of(value)));
        for (auto const& each : value.elements) add_texts(to, each);
    }

    // A parameter that occurs several times selects elements with any of its values.
    bool matches(any_json const& element) const
    {
        return (!filter_ || filter_->holds_for(element)) &&
               std::all_of(members_.begin(), members_.end(), [&](auto const& each) {
                   auto const& [member, selected] = each;
                   auto const* const found = find_near(element, member, selected.level);
                   return found && selected.has_any(*found);
               });
    }
};

}  // namespace descry::testing::detail
