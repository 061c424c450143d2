// emulated_api: what an API's answers have in common beside its resources.
#pragma once

#include <descry/client/service.hpp>
#include <descry/core/config.hpp>
#include <descry/http/message.hpp>
#include <descry/testing/fault.hpp>
#include <descry/testing/token_address.hpp>
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

/// A link that an emulator shows, to a page of a list or to what was made.
struct shown_link {
    std::string uri{};
    std::string token{};         ///< Belongs to the page; empty when the URI is enough.
    std::string token_header{};  ///< The name of the header field that the token is sent in.
};

/// The link as `{"href":"/orders/7"}`.
DESCRY_DECL std::string write_href(shown_link const& link);

/// What an envelope says of a page beside its elements. Each is a member or, as `links.next`, one inside of a member;
/// an envelope whose model lacks it does not say it. Empty: the API has no such member.
struct envelope_members {
    std::string_view elements = "items";  ///< The list with the elements.
    std::string_view total{};             ///< How many elements there are.
    bool total_is_of_page = false;        ///< `total` counts the page, not the whole list.
    std::string_view token{};  ///< The token of the walk, where `emulated_api::continuation_header` carries it.
    std::string_view self{}, next{}, previous{};  ///< Links: texts, or objects of `emulated_api::write_link`.
    std::string_view type{};                      ///< Always has the text `type_name`.
    std::string_view type_name{};
};

/// How queries lead from the page of a token to others. Without a parameter they lead to the next page only.
struct seek_dialect {
    std::string_view parameter{};  ///< Has one of the values that follow.
    std::string_view next{}, previous{}, first{}, last{};
};

/// The default is an API that asks for nothing.
struct emulated_api {
    /// As its clients know it: the names of headers, whether a bearer token is needed, and how names are spelled, in
    /// bodies, queries and answers. A request that spells a declared member otherwise is refused.
    service wire{};
    bool any_casing = false;  ///< The service takes names in any casing; answers are in camelCase then.
    std::string (*write_fault)(fault const& why) = write_problem;  ///< The body of a refusal, as JSON.
    patched_null null_in_patch = patched_null::removes;

    /// Where applications get tokens.
    std::span<token_address const> token_addresses = standard_token_addresses;
    /// The audiences of tokens that the service accepts, with or without a slash at their end; empty: all.
    std::span<std::string_view const> audiences{};
    /// Adds to an answer what this API says of the token that came with the request; null: nothing.
    void (*tell_claims)(token_claims const& claims, request const& message, response& out) = nullptr;

    envelope_members envelope{};  ///< What pages of lists say.
    /// The JSON of a link where the member for it is an object. Members that its model lacks are left out.
    std::string (*write_link)(shown_link const& link) = write_href;
    std::string_view link_of_created{};           ///< The member, as `links.self`, with the link to what was made.
    std::string_view continuation_header{};       ///< Carries the token of a walk through pages; empty: there are none.
    std::string_view token_parameter = "cursor";  ///< Has that token in links of lists that are paged by links.
    seek_dialect seek{};                          ///< How a walk is led, if not from page to page.
    std::string_view size_in_kilobytes{};  ///< The member of a file's model with its size in units of 1024 octets.
    filter_dialect filters{};              ///< How queries select and sort by conditions.

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

    /// Tokens are refused whose user signed in without multi-factor authentication, see `registered_application::mfa`.
    bool needs_mfa = false;
};

}  // namespace descry::testing

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/testing/impl/emulated_api.ipp>
#endif
