// upload_verb: the default handling of an upload.
#pragma once

#include <descry/model/random_guid.hpp>
#include <descry/testing/detail/change_verbs.hpp>
#include <descry/testing/detail/document_id.hpp>
#include <descry/testing/multipart.hpp>

#include <cstddef>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry::testing::detail {

/// The description of a file. A model takes those members that it declares.
inline any_json describe_file(form_part const& file, std::string_view parameter, std::string const& id,
                              std::string_view size_in_kilobytes)
{
    any_json out(json_kind::object);
    for (auto const name : {parameter, std::string_view("id")}) set_member(out, name, text_tree(id));
    for (auto const* name : {"name", "fileName"}) set_member(out, name, text_tree(file.file_name));
    for (auto const* name : {"contentType", "mediaType"}) set_member(out, name, text_tree(file.media_type));
    set_member(out, "size", number_tree(std::to_string(file.content.size())));
    if (!size_in_kilobytes.empty())
        set_member(out, size_in_kilobytes, number_tree(std::to_string((file.content.size() + 1023) / 1024)));
    return out;
}

/// Adds those members that the table declares, or replaces them.
inline void set_known(any_json& to, any_json const& from, object_table const* table)
{
    for (auto const& [name, value] : from.members)
        if (auto const* const f = member_alike(table, name)) set_exactly(to, wire_name(*table, *f), value);
}

/// The members of the description in front of the files; none for a form.
inline any_json description_in(operation const& op, std::vector<form_part>& parts)
{
    bool const is_described = op.content_type == "multipart/related" && !parts.empty() &&
                              descry::detail::may_be_json(parts.front().media_type);
    if (!is_described) return any_json(json_kind::object);
    auto out = read_body(parts.front().content);
    parts.erase(parts.begin());
    return out;
}

/// The place where the files of an upload are stored, or null if they are read nowhere: below the path of a POST, which
/// creates them; that path itself for another method, such as PUT, if a file is read there (RFC 9110, 9.3.3 and 9.3.4).
inline served_place const* place_of_files(emulated_service const& service, emulated_call const& call)
{
    bool const names_file = call.message.method != "POST" && call.where.has_file();
    return names_file ? &call.where : service.places.items_of(call.where);
}

/// Stores each file of a form, or with a description: at the path of the request, whose id the description must not
/// contradict, or below it under the id that its description has, or a fresh one. A POST to an id of another file is
/// refused; with another method, that file is replaced. Several files with one id are refused with any method, since
/// only one of them could be read. The response describes all files if it is a collection, or else the first, with the
/// members that the operation's model declares.
inline prepared_change store_files(emulated_service& service, emulated_call const& call)
{
    auto parts = parts_of_upload(*call.what.op, call.message);
    auto const given = description_in(*call.what.op, parts);
    bool const is_form = call.what.op->content_type == "multipart/form-data";
    service.check_owner(call.where, call.key);
    auto const* const where = place_of_files(service, call);
    bool const is_at_path = where == &call.where;
    auto const parameter = where ? last_parameter(*where->path).parameter : std::string_view("id");
    auto const& model = call.what.response;
    auto const collection = service.envelope_of(call.where, model.type);
    auto const* const element_table = collection ? object_in(collection->element_type())
                                      : model    ? object_in(*model.type)
                                                 : nullptr;

    any_json description(json_kind::object);
    set_known(description, given, element_table);
    std::vector<element_json> said;
    std::vector<std::pair<resource_key, document_ptr>> files;
    std::set<resource_key> keys;
    for (auto& part : parts) {
        if (is_form && part.file_name.empty()) continue;
        auto const own = is_at_path && !parameter.empty() ? call.key.back() : descry::random_guid();
        any_json about(json_kind::object);
        set_known(about, describe_file(part, parameter, own, service.api.size_in_kilobytes), element_table);
        set_known(about, description, element_table);
        if (is_at_path && model && !collection) keep_key(service, key_members(call, model), nullptr, about);
        said.push_back(std::make_shared<std::string const>(write_json(about)));
        if (!where) continue;
        auto key = call.key;
        if (!is_at_path) {
            auto const id = id_of_new(element_table, parameter);
            auto described = id ? id.in(about) : std::string();
            key.push_back(described.empty() ? own : std::move(described));
            key = service.keys.of_values(*where->path, std::move(key));
        }
        if (!keys.insert(key).second) throw fault(refusal::malformed_body, "Two files of the body have the same id.");
        files.emplace_back(std::move(key), std::make_shared<document const>(document{
                                               std::move(part.content), random_token(), std::move(part.media_type)}));
    }
    if (said.empty()) throw fault(refusal::malformed_body, "The body has no file.");
    response sent{201, {}, {}};
    if (model) {
        sent.headers.push_back({"Content-Type", "application/json"});
        sent.body =
            collection ? collection->write({.elements = said, .total = said.size()}, service.api) : *said.front();
    }
    return [&service, &call, where, is_at_path, uploaded = std::move(files), sent]() -> replayed_response {
        check_is_allowed(service, call);
        auto out = sent;
        for (auto const& [key, file] : uploaded) {
            if (!service.documents.find(*where, key, {.is_file = true})) continue;
            if (call.message.method == "POST") throw fault(refusal::key_taken, "There is a file of that key already.");
            if (is_at_path) out.status = out.body.empty() ? 204 : 200;
        }
        for (auto const& [key, file] : uploaded) service.documents.assign(*where, key, {.is_file = true}, {file});
        return std::make_shared<response const>(std::move(out));
    };
}

}  // namespace descry::testing::detail
