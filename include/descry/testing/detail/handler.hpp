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
#include <memory>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>

namespace descry::testing {

/// What is left to do of a request that was read: it does the work, and gives the response.
using prepared_work = std::function<response()>;

/// Reads a request whose key was read from its path. Called by several threads at once, what it gives by one at a time.
using handler = std::function<prepared_work(resource_key const& key, request const& message)>;

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

/// Adds the query to what was read so far, if `Work` takes it there. `Last` follows what was read.
template <class Query, class Work, class... Last, class... Read>
auto with_query(request const& message, query_style const& style, Read... read)
{
    if constexpr (!std::is_same_v<Query, nothing> &&
                  std::is_invocable_v<Work&, Read const&..., Query const&, Last const&...>) {
        Query query{};
        read_query(descry::detail::object_table_of<Query>::table, query_values(message.target), style, &query);
        return std::tuple<Read..., Query>(std::move(read)..., std::move(query));
    } else {
        return std::tuple<Read...>(std::move(read)...);
    }
}

/// Reads what `Work` is called with: the key; what the verb sends, which is a model or the parts of a form; and the
/// query. A patch may lack members.
template <declared_resource R, verb_kind Kind, class Work, class... Last>
auto read_arguments(resource_key const& values, request const& message, query_style const& style)
{
    using verb = descry::detail::declared_verb<R, Kind>;
    using request_type = typename verb::request;
    using query = typename verb::query;
    typename R::key_type key{};
    read_key(R::path, values, &key);
    if constexpr (Kind == verb_kind::upload) {
        auto parts = read_multipart(find_header(message.headers, "Content-Type"), message.body);
        return with_query<query, Work, Last...>(message, style, std::move(key), std::move(parts));
    } else if constexpr (std::is_same_v<request_type, nothing>) {
        return with_query<query, Work, Last...>(message, style, std::move(key));
    } else {
        constexpr auto missing = Kind == verb_kind::patch ? missing_members::allowed : missing_members::refused;
        auto const model = read_request(model_type_for<request_type>(), message, missing);
        return with_query<query, Work, Last...>(message, style, std::move(key),
                                                std::move(*static_cast<request_type*>(model.get())));
    }
}

/// A handler that answers with the model that `work` gives, or without a body.
template <declared_resource R, verb_kind Kind, class Work>
handler make_handler(Work work, query_style style)
{
    return [work = std::make_shared<Work>(std::move(work)), style](resource_key const& key,
                                                                   request const& message) -> prepared_work {
        auto arguments = read_arguments<R, Kind, Work>(key, message, style);
        return [work, given = std::make_shared<decltype(arguments) const>(std::move(arguments))]() -> response {
            if constexpr (std::is_void_v<decltype(std::apply(*work, *given))>) {
                std::apply(*work, *given);
                return {204, {}, {}};
            } else {
                using answer = typename descry::detail::declared_verb<R, Kind>::answer;
                answer const out = std::apply(*work, *given);
                return {Kind == verb_kind::create || Kind == verb_kind::upload ? 201u : 200u,
                        {},
                        write_value(*descry::detail::type_of_body<answer>(), &out)};
            }
        };
    };
}

}  // namespace detail

}  // namespace descry::testing
