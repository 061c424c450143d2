// kept_key: a change of a document keeps the key that is in its path.
#pragma once

#include <descry/client/detail/same_state.hpp>
#include <descry/json/detail/json_tree.hpp>
#include <descry/json/detail/normalize.hpp>
#include <descry/rest/path.hpp>
#include <descry/testing/detail/any_json.hpp>
#include <descry/testing/detail/any_model.hpp>
#include <descry/testing/detail/document_id.hpp>
#include <descry/testing/detail/emulated_service.hpp>
#include <descry/testing/detail/resource_key.hpp>
#include <descry/testing/detail/route.hpp>
#include <descry/testing/detail/store.hpp>
#include <descry/testing/detail/tables.hpp>
#include <descry/testing/fault.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry::testing::detail {

/// A member that can hold the value of a path parameter.
struct key_member {
    path_piece const& piece;
    std::string const& value;
    id_member member;
    any_json held;  ///< The value in the member.
    bool is_id;     ///< It is the last parameter at the end of the path.

    /// True if the text of a member is the same value as that of its type, or of the path parameter: a number of any
    /// form, for example, or an instant in any time zone. A required GUID may be in any letter case, and a path with a
    /// slash before it or without.
    bool is_same(std::string_view text, key_rules const& rules) const
    {
        return descry::detail::same_state(normal(value, rules), normal(text, rules), {});
    }

private:
    any_json normal(std::string_view text, key_rules const& rules) const
    {
        if (piece.keeps_slashes && text.starts_with('/')) text.remove_prefix(1);
        auto out = rules.normal(piece.parameter, std::string(text));
        auto tree = held.what == json_kind::number ? number_tree(std::move(out)) : text_tree(std::move(out));
        for (auto const* const type : {&piece.member->type, &member.id->type}) descry::detail::normalize(*type, tree);
        return tree;
    }
};

/// The members of a model with the names of the path parameters, and the member with the id, see `id_in`.
inline std::vector<key_member> key_members(emulated_call const& call, model_type const& model)
{
    auto const* const table = object_in(*model.type);
    auto const& last = last_parameter(*call.where.path);
    std::vector<key_member> out;
    auto key = call.key.begin();
    for (auto const& piece : call.where.path->pieces) {
        if (piece.parameter.empty()) continue;
        auto const& value = *key++;
        bool const is_id = &piece == &last;
        auto const member = is_id ? id_in(table, piece.parameter) : member_with_key(table, piece.parameter);
        if (!member) continue;
        if (auto held = member.held_as(model, value)) out.push_back({piece, value, member, *std::move(held), is_id});
    }
    return out;
}

/// Sets the members of a changed document that have the key of its path, where the change has no value for them. Throws
/// `fault` if it has another value. Returns true if a member was set.
///
/// A member with the name of a path parameter has its value if the stored document shows that: `version` may be a
/// version of the API in the path, and that of the document in a member. The last parameter at the end of a path is the
/// id of the document, unless the stored document has another one. A member in a nested object is the id only if the
/// stored document shows that, since its name may be that of something else, such as an owner; it is not set if there
/// is no such object.
inline bool keep_key(emulated_service const& service, std::vector<key_member> const& members, document const* stored,
                     any_json& document)
{
    auto const parsed = descry::detail::read_written(stored ? std::string_view(stored->content) : "{}");
    auto const before = parsed ? *parsed : any_json(json_kind::object);
    bool was_set = false;
    for (auto const& key : members) {
        auto const& member = key.member;
        auto const stored_value = member.in(before);
        if (stored_value.empty() ? !key.is_id || member.outer : !key.is_same(stored_value, service.keys)) continue;
        if (!member.owner_in(document)) continue;
        auto const given = member.in(document);
        if (given.empty()) {
            member.set(document, key.held);
            was_set = true;
        } else if (!key.is_same(given, service.keys)) {
            auto const names = service.api.any_casing ? casing::camel : service.api.wire.body.names;
            throw fault(refusal::malformed_body, "The member \"" + member.name(names) + "\" is \"" + given +
                                                     "\" in the body, and \"" + key.value + "\" in the path.");
        }
    }
    return was_set;
}

/// The same for a model.
inline any_object with_key_of_path(emulated_service const& service, emulated_call const& call, document const* stored,
                                   model_type const& model, any_object changed)
{
    auto const members = key_members(call, model);
    if (members.empty()) return changed;
    auto document = read_own(write_value(*model.type, changed.get()));
    if (!keep_key(service, members, stored, document)) return changed;
    return model.read(write_json(document), service.of_documents());
}

}  // namespace descry::testing::detail
