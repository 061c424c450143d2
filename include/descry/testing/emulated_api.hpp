// emulated_api: what an API's answers have in common beside its resources.
#pragma once

#include <descry/client/service.hpp>
#include <descry/core/detail/config.hpp>
#include <descry/http/message.hpp>
#include <descry/testing/fault.hpp>
#include <descry/testing/tokens.hpp>

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry::testing {

/// What `null` means for a member in the body of a PATCH.
enum class patched_null {
    removes,    ///< The member is removed (RFC 7396).
    is_ignored  ///< The member stays as it is.
};

/// The default is an API that asks for nothing.
struct emulated_api {
    /// As its clients know it: the names of headers, whether a bearer token is needed, and how names are spelled, in
    /// bodies, queries and answers. A request that spells a declared member otherwise is refused.
    service wire{};
    bool any_casing = false;  ///< The service takes names in any casing; answers are in camelCase then.
    std::string (*write_fault)(fault const& why) = write_problem;  ///< The body of a refusal, as JSON.
    patched_null null_in_patch = patched_null::removes;

    /// The audiences of tokens that the service accepts, with or without a slash at their end; empty: all.
    std::span<std::string_view const> audiences{};
    /// Adds to an answer what this API says of the token that came with the request; null: nothing.
    void (*tell_claims)(token_claims const& claims, request const& message, response& out) = nullptr;

    std::string_view elements = "items";        ///< The member of an envelope that holds a collection's elements.
    std::string_view collection_type = "";      ///< The `objectType` in the attributes of an envelope, if it has those.
    bool total_count_is_of_page = false;        ///< What an envelope's total count counts.
    std::string_view continuation_header = "";  ///< Carries the token of a walk through pages; empty: there are none.
    /// Queries select and sort by `filter`, `sortField` and `sortDirection`, as those of Partner Center do.
    bool json_filters = false;
    bool created_links_to_itself = false;  ///< What was made has its place as `uri` in `self` of its `links`.

    /// What parameters of queries and fields of filters are called in the elements that they select, where that is
    /// another name: `{"offer_category_id", "category.id"}`.
    std::span<std::pair<std::string_view, std::string_view> const> selecting{};

    /// The name in elements of a parameter or field.
    DESCRY_DECL std::string_view member_for(std::string_view name) const noexcept;
};

/// How an emulator behaves.
struct emulator_options {
    std::vector<registered_application> applications{};  ///< Who gets tokens at the token endpoints.
    token_options tokens{};

    /// Called after each exchange, from the thread that made it, several at once. What it is given holds secrets.
    std::function<void(request const&, response const&)> on_exchange{};

    /// A change without `If-Match` is made under the entity tag that its body has. Microsoft's libraries for Partner
    /// Center send it there only.
    bool tag_in_body = false;

    std::size_t page_size = 500;  ///< The most elements of a page. A request may ask for fewer.

    /// Asked before each request but those for tokens is worked on, by several threads at once: what it gives is the
    /// answer, and nothing is done. See `throttle_every`.
    std::function<std::optional<response>(request const&)> before{};

    /// App+User tokens are refused whose user signed in without multi-factor authentication, see
    /// `registered_application::mfa`.
    bool needs_mfa = false;
};

}  // namespace descry::testing

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/testing/impl/emulated_api.ipp>
#endif
