// collection: several of a kind, as the service answers with them: all, or a page.
#pragma once

#include <descry/rest/verb.hpp>

#include <partner_center/resource_base.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace partner_center {

/// `links.next` is there as long as another page follows. What carries on is the token: in the headers of that link, or
/// in `continuation_token`.
template <class T>
struct collection : resource_base {
    std::optional<std::int64_t> total_count;  ///< Of this page, in nearly all answers.
    std::optional<std::vector<T>> items;
    std::optional<std::string> continuation_token;

    bool operator==(collection const&) const = default;
    BOOST_DESCRIBE_CLASS(collection, (resource_base), (total_count, items, continuation_token), (), ())
};

/// The verb that reads a `collection<T>`, perhaps narrowed down by a query.
template <class T, class Query = descry::nothing>
using list_of = descry::with_query<descry::get, Query>;

/// A verb that the service accepts from an application on behalf of a user only.
template <class Verb>
using app_user_only = descry::needing<Verb, descry::credential_kind::app_user>;

}  // namespace partner_center
