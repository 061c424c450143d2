// versions: the members of documents that a service compares and renews with each change.
#pragma once

#include <descry/rest/detail/member_path.hpp>
#include <descry/rest/detail/value_at.hpp>
#include <descry/testing/detail/any_json.hpp>
#include <descry/testing/detail/apply_json_patch.hpp>
#include <descry/testing/detail/served_place.hpp>
#include <descry/testing/detail/tables.hpp>
#include <descry/testing/fault.hpp>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace descry::testing::detail {

using descry::detail::member_path;

/// The version of the first operation of the place that changes states of that type and compares one; empty otherwise.
template <class VersionOf>
member_path find_version_path(served_place const& where, value_type const& type, VersionOf const& version_of) noexcept
{
    for (auto const& resource : where.resources)
        for (auto const& each : resource.operations)
            if (member_path const version = version_of(*each.op); each.op->state == &type && !version.empty())
                return version;
    return {};
}

/// The member with the version in documents of that type; empty if no operation of the place compares one.
inline member_path version_in(served_place const& where, value_type const& type) noexcept
{
    return find_version_path(where, type, [](operation const& op) { return op.version; });
}

/// The same for an operation that compares the version in the body.
inline member_path version_in_body(served_place const& where, value_type const& type) noexcept
{
    return find_version_path(where, type, [](operation const& op) { return op.version_in_body(); });
}

/// The version in a document or a body; null if it has none.
inline any_json const* find_version(any_json const& from, member_path version) noexcept
{
    auto const* at = &from;
    for (auto const& step : version)
        if (at = find_member(*at, step.name(casing::camel)); !at) return nullptr;
    bool const is_empty = at->is_null() || (at->what == json_kind::string && at->text.empty());
    return is_empty ? nullptr : at;
}

/// Gives a document the version after `before`, which may be null: the next integer; or `token`, for a string.
inline std::string with_next_version(std::string const& content, member_path version, any_json const* before,
                                     std::string const& token)
{
    auto const& last = version.back();
    auto const& type = type_inside(last.table->fields[last.number].type);
    bool const is_number = is_integer(type) || type.what == kind::maybe_quoted;
    if (!is_number && type.what != kind::string && type.what != kind::optional_string) return content;
    std::uint64_t number = 0;
    if (before) {
        auto const text = text_of(*before);
        std::from_chars(text.data(), text.data() + text.size(), number);
    }
    auto document = read_own(content);
    auto const next = is_number ? std::to_string(number + 1) : token;
    bool const is_quoted = !is_number || (before && before->what == json_kind::string);
    descry::detail::set_at(document, version, casing::camel, is_quoted ? text_tree(next) : number_tree(next));
    return write_json(document);
}

/// The body with the version that a JSON Patch tests, if it does.
inline any_json body_with_tested_version(any_json const& patch, member_path version)
{
    any_json out(json_kind::object);
    for (auto const& operation : patch.elements) {
        auto const *const op = find_exactly(operation, "op"), *const path = find_exactly(operation, "path");
        auto const* const value = find_exactly(operation, descry::detail::value_of_operation);
        if (!op || !path || !value || op->text != "test") continue;
        auto const tokens = reference_tokens(path->text);
        if (std::equal(tokens.begin(), tokens.end(), version.begin(), version.end(),
                       [](auto const& token, auto const& step) { return alike(token, step.name(casing::camel)); }))
            descry::detail::set_at(out, version, casing::camel, *value);
    }
    return out;
}

/// The version in the content of a document; empty if it has none, as a file.
inline std::optional<std::string> stored_version(std::string_view content, member_path version)
{
    auto const document = descry::detail::read_written(content);
    auto const* const found = document ? find_version(*document, version) : nullptr;
    return found ? std::optional(text_of(*found)) : std::nullopt;
}

/// Throws `fault` if the body of a change has another version than the document, or if it has none and needs one.
inline void check_version(member_path version, bool is_needed, any_json const& body, std::string const& stored)
{
    auto const* const sent = find_version(body, version);
    if (!sent && is_needed) throw fault(refusal::condition_missing, "The body needs the version of the resource.");
    if (!sent) return;
    if (stored_version(stored, version) != text_of(*sent))
        throw fault(refusal::stale_version, "The version in the body is not the current one.");
}

/// The same for a version in the query of a request.
inline void check_version(std::string_view parameter, member_path version, query_values const& query,
                          std::string const& stored)
{
    auto const* const sent = query.find(parameter);
    if (!sent)
        throw fault(refusal::condition_missing,
                    "The query needs " + std::string(parameter) + " with the version of the resource.");
    if (stored_version(stored, version) != *sent)
        throw fault(refusal::stale_tag, "The version in the query is not the current one.");
}

}  // namespace descry::testing::detail
