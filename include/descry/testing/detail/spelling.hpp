// spelling: checks the spelling of declared names in requests, and applies it to responses.
#pragma once

#include <boost/describe/class.hpp>

#include <descry/http/detail/media_type.hpp>
#include <descry/json/detail/alternative.hpp>
#include <descry/json/read.hpp>
#include <descry/json/write.hpp>
#include <descry/model/detail/name_index.hpp>
#include <descry/model/extras.hpp>
#include <descry/model/raw_json.hpp>
#include <descry/testing/detail/any_json.hpp>
#include <descry/testing/detail/emulated_service.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace descry::testing::detail {

/// An object whose members keep their names and texts.
struct unknown_object {
    extras members{};
};
BOOST_DESCRIBE_STRUCT(unknown_object, (), (members))

inline constexpr read_options lenient_options{.max_depth = max_typed_depth, .repeated = repeated_names::last_wins};

/// Rewrites JSON with the service's spelling of declared names. `see(name, right)` is called for each declared member.
/// Undeclared names are kept, and so are values of a kind that does not match the type, which are refused when they are
/// read. With `exactly`, a name is declared only as it is spelled in that casing.
template <class See>
std::string spelled(value_type const& type, std::string_view json, casing names, See const& see,
                    std::optional<casing> exactly = {})
{
    auto const& inside = type_inside(type);
    if (type_of_element(inside, 0)) {
        auto list = read_json<std::vector<raw_json>>(json, lenient_options);
        if (!list) return std::string(json);
        for (std::size_t i = 0; i != list->size(); ++i)
            if (auto const* const element = type_of_element(inside, i))
                (*list)[i].text = spelled(*element, (*list)[i].text, names, see, exactly);
        return write_json(*list);
    }
    if (inside.what == kind::variant) {
        auto const number = descry::detail::alternative_finder(json).find(*inside.variant, max_typed_depth, {});
        return number == variant_table::none ? std::string(json)
                                             : spelled(inside.variant->alternatives[number], json, names, see, exactly);
    }
    if (inside.what == kind::dynamic) {
        auto const what = json.empty() ? std::nullopt : descry::detail::json_kind_of(json.front());
        bool const taken = what && (inside.dynamic->takes & bit_of(*what)) != 0;
        return taken ? spelled(inside.dynamic->types[static_cast<std::size_t>(*what)], json, names, see, exactly)
                     : std::string(json);
    }
    if (inside.what != kind::map && inside.what != kind::object) return std::string(json);
    auto const object = read_json<unknown_object>(json, lenient_options);
    if (!object) return std::string(json);
    unknown_object out;
    std::optional<descry::detail::declared_names> declared;
    if (inside.what == kind::object) declared.emplace(*inside.object);
    if (declared)
        for (auto const& each : object->members.members()) declared->add(each.name);
    for (auto const& [name, value] : object->members.members()) {
        auto const* f = declared ? declared->find(name) : nullptr;
        if (f && exactly && name != wire_name(*inside.object, *f, *exactly)) f = nullptr;
        auto const right = f ? wire_name(*inside.object, *f, names) : std::string_view(name);
        if (f) see(name, right);
        auto const* const held = f ? &f->type : inside.what == kind::map ? &inside.map->value : nullptr;
        out.members.append(right, held ? spelled(*held, value, names, see, exactly) : value);
    }
    return write_json(out);
}

/// Throws `fault` if the two names differ.
inline void want_spelling(char const* what, std::string_view name, std::string_view right, refusal why)
{
    if (name == right) return;
    throw fault(why, std::string("The ") + what + " \"" + std::string(name) + "\" is spelled \"" + std::string(right) +
                         "\" here.");
}

/// Throws `fault` if a declared parameter of the query is spelled differently from the service's clients.
inline void check_spelling_of_query(emulated_api const& api, emulated_call const& call)
{
    auto const* const table = call.what.op->query;
    if (api.any_casing || !table) return;
    for (auto const& each : call.query.all()) {
        std::string_view name = each.name;
        auto const* f = find_field(*table, name);
        if (!f) f = find_field(*table, name = name.substr(0, name.find_first_of("[.")));
        if (f)
            want_spelling("parameter", name, wire_name(*table, *f, api.wire.names_of_queries()),
                          refusal::malformed_query);
    }
}

/// Throws `fault` if a declared member of the JSON body of a change is spelled differently. Where names are
/// case-sensitive, it is another member.
inline void check_spelling_of_body(emulated_api const& api, emulated_call const& call)
{
    if (api.any_casing || api.wire.exact_names || !call.what.request) return;
    static_cast<void>(spelled(*call.what.request.type, write_json(read_body(call.message.body)), api.wire.body.names,
                              [](std::string_view name, std::string_view right) {
                                  want_spelling("member", name, right, refusal::malformed_body);
                              }));
}

/// Applies the service's spelling to JSON in camelCase.
inline std::string in_spelling_of_service(emulated_api const& api, value_type const& type, std::string const& json)
{
    if (api.any_casing || api.wire.body.names == casing::camel) return json;
    auto const exactly = api.wire.exact_names ? std::optional(casing::camel) : std::nullopt;
    return spelled(
        type, json, api.wire.body.names, [](auto&&...) {}, exactly);
}

/// Applies the service's spelling to a response, which was written in camelCase. Files are not changed.
inline void spell_response(emulated_api const& api, model_type const& model, response& out)
{
    bool const as_it_is = api.any_casing || api.wire.body.names == casing::camel;
    if (as_it_is || !model || out.body.empty() || out.status >= 300 ||
        !descry::detail::may_be_json(find_header(out.headers, "Content-Type")))
        return;
    if (auto const json = read_json<raw_json>(out.body, lenient_options))
        out.body = in_spelling_of_service(api, *model.type, json->text);
}

}  // namespace descry::testing::detail
