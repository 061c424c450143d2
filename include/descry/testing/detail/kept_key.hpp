// kept_key: a change of a document keeps the key that is in its path.
#pragma once

#include <descry/json/detail/json_tree.hpp>
#include <descry/model/guid.hpp>
#include <descry/rest/path.hpp>
#include <descry/testing/detail/any_json.hpp>
#include <descry/testing/detail/any_model.hpp>
#include <descry/testing/detail/document_id.hpp>
#include <descry/testing/detail/emulated_service.hpp>
#include <descry/testing/detail/route.hpp>
#include <descry/testing/detail/store.hpp>
#include <descry/testing/detail/tables.hpp>
#include <descry/testing/fault.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace descry::testing::detail {

/// True if two texts are the same value of a path parameter: GUIDs in any letter case, and paths with a slash before
/// them or without.
inline bool is_same_key(path_piece const& piece, std::string_view a, std::string_view b) noexcept
{
    for (auto* const each : {&a, &b})
        if (piece.keeps_slashes && each->starts_with('/')) each->remove_prefix(1);
    auto const guid = a == b ? std::nullopt : guid::parse(a);
    return a == b || (guid && guid == guid::parse(b));
}

/// True if the member can hold the value.
inline bool can_hold(model_type const& model, id_member const& member, std::string const& value)
{
    if (member.is_number() && value.find_first_not_of("-0123456789") != value.npos)
        return false;  // might be other JSON
    any_json alone(json_kind::object);
    member.set(alone, value);
    return !members_that_fit(alone, model).members.empty();
}

/// Sets the members of a changed document that have the key of its path, where the change has no value for them. Throws
/// `fault` if it has another value. Returns true if a member was set.
///
/// A member with the name of a path parameter has its value if the stored document shows that: `version` may be a
/// version of the API in the path, and that of the document in a member. The last parameter at the end of a path is the
/// id of the document, see `id_in`, unless the stored document has another one. A member in a nested object is the id
/// only if the stored document shows that, since its name may be that of something else, such as an owner; it is not
/// set if there is no such object.
inline bool keep_key(emulated_service const& service, emulated_call const& call, document const* stored,
                     model_type const& model, any_json& document)
{
    auto const* const table = object_in(*model.type);
    auto const parsed = descry::detail::read_written(stored ? std::string_view(stored->content) : "{}");
    auto const before = parsed ? *parsed : any_json(json_kind::object);
    auto const& last = last_parameter(*call.where.path);
    bool was_set = false;
    auto key = call.key.begin();
    for (auto const& piece : call.where.path->pieces) {
        if (piece.parameter.empty()) continue;
        auto const& value = *key++;
        bool const is_id = &piece == &last;
        auto const member = is_id ? id_in(table, piece.parameter) : member_with_key(table, piece.parameter);
        if (!member || !can_hold(model, member, value)) continue;
        auto const stored_value = member.in(before);
        if (stored_value.empty() ? !is_id || member.outer : !is_same_key(piece, stored_value, value)) continue;
        if (!member.owner_in(document)) continue;
        auto const given = member.in(document);
        if (given.empty()) {
            member.set(document, value);
            was_set = true;
        } else if (!is_same_key(piece, given, value)) {
            auto const names = service.api.any_casing ? casing::camel : service.api.wire.body.names;
            throw fault(refusal::malformed_body, "The member \"" + member.name(names) + "\" is \"" + given +
                                                     "\" in the body, and \"" + value + "\" in the path.");
        }
    }
    return was_set;
}

/// The same for a model.
inline any_object with_key_of_path(emulated_service const& service, emulated_call const& call, document const* stored,
                                   model_type const& model, any_object changed)
{
    auto document = read_own(write_value(*model.type, changed.get()));
    if (!keep_key(service, call, stored, model, document)) return changed;
    return model.read(write_json(document), service.of_documents());
}

}  // namespace descry::testing::detail
