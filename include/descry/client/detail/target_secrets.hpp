// target_secrets: the values of sensitive members of keys and queries, found in the target of a request.
#pragma once

#include <descry/client/detail/link.hpp>
#include <descry/client/detail/secrets.hpp>
#include <descry/http/percent.hpp>
#include <descry/json/detail/json_tree.hpp>
#include <descry/rest/detail/expand.hpp>
#include <descry/rest/detail/operation.hpp>
#include <descry/rest/detail/query_reader.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace descry {

namespace detail {

/// The size of the value of a parameter at the beginning of a text: up to the last occurrence of the literal text after
/// it, in its segment, or anywhere if the value may have several.
inline std::size_t value_size(path_piece const& piece, std::string_view text, std::string_view after)
{
    if (!piece.keeps_slashes) {
        auto const segment = text.substr(0, text.find('/'));
        return std::min(segment.rfind(after.substr(0, after.find('/'))), segment.size());
    }
    if (after.empty()) return text.size();
    for (auto at = text.size(); at != 0; --at)
        if (starts_with_ignoring_case(text.substr(at), after)) return at;
    return text.size();
}

/// The values of these parameters in a path that was not made from a key: of a link, or supplied by the user.
inline void collect_from_path(path_table const& path, std::string_view text, member_list names,
                              std::vector<std::string>& out)
{
    for (std::size_t i = 0; i != path.pieces.size(); ++i) {
        auto const& piece = path.pieces[i];
        if (!starts_with_ignoring_case(text, piece.text)) return;
        text.remove_prefix(piece.text.size());
        auto const after = i + 1 != path.pieces.size() ? path.pieces[i + 1].text : std::string_view();
        auto const value = text.substr(0, value_size(piece, text, after));
        text.remove_prefix(value.size());
        if (!is_among(piece.parameter, names)) continue;
        out.emplace_back(value);
        if (auto decoded = percent_decode(value)) out.push_back(*std::move(decoded));
    }
}

/// The values of these query parameters, of those whose names are of credentials, and of these members in parameters
/// that are JSON.
inline void collect_from_query(std::string_view query, member_list names, std::vector<std::string>& out)
{
    for (query_reader in(query); in.next();) {
        auto const name = percent_decode_if_valid(in.name);
        auto const value = percent_decode_if_valid(in.value);

        auto const before = out.size();
        bool const is_credential = value.size() >= min_repeated_size && is_secret_parameter(name, secret_parameters);
        bool const is_secret = is_credential || is_part_among(name, names);
        if (!is_secret && names.empty()) continue;
        if (auto const tree = read_tree(value, repeated_names::last_wins))
            is_secret ? collect_leaves(*tree, out) : collect_values(*tree, names, out);
        if (!is_secret && out.size() == before) continue;
        out.push_back(value);
        out.emplace_back(in.value);
        // Links of services may encode a space as a plus, as forms do.
        if (auto blanks = value; value.find('+') != value.npos) {
            std::replace(blanks.begin(), blanks.end(), '+', ' ');
            out.push_back(std::move(blanks));
        }
    }
}

/// The values of sensitive members of a query, however they are written.
inline std::vector<std::string> secrets_of_query(operation const& op, void const* query)
{
    if (!query || !op.query || op.sensitive.empty()) return {};
    std::string json;
    value_type const type{kind::object, 0, op.query};
    writer(json, {}).document(type, query);
    return sensitive_values(json, op.sensitive);
}

/// The secrets in a target: the values of sensitive members of the key, or of the path if the key is null, and those of
/// the query, whether it was made here or is part of a link.
inline std::vector<std::string> secrets_of_target(operation const& op, void const* key, std::string_view target)
{
    std::vector<std::string> out;
    collect_from_query(query_in(target), op.sensitive, out);
    if (op.sensitive.empty()) return out;
    if (!key) collect_from_path(*op.path, target.substr(0, target.find('?')), op.sensitive, out);
    for (auto const& piece : op.path->pieces)
        if (key && is_among(piece.parameter, op.sensitive)) out.push_back(parameter_text(*op.path, piece, key));
    return out;
}

}  // namespace detail

}  // namespace descry
