// element_selection: which elements of a collection a query asks for, and in which order.
#pragma once

#include <descry/testing/element_filter.hpp>
#include <descry/testing/emulated_api.hpp>
#include <descry/testing/query_values.hpp>
#include <descry/testing/store.hpp>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry::testing {

/// Parameters that say something of pages rather than of elements.
constexpr bool is_about_pages(std::string_view parameter) noexcept
{
    for (std::string_view const name : {"size", "offset", "page", "per_page", "seekOperation"})
        if (alike(parameter, name)) return true;
    return false;
}

/// What a query selects elements by: a `filter`; `sortField` and `sortDirection`; and any declared parameter that is
/// named as a member of the element: `order_id=7` asks for those whose `orderId` is 7, if they have one, and `*` for all.
class element_selection {
    std::optional<element_filter> filter_{};
    std::vector<query_value> members_{};  // by the names of members
    std::string sorted_by_{};
    bool descending_ = false;

public:
    /// Throws `fault` when a filter is none.
    element_selection(emulated_api const& api, operation const& op, query_values const& query)
    {
        for (auto const& [name, value] : query.all()) {
            if (is_about_pages(name)) continue;
            if (alike(name, "filter"))
                filter_.emplace(value, api);
            else if (alike(name, "sortField"))
                sorted_by_ = api.member_for(value);
            else if (alike(name, "sortDirection"))
                descending_ = alike(value, "descending");
            else if (member_alike(op.query, name) && value != "*")
                members_.push_back({std::string(api.member_for(name)), value});
        }
    }

    /// The elements that are asked for.
    std::vector<element_json> of(std::vector<element_json> all) const
    {
        if (!filter_ && members_.empty() && sorted_by_.empty()) return all;
        std::vector<std::pair<std::string, element_json>> kept;
        for (auto& each : all) {
            auto const looked_at = read_own(*each);
            if (!wants(looked_at)) continue;
            auto const* const sorted = sorted_by_.empty() ? nullptr : find_near(looked_at, sorted_by_);
            kept.emplace_back(sorted ? text_of(*sorted) : std::string(), std::move(each));
        }
        std::stable_sort(kept.begin(), kept.end(), [this](auto const& a, auto const& b) {
            auto const order = compare_values(a.first, b.first);
            return descending_ ? order > 0 : order < 0;
        });
        all.clear();
        for (auto& each : kept) all.push_back(std::move(each.second));
        return all;
    }

private:
    // A parameter that is given several times asks for any of its values.
    bool wants(any_json const& looked_at) const
    {
        return (!filter_ || filter_->holds_for(looked_at)) &&
               std::all_of(members_.begin(), members_.end(), [&](query_value const& asked) {
                   auto const* const found = find_near(looked_at, asked.name);
                   auto const text = found ? text_of(*found) : std::string();
                   return text.empty() || std::any_of(members_.begin(), members_.end(), [&](query_value const& other) {
                              return other.name == asked.name && alike(other.value, text);
                          });
               });
    }
};

}  // namespace descry::testing
