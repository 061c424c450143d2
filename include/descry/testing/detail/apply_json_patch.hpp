// apply_json_patch: applies a JSON Patch (RFC 6902) to a document.
#pragma once

#include <descry/json/detail/json_tree.hpp>
#include <descry/model/decimal.hpp>
#include <descry/rest/json_patch.hpp>
#include <descry/testing/detail/any_json.hpp>
#include <descry/testing/fault.hpp>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry::testing::detail {

/// The reference tokens of a JSON pointer (RFC 6901), without escapes. Throws `fault` if it is malformed.
inline std::vector<std::string> reference_tokens(std::string_view pointer)
{
    std::vector<std::string> out;
    for (std::size_t i = 0; i != pointer.size(); ++i) {
        auto const next = pointer.substr(i + 1, 1);
        if (pointer[i] == '/')
            out.emplace_back();
        else if (out.empty() || (pointer[i] == '~' && next != "0" && next != "1"))
            throw fault(refusal::malformed_body, "\"" + std::string(pointer) + "\" is no JSON pointer.");
        else if (pointer[i] == '~')
            out.back() += pointer[++i] == '0' ? '~' : '/';
        else
            out.back() += pointer[i];
    }
    return out;
}

/// True if two values are equal (RFC 6902, 4.6): numbers by value, objects in any order of their members.
inline bool is_equal(any_json const& a, any_json const& b)
{
    if (a.what != b.what) return false;
    if (a.what == json_kind::number) {
        auto const x = decimal::parse(a.number.text), y = decimal::parse(b.number.text);
        return x && y ? *x == *y : a.number == b.number;
    }
    if (a.what == json_kind::array)
        return std::equal(a.elements.begin(), a.elements.end(), b.elements.begin(), b.elements.end(), is_equal);
    if (a.what != json_kind::object) return a == b;
    descry::detail::json_tree_index const in_b(b.members);
    return a.members.size() == b.members.size() &&
           std::all_of(a.members.begin(), a.members.end(), [&](any_json::member const& m) {
               auto const* const other = in_b.find(m.name);
               return other && is_equal(m.value, other->value);
           });
}

/// Applies the operations of a JSON Patch to a document, one by one. An operation that fails throws `fault`. The work
/// is limited, since an operation may move all elements of an array or copy the whole document; and so is the depth of
/// what is added, to that of a body.
class json_patch_target {
public:
    explicit json_patch_target(any_json& document) : document_(document) {}

    void apply(any_json const& patch)
    {
        if (patch.what != json_kind::array) throw fault(refusal::malformed_body, "A JSON Patch is an array.");
        for (auto const& operation : patch.elements) apply_one(operation);
    }

private:
    using pointer = std::vector<std::string>;

    static any_json const& member_of(any_json const& operation, std::string_view name)
    {
        auto const* const found = operation.what == json_kind::object ? find_exactly(operation, name) : nullptr;
        if (!found) throw fault(refusal::malformed_body, "An operation needs \"" + std::string(name) + "\".");
        return *found;
    }

    static std::string const& text_in(any_json const& operation, std::string_view name)
    {
        auto const& found = member_of(operation, name);
        if (found.what != json_kind::string)
            throw fault(refusal::malformed_body, "\"" + std::string(name) + "\" is no string.");
        return found.text;
    }

    static any_json const& value_in(any_json const& operation)
    {
        return member_of(operation, descry::detail::value_of_operation);
    }

    void apply_one(any_json const& operation)
    {
        auto const& op = text_in(operation, "op");
        auto const& path = text_in(operation, "path");
        auto const to = reference_tokens(path);
        if (op == "add") return add(to, copy_of(value_in(operation), to));
        if (op == "remove") return static_cast<void>(take(to));
        if (op == "replace") return static_cast<void>(find(to) = copy_of(value_in(operation), to));
        if (op == "test") {
            if (!is_equal(find(to), value_in(operation)))
                throw fault(refusal::failed_test, "\"" + path + "\" has another value.");
            return;
        }
        if (op != "move" && op != "copy")
            throw fault(refusal::malformed_body, "\"" + op + "\" is no operation of a JSON Patch.");
        auto const from = reference_tokens(text_in(operation, "from"));
        if (op == "copy") return add(to, copy_of(find(from), to));
        if (from.size() < to.size() && std::equal(from.begin(), from.end(), to.begin()))
            throw fault(refusal::malformed_body, "A value cannot be moved into itself.");
        spend_on(find(from), to.size());
        add(to, take(from));
    }

