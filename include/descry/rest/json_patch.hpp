// json_patch: the difference of two states of a resource as a JSON Patch (RFC 6902).
#pragma once

#include <descry/json/detail/json_tree.hpp>
#include <descry/json/detail/pointer.hpp>
#include <descry/json/options.hpp>
#include <descry/json/write.hpp>
#include <descry/rest/detail/value_at.hpp>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace descry {

namespace detail {

/// The member of an operation with its value (RFC 6902, 4).
inline constexpr std::string_view value_of_operation = "value";

/// Makes the JSON Patch that changes one value into another. Takes time proportional to the size of the values.
class json_patch_maker {
public:
    json_patch_maker(json_tree const& before, json_tree const& after)
    {
        mark(before);
        mark(after);
    }

    /// Adds a `test` that the member at the end of a path has its value in `before`, if it has one.
    void test(json_tree const& before, member_path path, casing names)
    {
        auto const* const value = path.empty() ? nullptr : find_at(before, path, names);
        if (!value) return;
        for (auto const& step : path) pointer_ += reference_token(step.name(names));
        add("test", value);
        pointer_.clear();
    }

    void compare(json_tree const& before, json_tree const& after)
    {
        if (before.what == json_kind::object && after.what == json_kind::object)
            compare_objects(before, after);
        else if (before.what == json_kind::array && after.what == json_kind::array)
            compare_arrays(before, after);
        else if (before != after)
            add("replace", &after);
    }

    json_tree& document() noexcept { return document_; }

private:
    // Calls `work` with a reference token added to the pointer.
    template <class Work>
    void below(std::string const& token, Work const& work)
    {
        auto const size = pointer_.size();
        pointer_ += token;
        work();
        pointer_.resize(size);
    }

    void add(std::string_view op, json_tree const* value = nullptr)
    {
        auto& out = document_.elements.emplace_back(json_kind::object);
        for (auto const& [name, text] : {std::pair(std::string_view("op"), op), {"path", pointer_}}) {
            out.members.push_back({std::string(name), json_tree(json_kind::string)});
            out.members.back().value.text = text;
        }
        if (value) out.members.push_back({std::string(value_of_operation), *value});
    }

    void compare_objects(json_tree const& before, json_tree const& after)
    {
        json_tree_index const old_members(before.members), new_members(after.members);
        for (auto const& m : before.members)
            if (!new_members.find(m.name)) below(reference_token(m.name), [&] { add("remove"); });
        for (auto const& m : after.members) {
            auto const* const was = old_members.find(m.name);
            below(reference_token(m.name), [&] { was ? compare(was->value, m.value) : add("add", &m.value); });
        }
    }

    // Arrays of one size are compared by element. Of others, the elements that are equal at the beginning and at the
    // end are left out first.
    void compare_arrays(json_tree const& before, json_tree const& after)
    {
        auto const &from = before.elements, &to = after.elements;
        std::size_t begin = 0, old_end = from.size(), new_end = to.size();
        if (old_end != new_end) {
            while (begin != std::min(old_end, new_end) && equal(from[begin], to[begin])) ++begin;
            for (; std::min(old_end, new_end) != begin && equal(from[old_end - 1], to[new_end - 1]); --new_end)
                --old_end;
        }
        auto const common = std::min(old_end, new_end);
        auto const at = [&](std::size_t i, auto const& work) { below('/' + std::to_string(i), work); };
        for (auto i = begin; i != common; ++i) at(i, [&] { compare(from[i], to[i]); });
        for (auto i = old_end; i != common; --i) at(i - 1, [&] { add("remove"); });
        for (auto i = common; i != new_end; ++i) at(i, [&] { add("add", &to[i]); });
    }

    // Different elements have different marks in most cases, so that each value is compared about once, however deeply
    // it is nested.
    bool equal(json_tree const& a, json_tree const& b) const { return marks_.at(&a) == marks_.at(&b) && a == b; }

    // Stores a hash of each element of an array.
    std::size_t mark(json_tree const& value)
    {
        std::hash<std::string_view> const text;
        auto out = text(value.text) ^ text(value.number.text) ^ (static_cast<std::size_t>(value.what) << 1) ^
                   std::size_t(value.boolean);
        auto const mix = [&](std::size_t more) { out = (out ^ more) * 0x9e3779b97f4a7c15U + (out >> 7); };
        for (auto const& m : value.members) mix(text(m.name)), mix(mark(m.value));
        for (auto const& e : value.elements) mix(marks_[&e] = mark(e));
        return out;
    }

    json_tree document_{json_kind::array};
    std::string pointer_{};
    std::unordered_map<json_tree const*, std::size_t> marks_{};
};

/// The JSON Patch from one value to another. It begins with a `test` of the member `version`, if there is one.
inline json_tree json_patch_of(json_tree const& before, json_tree const& after, member_path version = {},
                               casing names = casing::camel)
{
    json_patch_maker maker(before, after);
    maker.test(before, version, names);
    maker.compare(before, after);
    return std::move(maker.document());
}

}  // namespace detail

/// The JSON Patch (RFC 6902) from `before` to `after`, with the operations `add`, `remove` and `replace`. Objects are
/// compared by member, arrays by element, after the elements that are equal at their beginning and at their end.
/// Unknown members are included, and `null` differs from absent. `[]` if the values are equal. Takes time proportional
/// to the size of the values. Throws `call_error` if a value cannot be written as JSON.
template <class T>
std::string json_patch_of(T const& before, T const& after, write_options const& options = {})
{
    auto const was = detail::read_written(write_json(before, options)).value();
    return write_json(detail::json_patch_of(was, detail::read_written(write_json(after, options)).value()));
}

}  // namespace descry
