// emulated_api: conventions of an API that its resources do not declare, for an emulator of it.
#pragma once

#include <descry/client/clock.hpp>
#include <descry/client/service.hpp>
#include <descry/core/config.hpp>
#include <descry/http/message.hpp>
#include <descry/testing/fault.hpp>
#include <descry/testing/token_address.hpp>
#include <descry/testing/tokens.hpp>

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry::testing {

/// The meaning of `null` for a member in the body of a PATCH.
enum class patched_null {
    removes,    ///< The member is removed (RFC 7396).
    is_ignored  ///< The member keeps its value.
};

/// The operator that compares a member of an element with a value. Numbers are compared by value, and so are strings
/// that look like numbers: "1.0" equals "1". Other strings are compared without regard to letter case.
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

/// The dialect in which queries filter elements by a condition in JSON, and sort them. A condition is an object with
/// the members `field`, `value` and `op`; a compound condition has the conditions `left` and `right` and has `both` or
/// `either` as its `op`.
struct filter_dialect {
    std::string_view
        parameter{};  ///< The parameter with the condition. If empty, there are no conditions, and nothing is sorted.
    std::string_view sort_field{};      ///< The parameter with the name of the member to sort by.
    std::string_view sort_direction{};  ///< The parameter that selects descending order with the value `descending`.
    std::string_view descending{};
    std::string_view field{}, value{}, op{}, left{}, right{}, both{}, either{};
    std::span<std::pair<std::string_view, comparison> const> comparisons{};  ///< The other values of `op`.
};

/// A link in a response of an emulator, to a page of a list or to a resource that was created.
struct shown_link {
    std::string uri{};
    std::string token{};         ///< The continuation token of the page. Empty if the URI is sufficient.
    std::string token_header{};  ///< The name of the field in which the token is sent.
};

/// The link as the object `{"href":"/orders/7"}`.
DESCRY_DECL std::string write_href(shown_link const& link);

/// The members of an envelope that describe a page, besides its elements. Each is the path of a member, such as `total`
/// or `links.next`; a member that the envelope's model lacks is omitted. An empty path means that the API has no such
/// member.
struct envelope_members {
    std::string_view elements = "items";  ///< The array of the elements.
    std::string_view total{};             ///< The number of elements.
    bool total_is_of_page =
        false;                 ///< True if `total` counts the elements of the page instead of those of the whole list.
    std::string_view token{};  ///< The continuation token, if `emulated_api::continuation_header` carries it.
    std::string_view self{}, next{},
        previous{};           ///< The links: strings, or objects written by `emulated_api::write_link`.
    std::string_view type{};  ///< A member whose value is always the string `type_name`.
    std::string_view type_name{};
};

/// The query with which a client moves from the page of a continuation token to another page. Without `parameter` it
/// always moves to the next page.
struct seek_dialect {
    std::string_view parameter{};  ///< The parameter whose value is one of the following.
    std::string_view next{}, previous{}, first{}, last{};
};

/// The responses to the polls of a job in an emulator.
enum class job_polls {
    status,   ///< 200 with the state.
    result,   ///< 202 without content until the last state, which is the result of the job: 200.
    nothing,  ///< The same, ended by 204.
};

/// How an emulator runs a job.
struct emulated_job {
    std::string field = "Location";  ///< The field with the URL to poll, such as `Operation-Location`.
    job_polls polls = job_polls::status;
    /// The status of the first response. With another one than 202, such as 201, it has the document at the path, in
    /// the state that the next GET would have had.
    unsigned status = 202;
};

/// The conventions of an API, from which an emulator derives how it serves resources. The default is an API without
/// requirements.
struct emulated_api {
    /// The API as its clients know it: the names of fields, whether a bearer token is required, and the spelling of
    /// names in bodies, queries and responses. A request that spells a declared member differently is refused.
    service wire{};
    bool any_casing = false;  ///< If true, names are accepted in any casing, and responses are in camelCase.
    std::string (*write_fault)(fault const& why) = write_problem;  ///< Writes the body of an error response as JSON.
    patched_null null_in_patch = patched_null::removes;

    /// The addresses of the token endpoints.
    std::span<token_address const> token_addresses = standard_token_addresses;
    /// The documents that describe them to libraries for sign-in, which are public.
    std::span<discovery_document const> discovery = standard_discovery;
    /// The audiences of tokens that the service accepts, with or without a trailing slash. If empty, all are accepted.
    std::span<std::string_view const> audiences{};
    /// Adds fields that report the claims of the request's token to a response. May be null.
    void (*add_claims)(token_claims const& claims, request const& message, response& out) = nullptr;

    envelope_members envelope{};  ///< The members that describe a page.
    /// Writes a link as JSON, where its member is an object. Members that the object's model lacks are omitted.
    std::string (*write_link)(shown_link const& link) = write_href;
    std::string_view
        link_of_created{};  ///< The path of the member with the link to the created resource, such as `links.self`.
    std::string_view
        continuation_header{};  ///< The field that carries a continuation token. If empty, there are no such tokens.
    std::string_view token_parameter =
        "cursor";  ///< The parameter that carries the token in links of lists that are paged by links.
    /// The parameter with the size of a page, where the policy of a list names none, such as `maxResults`. If empty, it
    /// is the first of `per_page`, `page_size`, `size`, `limit`, `max_results` and `top` that the query declares.
    std::string_view size_parameter{};
    seek_dialect seek{};                   ///< How a client moves to pages other than the next.
    std::string_view size_in_kilobytes{};  ///< The member of a file's model with its size in units of 1024 octets.
    filter_dialect filters{};              ///< How queries filter and sort elements.

    /// Pairs of a parameter, or a field of a condition, and the member that it selects by, where their names differ:
    /// `{"offer_category_id", "category.id"}`. A parameter with an empty name of a member selects nothing, such as one
    /// that requests another language: `{"locale", ""}`.
    std::span<std::pair<std::string_view, std::string_view> const> selecting{};

    /// The name of the member that a parameter or field of a condition selects by.
    DESCRY_DECL std::string_view member_for(std::string_view name) const noexcept;
};

/// The behavior of an emulator.
struct emulator_options {
    std::vector<registered_application>
        applications{};  ///< The applications to which the token endpoints issue tokens.
    token_options tokens{};

    /// Called after each exchange by the thread that handled it, possibly by several threads at once. Its arguments
    /// contain secrets.
    std::function<void(request const&, response const&)> on_exchange{};

    /// Whether a change without `If-Match` is conditional on the entity tag in its body, for clients that send the tag
    /// only there.
    bool tag_in_body = false;

    /// The maximum number of elements of a page, not zero. A request may name fewer.
    std::size_t page_size = 500;

    /// Called before each request, except those for tokens, possibly by several threads at once. If it returns a
    /// response, the request is not carried out, and that response is sent. See `throttle_every`.
    std::function<std::optional<response>(request const&)> before{};

    /// Whether tokens are refused if their user signed in without multi-factor authentication. See
    /// `registered_application::mfa`.
    bool needs_mfa = false;

    /// The time by which tokens expire and `slow` responses are late, such as a `fake_clock`. Null: the real time.
    std::shared_ptr<clock> time{};
};

}  // namespace descry::testing

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/testing/impl/emulated_api.ipp>
#endif
