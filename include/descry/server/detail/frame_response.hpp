// frame_response: serialization of a response (RFC 9112, 4 and 6).
#pragma once

#include <boost/beast/http/status.hpp>

#include <descry/http/date.hpp>
#include <descry/http/message.hpp>

#include <chrono>
#include <string>
#include <string_view>

namespace descry::detail {

// The octets of a response to a request with the given method (RFC 9110, 6.4.1 and 8.6).
inline std::string frame_response(response const& message, std::string_view method, bool keep_alive)
{
    namespace http = boost::beast::http;
    std::string out = "HTTP/1.1 " + std::to_string(message.status) + ' ';
    auto const reason = http::obsolete_reason(static_cast<http::status>(message.status));
    out.append(reason.data(), reason.size()) += "\r\n";
    auto const add = [&out](std::string_view name, std::string_view value) {
        ((out.append(name) += ": ").append(value)) += "\r\n";
    };
    auto const add_missing = [&](char const* name, std::string const& value) {
        if (find_header(message.headers, name).empty()) add(name, value);
    };
    for (auto const& [name, value] : message.headers) add(name, value);
    bool const never_a_body = message.status == 204 || message.status == 304;
    add_missing("Date", http_date(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())));
    if (!never_a_body) add_missing("Content-Length", std::to_string(message.body.size()));
    if (!keep_alive) add_missing("Connection", "close");
    out += "\r\n";
    if (!never_a_body && method != "HEAD") out += message.body;
    return out;
}

}  // namespace descry::detail
