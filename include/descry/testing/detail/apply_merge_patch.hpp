// apply_merge_patch: applies a merge patch (RFC 7396), or a strategic merge patch, to a document.
#pragma once

#include <descry/json/detail/json_tree.hpp>
#include <descry/rest/changes.hpp>
#include <descry/rest/detail/patched_value.hpp>
#include <descry/testing/detail/any_json.hpp>
#include <descry/testing/fault.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace descry::testing::detail {

/// Merges patches into documents, both with names in camelCase.
class merge_patch_target {
public:
    merge_patch_target(bool null_removes, bool is_strategic) noexcept
        : null_removes_(null_removes), is_strategic_(is_strategic)
    {
    }

    /// Merges a patch into an object. Throws `fault` for a directive that is unknown or malformed.
    void merge(any_json& object, any_json const& patch, descry::detail::patched_value declared) const
    {
        if (directive_in(patch) == "replace") {
            object = without_directive(patch);
            return;
        }
        auto before = std::exchange(object.members, {});
        descry::detail::json_tree_index const named(before), changed(patch.members);
        for (auto& [name, value] : before) {
            auto const* const change = changed.find(name);
            bool const is_deleted = change && directive_in(change->value) == "delete";
            bool const is_null = change && change->value.is_null();
            if (is_deleted || (is_null && null_removes_)) continue;
            object.members.push_back({name, std::move(value)});
            if (change && !is_null) bring(object.members.back().value, change->value, at(declared, name));
        }
        for (auto const& [name, value] : patch.members) {
            if (value.is_null() || named.find(name) || is_directive(name) || directive_in(value) == "delete") continue;
            bring(object.members.emplace_back(any_json::member{name, {}}).value, value, at(declared, name));
        }
        if (is_strategic_) set_orders(object, patch, declared);
    }

private:
    static constexpr std::string_view order_of = "$setElementOrder/";

    static descry::detail::patched_value at(descry::detail::patched_value declared, std::string_view name) noexcept
    {
        return declared.at(name, casing::camel);
    }

    void bring(any_json& into, any_json const& value, descry::detail::patched_value declared) const
    {
        auto const key = declared.key(casing::camel);
        if (is_strategic_ && value.what == json_kind::array && !key.empty()) {
            if (into.what != json_kind::array) into = any_json(json_kind::array);
            merge_elements(into, value, declared.element(), key);
        } else if (value.what != json_kind::object || (!is_strategic_ && declared.is_whole())) {
            into = value;
        } else {
            if (into.what != json_kind::object) into = any_json(json_kind::object);
            merge(into, value, declared);
        }
    }

    // The value of `$patch`; empty if there is none.
    std::string_view directive_in(any_json const& patch) const
    {
        auto const* const found = is_strategic_ ? find_exactly(patch, "$patch") : nullptr;
        if (!found) return {};
        if (found->text != "replace" && found->text != "delete")
            throw fault(refusal::malformed_body, "The value of $patch is neither \"replace\" nor \"delete\".");
        return found->text;
    }

    bool is_directive(std::string_view name) const
    {
        if (!is_strategic_) return false;
        if (name == "$retainKeys" || name.starts_with("$deleteFromPrimitiveList/"))
            throw fault(refusal::malformed_body, "The emulator does not know " + std::string(name) + '.');
        return name == "$patch" || name.starts_with(order_of);
    }

    static any_json without_directive(any_json patch)
    {
        std::erase_if(patch.members, [](any_json::member const& m) { return m.name == "$patch"; });
        return patch;
    }

    // Throws `fault` if an element has no key.
    static std::string key_in(any_json const& element, std::string_view key)
    {
        auto out = descry::detail::merge_key_text(find_member(element, key));
        if (out.empty()) throw fault(refusal::malformed_body, "An element needs " + std::string(key) + '.');
        return out;
    }

    void merge_elements(any_json& into, any_json const& patch, descry::detail::patched_value declared,
                        std::string_view key) const
    {
        auto const replaces = [&](any_json const& e) { return directive_in(e) == "replace"; };
        if (std::any_of(patch.elements.begin(), patch.elements.end(), replaces)) {
            into.elements = patch.elements;
            std::erase_if(into.elements, replaces);
            return;
        }
        std::unordered_map<std::string, std::size_t> places;
        for (std::size_t i = 0; i != into.elements.size(); ++i)
            places.emplace(descry::detail::merge_key_text(find_member(into.elements[i], key)), i);
        std::unordered_set<std::string> removed;
        for (auto const& element : patch.elements) {
            auto name = key_in(element, key);
            if (directive_in(element) == "delete") {
                removed.insert(std::move(name));
                continue;
            }
            auto const [place, is_new] = places.emplace(std::move(name), into.elements.size());
            if (is_new) into.elements.emplace_back(json_kind::object);
            merge(into.elements[place->second], element, declared);
        }
        std::erase_if(into.elements, [&](any_json const& element) {
            return removed.contains(descry::detail::merge_key_text(find_member(element, key)));
        });
    }

    static void set_orders(any_json& object, any_json const& patch, descry::detail::patched_value declared)
    {
        std::unordered_set<std::string_view> lists;
        for (auto const& [name, value] : patch.members) {
            if (!name.starts_with(order_of)) continue;
            auto const list = declared_name(declared, std::string_view(name).substr(order_of.size()));
            auto const key = at(declared, list).key(casing::camel);
            auto const* const into = key.empty() ? nullptr : find_exactly(object, list);
            if (!into) throw fault(refusal::malformed_body, "$setElementOrder names no array with a merge key.");
            if (!lists.insert(list).second)
                throw fault(refusal::malformed_body, "Two $setElementOrder name the same array.");
            set_order(const_cast<any_json&>(*into), key, value);
        }
    }

    // The name in camelCase; empty if no member is declared with that name.
    static std::string_view declared_name(descry::detail::patched_value declared, std::string_view name) noexcept
    {
        auto const* const table = declared.members();
        auto const* const f = table ? find_field(*table, name) : nullptr;
        return f ? wire_name(*table, *f) : std::string_view();
    }

    // Elements that the directive does not name keep their places.
    static void set_order(any_json& into, std::string_view key, any_json const& order)
    {
        std::unordered_map<std::string, std::size_t> places;
        for (std::size_t i = 0; i != into.elements.size(); ++i)
            places.emplace(descry::detail::merge_key_text(find_member(into.elements[i], key)), i);
        std::vector<std::size_t> from;
        for (auto const& element : order.elements)
            if (auto const found = places.find(key_in(element, key)); found != places.end()) {
                from.push_back(found->second);
                places.erase(found);
            }
        auto to = from;
        std::sort(to.begin(), to.end());
        auto const before = into.elements;
        for (std::size_t i = 0; i != to.size(); ++i) into.elements[to[i]] = before[from[i]];
    }

    bool null_removes_, is_strategic_;
};

}  // namespace descry::testing::detail
