// changes: the difference of two states of a resource as a JSON merge patch (RFC 7396), or as a strategic merge patch.
#pragma once

#include <descry/json/detail/json_tree.hpp>
#include <descry/json/options.hpp>
#include <descry/json/read.hpp>
#include <descry/json/write.hpp>
#include <descry/model/detail/field_table.hpp>
#include <descry/rest/detail/patched_value.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace descry {

namespace detail {

/// A string or a number as a key, by which elements of an array are looked up; empty for other values.
inline std::string merge_key_text(json_tree const* value)
{
    if (!value || (value->what != json_kind::string && value->what != json_kind::number)) return {};
    return value->what == json_kind::number ? value->number.text : '"' + value->text;
}

/// Finds the merge patch that changes one value into another. Names are compared exactly, since keys of maps may differ
/// in letter case only.
class change_finder {
public:
    /// Names of declared members are in the casing `names`. A strategic merge patch has directives.
    change_finder(casing names, bool is_strategic) noexcept : names_(names), is_strategic_(is_strategic) {}

    json_tree changes(json_tree const& before, json_tree const& after, patched_value declared) const
    {
        if (before.what != json_kind::object || after.what != json_kind::object) return after;
        json_tree_index const old_members(before.members), new_members(after.members);
        json_tree out(json_kind::object);
        for (auto const& [name, value] : after.members) {
            auto const* const was = old_members.find(name);
            if (was)
                add_change(out, name, was->value, value, declared.at(name, names_));
            else
                out.members.push_back({name, value});
        }
        for (auto const& [name, value] : before.members)
            if (!new_members.find(name)) out.members.push_back({name, json_tree()});
        return out;
    }

private:
    void add_change(json_tree& out, std::string const& name, json_tree const& was, json_tree const& is,
                    patched_value declared) const
    {
        bool const both_objects = was.what == json_kind::object && is.what == json_kind::object;
        if (both_objects && !declared.is_whole()) {
            if (auto inner = changes(was, is, declared); !inner.members.empty())
                out.members.push_back({name, std::move(inner)});
        } else if (was != is) {
            bool const both_arrays = was.what == json_kind::array && is.what == json_kind::array;
            if (auto const key = declared.key(names_); is_strategic_ && both_arrays && !key.empty())
                return add_elements(out, name, was, is, declared.element(), key);
            out.members.push_back({name, is});
            if (is_strategic_ && both_objects)
                out.members.back().value.members.push_back({"$patch", directive("replace")});
        }
    }

    // The elements of an array by their keys, in order.
    struct keyed {
        std::vector<std::string> keys{};
        std::unordered_map<std::string_view, json_tree const*> elements{};
    };

    // Empty if an element has no key, or the key of another one.
    static std::optional<keyed> by_key(json_tree const& array, std::string_view key)
    {
        keyed out;
        out.keys.reserve(array.elements.size());
        for (auto const& element : array.elements) {
            out.keys.push_back(merge_key_text(member_in(element, key)));
            if (out.keys.back().empty() || !out.elements.emplace(out.keys.back(), &element).second) return std::nullopt;
        }
        return out;
    }

    static json_tree const* member_in(json_tree const& object, std::string_view name) noexcept
    {
        for (auto const& m : object.members)
            if (m.name == name) return &m.value;
        return nullptr;
    }

    static json_tree directive(std::string text)
    {
        json_tree out(json_kind::string);
        out.text = std::move(text);
        return out;
    }

    static json_tree only_key(json_tree const& element, std::string_view key)
    {
        json_tree out(json_kind::object);
        out.members.push_back({std::string(key), *member_in(element, key)});
        return out;
    }

    void add_elements(json_tree& out, std::string const& name, json_tree const& was, json_tree const& is,
                      patched_value declared, std::string_view key) const
    {
        auto const before = by_key(was, key), after = by_key(is, key);
        json_tree list(json_kind::array);
        if (!before || !after) {
            list.elements = is.elements;
            list.elements.emplace_back(json_kind::object).members.push_back({"$patch", directive("replace")});
            out.members.push_back({name, std::move(list)});
            return;
        }
        std::vector<std::string_view> merged;  // the order in which the service has the elements without a directive
        for (auto const& k : before->keys)
            if (after->elements.contains(k)) merged.push_back(k);
        for (auto const& k : after->keys) {
            auto const found = before->elements.find(k);
            auto const& element = *after->elements.at(k);
            if (found == before->elements.end()) {
                merged.push_back(k);
                list.elements.push_back(element);
            } else if (auto inner = changes(*found->second, element, declared); !inner.members.empty()) {
                auto& change = list.elements.emplace_back(only_key(element, key));
                for (auto& m : inner.members)
                    if (m.name != key) change.members.push_back(std::move(m));
            }
        }
        for (auto const& k : before->keys)
            if (!after->elements.contains(k)) {
                auto& removed = list.elements.emplace_back(only_key(*before->elements.at(k), key));
                removed.members.push_back({"$patch", directive("delete")});
            }
        if (!std::equal(merged.begin(), merged.end(), after->keys.begin(), after->keys.end())) {
            json_tree order(json_kind::array);
            for (auto const& element : is.elements) order.elements.push_back(only_key(element, key));
            out.members.push_back({"$setElementOrder/" + name, std::move(order)});
        }
        if (!list.elements.empty()) out.members.push_back({name, std::move(list)});
    }

    casing names_;
    bool is_strategic_;
};

template <class T>
std::string changes_of(T const& before, T const& after, write_options const& options, bool is_strategic)
{
    auto const was = read_written(write_json(before, options)).value();
    auto const is = read_written(write_json(after, options)).value();
    static constexpr value_type type = type_for<T>();
    return write_json(change_finder(options.names, is_strategic).changes(was, is, {&type}));
}

}  // namespace detail

/// The JSON merge patch (RFC 7396) from `before` to `after`: objects are compared by member, unless `patch_style_of` a
/// member declares it as `whole`, arrays as a whole, and a removed member is `null`, also if it was `null` before.
/// Unknown members are included. `{}` if the values are equal; a value that is not an object is written as a whole. Of
/// several values of one key of a map, the last are compared. Throws `call_error` if a value cannot be written as JSON.
template <class T>
std::string changes(T const& before, T const& after, write_options const& options = {})
{
    return detail::changes_of(before, after, options, false);
}

/// The same as a strategic merge patch, as Kubernetes defines it: arrays with a `merge_key` are compared by element. A
/// changed element is written with its key and what changed, a removed one with its key and `"$patch":"delete"`. If the
/// elements are in another order afterwards, `$setElementOrder` has their keys. An array whose elements have no keys,
/// or equal ones, and a member that is patched as a whole, are written as a whole with `"$patch":"replace"`.
template <class T>
std::string strategic_changes(T const& before, T const& after, write_options const& options = {})
{
    return detail::changes_of(before, after, options, true);
}

}  // namespace descry
