// recording: exchanges with a service, without their secrets, as a text that a test keeps.
#pragma once

#include <boost/describe/class.hpp>

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

/// One exchange. Its target is kept as it was, with the ids in it.
struct recorded_exchange {
    std::string method{}, base_url{}, target{};
    std::vector<recorded_header> request_headers{};
    std::string request_body{};
    unsigned status = 0;  ///< 0: no answer arrived.
    std::vector<recorded_header> response_headers{};
    std::string response_body{};
    bool body_left_out = false;  ///< The answer has a file, which is not kept: `response_body` says how long it was.
};
BOOST_DESCRIBE_STRUCT(recorded_exchange, (),
                      (method, base_url, target, request_headers, request_body, status, response_headers, response_body,
                       body_left_out))

using recording = std::vector<recorded_exchange>;

/// Fields of forms and parameters of URLs whose values are never recorded, besides those that OAuth has for credentials
/// (RFC 6749), such as `access_token` or `clientSecret`: in targets, in headers such as `Location`, and in bodies. In
/// JSON, `code` is a service's error.
inline constexpr std::array<std::string_view, 8> secret_parameters{"code",  "sig", "signature", "X-Amz-Signature",
                                                                   "token", "key", "api_key",   "subscription-key"};

/// What else must not be recorded, by names in any casing.
struct secret_names {
    std::vector<std::string> members{};     ///< Of JSON and of forms, such as `operation::sensitive`.
    std::vector<std::string> headers{};     ///< Of requests and answers.
    std::vector<std::string> parameters{};  ///< Of URLs.
};

/// An exchange as it may be kept. Concealed are the values of headers with credentials, cookies and keys, of members and
/// parameters that hold credentials by their names in OAuth, of `secret_parameters`, and of what `names` adds, in any
/// letter case and in snake or camel case alike; and the userinfo of URLs. A body that is neither JSON nor a form, and
/// mentions such a member, is concealed as a whole. What was concealed of an exchange is taken out of the rest of it
/// too, however it is encoded there: a bearer token, the password of Basic, each cookie. Ids in paths stay.
///
/// Files are not kept: of a body that is not UTF-8, of one that went to a sink or was to, and of one in several parts
/// there is only the size.
DESCRY_DECL recorded_exchange record_exchange(request const& sent, response const* in, secret_names const& names = {});

/// A recording as a text to keep in a file, and back. Reading throws `call_error` when the text is none.
DESCRY_DECL std::string write_recording(recording const& exchanges);
DESCRY_DECL recording read_recording(std::string_view text);

}  // namespace descry::testing

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/testing/impl/recording.ipp>
#endif
