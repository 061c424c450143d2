// recording: exchanges with a service, with secrets redacted, as a text for tests.
#pragma once

#include <boost/describe/class.hpp>

#include <descry/client/detail/redact_parameters.hpp>
#include <descry/core/config.hpp>
#include <descry/http/message.hpp>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace descry::testing {

struct recorded_header {
    std::string name, value;
};
BOOST_DESCRIBE_STRUCT(recorded_header, (), (name, value))

/// One exchange. Ids in the target are not redacted.
struct recorded_exchange {
    std::string method{}, base_url{}, target{};
    std::vector<recorded_header> request_headers{};
    std::string request_body{};
    unsigned status = 0;  ///< The status, or 0 if no response was received.
    std::vector<recorded_header> response_headers{};
    std::string response_body{};
    bool body_omitted =
        false;  ///< The response has a file, whose content is not recorded: `response_body` states its size.
};
BOOST_DESCRIBE_STRUCT(recorded_exchange, (),
                      (method, base_url, target, request_headers, request_body, status, response_headers, response_body,
                       body_omitted))

using recording = std::vector<recorded_exchange>;

/// Fields of forms and parameters of URLs whose values are always redacted, in addition to those whose names tell that
/// they are secrets: in targets, in fields such as `Location`, and in bodies. In JSON, the member `code` is the code of
/// an error, and `key` the name of a thing, and neither is redacted.
inline constexpr auto secret_parameters = descry::detail::secret_parameters;

/// Further values to redact, by names, without regard to letter case.
struct secret_names {
    std::vector<std::string> members{};     ///< Of JSON and of forms.
    std::vector<std::string> headers{};     ///< Of requests and responses.
    std::vector<std::string> parameters{};  ///< Of URLs.
};

/// Redacts an exchange, so that it may be stored. Redacted are the values of fields with credentials, cookies and keys;
/// of members and parameters whose names tell that they are secrets, such as `api_key` or `access_token`; of sensitive
/// members and `service::secret_headers`; of `secret_parameters`; of `names`, in any letter case and in snake or camel
/// case; and the userinfo of URLs. A body that is neither JSON nor a form and mentions such a member is redacted as a
/// whole. Every other occurrence of a redacted value in the exchange, such as a bearer token,
/// the password of Basic authentication or a cookie, is redacted as well, in any encoding. Ids in paths are kept.
///
/// Files are not recorded: only the size is kept of a body that is not UTF-8, that is passed to a sink, or that has
/// several parts.
DESCRY_DECL recorded_exchange record_exchange(request const& sent, response const* in, secret_names const& names = {});

/// Converts a recording to text and back. `read_recording` throws `call_error` if the text is not a recording.
DESCRY_DECL std::string write_recording(recording const& exchanges);
DESCRY_DECL recording read_recording(std::string_view text);

}  // namespace descry::testing

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/testing/impl/recording.ipp>
#endif
