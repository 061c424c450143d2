// spelling: the names of declared members as a service spells them, wanted in requests and used in answers.
#pragma once

#include <descry/json/alternative.hpp>
#include <descry/model/name_index.hpp>
#include <descry/testing/any_json.hpp>
#include <descry/testing/emulated_service.hpp>

#include <string>
#include <string_view>

namespace descry::testing {

namespace detail {

/// Walks through JSON beside the type that it is to be read as, and calls `act(name, right)` for the name of each declared
/// member and how it is spelled. What is of another kind is for the reader to refuse.
template <class Act>
void for_each_declared_name(value_type const& type, any_json& json, casing names, Act const& act)
{
    auto const& inside = type_inside(type);
    switch (inside.what) {
        case kind::list:
            for (auto& each : json.elements) for_each_declared_name(inside.list->element, each, names, act);
            break;
        case kind::map:
            for (auto& each : json.members) for_each_declared_name(inside.map->value, each.value, names, act);
            break;
        case kind::object:
            for (auto& [name, value] : json.members) {
                auto const* const f = find_field(*inside.object, name);
                if (!f) continue;
                act(name, wire_name(*inside.object, *f, names));
                for_each_declared_name(f->type, value, names, act);
            }
            break;
        case kind::variant: {
            auto const text = write_json(json);
            auto const number = descry::detail::alternative_finder(text).find(*inside.variant, max_typed_depth,
                                                                              repeated_names::refused);
            if (number != variant_table::none)
                for_each_declared_name(inside.variant->alternatives[number], json, names, act);
            break;
        }
        default: break;
    }
}

/// Throws `fault` when the two differ.
inline void want_spelling(char const* what, std::string_view name, std::string_view right, refusal why)
{
    if (name == right) return;
    throw fault(why, std::string("The ") + what + " \"" + std::string(name) + "\" is spelled \"" + std::string(right) +
                         "\" here.");
}

}  // namespace detail

/// Throws `fault` when the query names a declared parameter otherwise than the service's clients do.
inline void check_spelling_of_query(emulated_api const& api, emulated_call const& call)
{
    auto const* const table = call.what.op->query;
    if (api.any_casing || !table) return;
    for (auto const& each : call.query.all())
        if (auto const* const f = find_field(*table, each.name))
            detail::want_spelling("parameter", each.name, wire_name(*table, *f, api.wire.names_of_queries()),
                                  refusal::malformed_query);
}

/// Throws `fault` when the body, that of a change which takes JSON, names a declared member so.
inline void check_spelling_of_body(emulated_api const& api, emulated_call const& call)
{
    if (api.any_casing || !call.what.request) return;
    auto body = read_body(call.message.body);
    detail::for_each_declared_name(*call.what.request.type, body, api.wire.body.names,
                                   [](std::string const& name, std::string_view right) {
                                       detail::want_spelling("member", name, right, refusal::malformed_body);
                                   });
}

/// Spells the names of an answer, which were written in camelCase, as the service does.
inline void spell_answer(emulated_api const& api, model_type const& model, response& out)
{
    bool const as_it_is = api.any_casing || api.wire.body.names == casing::camel;
    if (as_it_is || !model || out.body.empty() || out.status >= 300) return;
    auto body = read_own(out.body);
    detail::for_each_declared_name(*model.type, body, api.wire.body.names,
                                   [](std::string& name, std::string_view right) { name = right; });
    out.body = write_json(body);
}

}  // namespace descry::testing
