// any_json: access to JSON of any type, by member names.
#pragma once

#include <descry/json/detail/json_tree.hpp>
#include <descry/json/detail/located.hpp>
#include <descry/json/detail/reader.hpp>
#include <descry/json/write.hpp>
#include <descry/testing/detail/any_model.hpp>
#include <descry/testing/detail/tables.hpp>
#include <descry/testing/fault.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace descry::testing::detail {

using any_json = descry::detail::json_tree;

/// Parses JSON that descry wrote.
inline any_json read_own(std::string_view json) { return descry::detail::read_written(json).value(); }

/// Limits for the body of a request, which bound its memory before its model is known to fit.
inline constexpr read_options body_limits{.max_size = 4 * 1024 * 1024, .max_elements = 100'000};

/// Parses the body of a request. Throws `fault` if it is not valid JSON or exceeds `body_limits`.
inline any_json read_body(std::string_view json)
{
    any_json out;
    if (descry::detail::reader engine(json, body_limits); !engine.document(type_for<any_json>(), &out)) {
        auto const why = descry::detail::located(engine.error(), json);
        throw fault(refusal::malformed_body, "The body was refused: " + why.message() + '.');
    }
    return out;
}

/// Converts a model to JSON, with its unknown members.
inline any_object read_body(model_type const& model, std::string_view json, read_options const& options)
{
    static_cast<void>(read_body(json));
    return model.read(json, options);
}

/// The member with exactly that name, or null.
inline any_json const* find_exactly(any_json const& object, std::string_view name) noexcept
{
    for (auto const& each : object.members)
        if (each.name == name) return &each.value;
    return nullptr;
}

/// The member with that name, or else the first whose name differs only in case and underscores; null if there is none.
inline any_json const* find_member(any_json const& object, std::string_view name) noexcept
{
    if (auto const* const exact = find_exactly(object, name)) return exact;
    for (auto const& each : object.members)
        if (alike(each.name, name)) return &each.value;
    return nullptr;
}

/// The same in an object and the objects nested in it, at most `levels` deep. Of several members, the least deeply
/// nested. `category.id` is the member `id` of the member `category`.
inline any_json const* find_near(any_json const& object, std::string_view name, int levels = 3) noexcept
{
    if (auto const dot = name.find('.'); dot != std::string_view::npos) {
        auto const* const outer = find_near(object, name.substr(0, dot), levels);
        return outer ? find_near(*outer, name.substr(dot + 1), 1) : nullptr;
    }
    for (int depth = 1; depth <= levels; ++depth) {
        if (depth == 1) {
            if (auto const* const found = find_member(object, name)) return found;
            continue;
        }
        for (auto const& each : object.members)
            if (auto const* const found = find_near(each.value, name, depth - 1)) return found;
    }
    return nullptr;
}

/// Replaces the member that was found in the object, or adds one.
inline void set_found(any_json& object, any_json const* found, std::string_view name, any_json value)
{
    if (found)
        const_cast<any_json&>(*found) = std::move(value);
    else
        object.members.push_back({std::string(name), std::move(value)});
}

/// Adds a member, or replaces the one that `find_member` finds.
inline void set_member(any_json& object, std::string_view name, any_json value)
{
    set_found(object, find_member(object, name), name, std::move(value));
}

/// Adds a member, or replaces the one with exactly that name.
inline void set_exactly(any_json& object, std::string_view name, any_json value)
{
    set_found(object, find_exactly(object, name), name, std::move(value));
}

inline any_json text_tree(std::string text)
{
    any_json out(json_kind::string);
    out.text = std::move(text);
    return out;
}

inline any_json number_tree(std::string digits)
{
    any_json out(json_kind::number);
    out.number.text = std::move(digits);
    return out;
}

/// The value as a string, without quotes; empty for `null`, arrays and objects.
inline std::string text_of(any_json const& value)
{
    switch (value.what) {
        case json_kind::boolean: return value.boolean ? "true" : "false";
        case json_kind::number: return value.number.text;
        case json_kind::string: return value.text;
        default: return {};
    }
}

/// The members of an object that a model declares and can hold.
inline any_json members_that_fit(any_json const& from, model_type const& model)
{
    auto const* const table = object_in(*model.type);
    any_json out(json_kind::object);
    for (auto const& each : from.members) {
        if (!member_alike(table, each.name)) continue;
        any_json single(json_kind::object);
        single.members.push_back(each);
        auto const json = write_json(single);
        descry::detail::reader engine(json, {.missing = missing_members::allowed});
        if (engine.document(*model.type, model.make().get())) out.members.push_back(each);
    }
    return out;
}

}  // namespace descry::testing::detail