    [[noreturn]] static void refuse_path()
    {
        throw fault(refusal::patch_does_not_fit, "The JSON Patch has a path that does not exist.");
    }

    void spend(std::size_t steps)
    {
        if (steps > work_left_) throw fault(refusal::malformed_body, "The JSON Patch needs too much work.");
        work_left_ -= steps;
    }

    // A value inside of as many arrays and objects.
    void spend_on(any_json const& value, std::size_t outer)
    {
        spend(1 + (value.text.size() + value.number.text.size()) / 64);
        bool const is_leaf = value.what != json_kind::array && value.what != json_kind::object;
        if (!is_leaf && outer >= body_limits.max_depth)
            throw fault(refusal::malformed_body, "The JSON Patch nests values too deeply.");
        for (auto const& e : value.elements) spend_on(e, outer + 1);
        for (auto const& m : value.members) {
            spend(m.name.size() / 64);
            spend_on(m.value, outer + 1);
        }
    }

    any_json copy_of(any_json const& value, pointer const& to)
    {
        spend_on(value, to.size());
        return value;
    }

    // The index of an array; `size` for a dash.
    static std::size_t index_in(std::string const& token, std::size_t size)
    {
        if (token == "-") return size;
        std::size_t out = 0;
        auto const* const end = token.data() + token.size();
        auto const [stop, error] = std::from_chars(token.data(), end, out);
        bool const is_number = error == std::errc() && stop == end && (token[0] != '0' || token.size() == 1);
        if (!is_number || out > size) refuse_path();
        return out;
    }

    any_json& find(pointer const& path) { return find(path, path.size()); }

    // The value at the first reference tokens of a pointer.
    any_json& find(pointer const& path, std::size_t depth)
    {
        auto* at = &document_;
        for (std::size_t i = 0; i != depth; ++i) {
            if (at->what == json_kind::array) {
                auto const index = index_in(path[i], at->elements.size());
                if (index == at->elements.size()) refuse_path();
                at = &at->elements[index];
            } else {
                spend(at->members.size());
                auto const* const found = find_exactly(*at, path[i]);
                if (!found) refuse_path();
                at = const_cast<any_json*>(found);
            }
        }
        return *at;
    }

    void add(pointer const& path, any_json value)
    {
        if (path.empty()) {
            document_ = std::move(value);
            return;
        }
        auto& parent = find(path, path.size() - 1);
        auto const& last = path.back();
        if (parent.what == json_kind::array) {
            auto const index = index_in(last, parent.elements.size());
            spend(parent.elements.size() - index);
            parent.elements.insert(parent.elements.begin() + static_cast<std::ptrdiff_t>(index), std::move(value));
        } else if (parent.what == json_kind::object) {
            spend(parent.members.size());
            if (auto const* const found = find_exactly(parent, last))
                const_cast<any_json&>(*found) = std::move(value);
            else
                parent.members.push_back({last, std::move(value)});
        } else {
            refuse_path();
        }
    }

    // Removes a value and returns it.
    any_json take(pointer const& path)
    {
        auto& found = find(path);
        auto out = std::exchange(found, any_json());
        if (path.empty()) return out;
        auto& parent = find(path, path.size() - 1);
        if (parent.what == json_kind::array) {
            auto const index = &found - parent.elements.data();
            spend(parent.elements.size() - static_cast<std::size_t>(index));
            parent.elements.erase(parent.elements.begin() + index);
        } else {
            spend(parent.members.size());
            std::erase_if(parent.members, [&](any_json::member const& m) { return &m.value == &found; });
        }
        return out;
    }

    any_json& document_;
    std::size_t work_left_ = 2'000'000;
};

}  // namespace descry::testing::detail
