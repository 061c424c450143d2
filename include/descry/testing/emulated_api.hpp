// emulated_api: what an API's answers have in common beside its resources.
#pragma once

#include <descry/client/service.hpp>
#include <descry/core/config.hpp>
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

/// How a condition compares a member of an element with its value: numbers by value, text without regard to case.
enum class comparison {
    equals,
    not_equals,
    greater,
    greater_or_equal,
    less,
    less_or_equal,
    contains,
    starts_with,
    not_starts_with
};

/// How queries select elements by a condition in JSON, and sort them. A condition is an object with the members `field`,
/// `value` and `op`; or two of them, in `left` and `right`, with `both` or `either` as `op`.
struct filter_dialect {
    std::string_view parameter{};       ///< Holds the condition; empty: there are no conditions, and nothing is sorted.
    std::string_view sort_field{};      ///< The parameter with the member to sort by.
    std::string_view sort_direction{};  ///< The parameter that is `descending` to sort the other way round.
    std::string_view descending{};
    std::string_view field{}, value{}, op{}, left{}, right{}, both{}, either{};
    std::span<std::pair<std::string_view, comparison> const> comparisons{};  ///< The other values of `op`.
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
    /// The parameter that says where to go from the page of a token: `next`, `previous`, `first` or `last`; empty: to the
    /// next only.
    std::string_view seek_parameter{};
    std::string_view size_in_kilobytes{};  ///< The member of a file's model with its size in units of 1024 octets.
    filter_dialect filters{};              ///< How queries select and sort by conditions.
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

    /// A change without `If-Match` is made under the entity tag that its body has: some clients send it there only.
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
