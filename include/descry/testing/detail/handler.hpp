// handler: what an emulator was told that an operation does.
#pragma once

#include <descry/http/detail/media_type.hpp>
#include <descry/http/message.hpp>
#include <descry/model/random_guid.hpp>
#include <descry/rest/resource.hpp>
#include <descry/testing/detail/any_json.hpp>
#include <descry/testing/detail/any_model.hpp>
#include <descry/testing/detail/read_query.hpp>
#include <descry/testing/detail/resource_key.hpp>
#include <descry/testing/detail/served_resource.hpp>
#include <descry/testing/multipart.hpp>

#include <functional>
#include <string>
#include <type_traits>
#include <utility>

namespace descry::testing {

/// Answers a request whose key was read from its path.
using handler = std::function<response(resource_key const& key, request const& message)>;

namespace detail {

/// The verb that a program means that tells what a resource does and does not say which.
template <declared_resource R>
constexpr verb_kind told_verb() noexcept
{
    for (auto const& [declared, kind] : {std::pair(descry::detail::declares<R, verb_kind::action>, verb_kind::action),
                                         std::pair(descry::detail::declares<R, verb_kind::create>, verb_kind::create),
                                         std::pair(descry::detail::declares<R, verb_kind::upload>, verb_kind::upload),
                                         std::pair(descry::detail::declares<R, verb_kind::patch>, verb_kind::patch),
                                         std::pair(descry::detail::declares<R, verb_kind::put>, verb_kind::put)})
        if (declared) return kind;
    return verb_kind::get;
}

/// Fills the members of a key, an object of the type that the path names. Throws `fault` when one cannot be what a
/// value says.
inline void read_key(path_table const& path, resource_key const& values, void* key)
{
    auto next = values.begin();
    for (auto const& piece : path.pieces) {
        if (!piece.member) continue;
        auto* const member = descry::detail::member_at(key, *path.key, piece.member->address);
        auto const& value = *next++;
        if (piece.member->type.what == kind::text)
            *static_cast<std::string*>(member) = value;
        else if (!descry::detail::reader(value, {}).document(piece.member->type, member))
            throw fault(refusal::unknown_key, "There is no such resource.");
    }
}

/// The key of a job's status: as the key of what started it where holes have the same name, else fresh.
inline resource_key key_of_job(path_table const& started, resource_key const& key, path_table const& status)
{
    resource_key out;
    for (auto const& piece : status.pieces) {
        if (piece.hole.empty()) continue;
        out.push_back(descry::random_guid());
        auto value = key.begin();
        for (auto const& other : started.pieces) {
            if (other.hole == piece.hole) out.back() = *value;
            if (!other.hole.empty()) ++value;
        }
    }
    return out;
}

inline any_object read_request(model_type const& model, request const& message, missing_members missing)
{
    if (!is_media_type(find_header(message.headers, "Content-Type"), "application/json"))
        throw fault(refusal::unsupported_media_type, "The body has to be declared as application/json.");
    return read_body(model, message.body, missing);
}

/// Calls `work` with what was read so far, and with the query if it takes that.
template <class Query, class Work, class... Read>
auto call_with_query(Work& work, request const& message, query_style const& style, Read const&... read)
{
    if constexpr (!std::is_same_v<Query, nothing> && std::is_invocable_v<Work&, Read const&..., Query const&>) {
        Query query{};
        read_query(descry::detail::object_table_of<Query>::table, query_values(message.target), style, &query);
        return work(read..., std::as_const(query));
    } else {
        return work(read...);
    }
}

/// Calls `work` with the key, and with what the verb sends: a model, or the parts of a form. A patch may lack members.
template <declared_resource R, verb_kind Kind, class Work>
auto call_with_request(Work& work, resource_key const& values, request const& message, query_style const& style)
{
    using verb = descry::detail::declared_verb<R, Kind>;
    using request_type = typename verb::request;
    using query = typename verb::query;
    typename R::key_type key{};
    read_key(R::path, values, &key);
    if constexpr (Kind == verb_kind::upload) {
        auto const parts = read_multipart(find_header(message.headers, "Content-Type"), message.body);
        return call_with_query<query>(work, message, style, key, parts);
    } else if constexpr (std::is_same_v<request_type, nothing>) {
        return call_with_query<query>(work, message, style, key);
    } else {
        constexpr auto missing = Kind == verb_kind::patch ? missing_members::allowed : missing_members::refused;
        auto const model = read_request(model_type_for<request_type>(), message, missing);
        return call_with_query<query>(work, message, style, key, *static_cast<request_type const*>(model.get()));
    }
}

/// A handler that answers with the model that `work` gives, or without a body.
template <declared_resource R, verb_kind Kind, class Work>
handler make_handler(Work work, query_style style)
{
    return [work = std::move(work), style](resource_key const& key, request const& message) mutable -> response {
        if constexpr (std::is_void_v<decltype(call_with_request<R, Kind>(work, key, message, style))>) {
            call_with_request<R, Kind>(work, key, message, style);
            return {204, {}, {}};
        } else {
            using answer = typename descry::detail::declared_verb<R, Kind>::answer;
            answer const out = call_with_request<R, Kind>(work, key, message, style);
            return {Kind == verb_kind::create || Kind == verb_kind::upload ? 201u : 200u,
                    {},
                    write_value(*descry::detail::type_of_body<answer>(), &out)};
        }
    };
}

}  // namespace detail

}  // namespace descry::testing
