// recording: definitions of the functions of recording.hpp.
#pragma once

#include <descry/client/detail/exchange_redactor.hpp>
#include <descry/json/read.hpp>
#include <descry/json/write.hpp>
#include <descry/testing/recording.hpp>

#include <string_view>
#include <utility>
#include <vector>

namespace descry::testing {

namespace detail {

/// Those of the declarations and those of the user.
inline descry::detail::redacted_names names_to_redact(request const& sent, secret_names const& names)
{
    descry::detail::redacted_names out(sent);
    auto const add = [](std::vector<std::string_view>& to, auto const& from) {
        to.insert(to.end(), from.begin(), from.end());
    };
    add(out.members, names.members);
    add(out.headers, names.headers);
    add(out.parameters, names.parameters);
    return out;
}

inline std::vector<recorded_header> recorded(std::vector<header>&& headers)
{
    std::vector<recorded_header> out;
    for (auto& h : headers) out.push_back({std::move(h.name), std::move(h.value)});
    return out;
}

}  // namespace detail

DESCRY_DECL recorded_exchange record_exchange(request const& sent, response const* in, secret_names const& names)
{
    descry::detail::exchange_redactor redactor(detail::names_to_redact(sent, names));
    recorded_exchange out{.method = sent.method, .base_url = sent.base_url};
    auto request = redactor.request_of(sent);
    out.target = std::move(request.target);
    out.request_headers = detail::recorded(std::move(request.headers));
    out.request_body = std::move(request.body);
    if (!in) return out;
    auto response = redactor.response_to(sent, *in);
    out.status = in->status;
    out.response_headers = detail::recorded(std::move(response.headers));
    out.response_body = std::move(response.body);
    out.body_omitted = response.is_omitted;
    return out;
}

DESCRY_DECL std::string write_recording(recording const& exchanges)
{
    return write_json(exchanges, {.indent = 2}) + '\n';
}

DESCRY_DECL recording read_recording(std::string_view text) { return read_json<recording>(text).value(); }

}  // namespace descry::testing
