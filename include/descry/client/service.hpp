// service: the conventions that all resources of an API share.
#pragma once

#include <descry/core/error.hpp>
#include <descry/json/options.hpp>
#include <descry/rest/body.hpp>
#include <descry/rest/query_style.hpp>

#include <span>
#include <string>
#include <string_view>

namespace descry {

/// The conventions of an API. The defaults describe an API without special requirements.
struct service {
    std::string_view request_id_header{};  ///< The field for an id that is new for each call; empty: not sent.
    /// The field for a key that is new for each POST and the same for its retries, such as `Idempotency-Key`, by which
    /// the service recognizes them; a POST is then retried. Other requests do not have it. Empty: not sent.
    std::string_view idempotency_key_header{};
    std::string_view correlation_id_header{};  ///< The field for an id for the service's support; empty: not sent.
    /// Fields of requests and responses whose values are redacted in failures, wire logs and recordings, in any letter
    /// case, in addition to those whose names tell that they are secrets, such as `X-Vault-Token`. The array must
    /// outlive the clients.
    std::span<std::string_view const> secret_headers{};
    /// Members of JSON whose values are shown in failures, wire logs and recordings although their names tell that they
    /// are secrets, such as the `token` of a text analysis, in any letter case, in snake case or camel case. The names
    /// must not be those of secrets anywhere in the API. Sensitive members, passwords and credentials of OAuth remain
    /// redacted, and so do parameters, fields, and each value that is redacted elsewhere in the exchange. The array
    /// must outlive the clients.
    std::span<std::string_view const> readable_members{};
    bool needs_credentials = false;  ///< Calls without credentials fail before a request is sent.
    write_options body{};            ///< How request bodies are written.
    bool exact_names = false;        ///< Names in responses are case-sensitive, see `read_options::exact_names`.
    query_style query{};             ///< How queries are written; names are as in bodies by default.
    body_coding requests = body_coding::json;  ///< The coding of requests whose verb declares none: JSON or a form.
    /// How forms are written (`application/x-www-form-urlencoded`); names are always as in bodies.
    query_style form{.arrays = parameter_style::brackets};
    std::string_view link_prefix{};  ///< `/v1`: the part of the path that links of the service may omit.

    /// Corrects a link from a response before it is followed: the link to a next page, or the location of a job. Called
    /// on any thread, perhaps twice for a link, and may throw only `std::bad_alloc`. Null, the default: links are used
    /// unchanged.
    std::string (*repair_link)(std::string_view link) = nullptr;

    /// Reads code and description of the body of an error response into the details; false if it has another form. See
    /// `descry::read_error`. Null, the default, and other forms: the common formats of services are recognized. Called
    /// on any thread; may throw only `std::bad_alloc`.
    bool (*read_error)(std::string_view body, read_options const& options, failure_details& details) = nullptr;

    /// The status that a response means, for services that report errors in responses with another one, such as 200
    /// with `{"ok":false}`: the response is then handled as one with this status, which is also that of a failure.
    /// Returns `details.status` for any other response. Sees status, header fields and the whole body; of a download or
    /// a stream, whose body was passed on, no body. Called on any thread, once for each response; may throw only
    /// `std::bad_alloc`. Null, the default: each response means its own status.
    unsigned (*status_of)(failure_details const& details) = nullptr;

    /// True for a response of the service that is equivalent to 412, such as a 409 with a certain code. It sees status,
    /// header fields and the whole body, before secrets are redacted. Called on any thread; may throw only
    /// `std::bad_alloc`.
    bool (*is_conflict)(failure_details const& details) = nullptr;

    /// True for a response whose failure is temporary, although its status does not say so: the call is retried as
    /// after 503. Called like `is_conflict`.
    bool (*is_transient)(failure_details const& details) = nullptr;

    /// The coding of the requests of a verb.
    body_coding coding_of(body_coding declared) const noexcept
    {
        return declared == body_coding::of_service ? requests : declared;
    }

    /// The casing of the members of a query whose type has no `policy_of` for it.
    casing names_of_queries() const noexcept { return query.names.value_or(body.names); }
};

}  // namespace descry
