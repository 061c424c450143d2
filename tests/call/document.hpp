// document: a service with one resource, for the tests of this folder.
#pragma once

#include <boost/describe/class.hpp>

#include <descry/client.hpp>
#include <descry/testing/scripted_transport.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace call_test {

struct document {
    std::optional<std::string> id, title, tag;
    descry::extras extras;
};
BOOST_DESCRIBE_STRUCT(document, (), (id, title, tag, extras))

struct document_key {
    std::string id{};
};
BOOST_DESCRIBE_STRUCT(document_key, (), (id))

using document_tag = descry::if_match<&document::tag>;

struct documents : descry::resource<document, document_key, "/documents/{id}", descry::get,
                                    descry::put<document_tag, descry::credential_kind::app_user>> {};

inline descry::service const& wire()
{
    static descry::service const api{.request_id_header = "Request-Id", .correlation_id_header = "Correlation-Id"};
    return api;
}

using network = std::shared_ptr<descry::testing::scripted_transport>;

inline network answering(descry::testing::scripted_transport::script script)
{
    return std::make_shared<descry::testing::scripted_transport>(std::move(script));
}

inline network answering(descry::response const& in)
{
    return answering([in](descry::request const&) { return in; });
}

using responses = std::vector<descry::result<descry::response>>;

inline network in_turn(responses all)
{
    return answering(
        [all = std::move(all), next = std::size_t{0}](descry::request const&) mutable { return all.at(next++); });
}

inline descry::client make_client(network const& to, descry::client_options options = {})
{
    options.base_url = "https://documents.example";
    options.custom_transport = to;
    options.retry.base_delay = std::chrono::milliseconds(0);
    return descry::client(std::move(options), wire());
}

inline descry::response ok(std::string body) { return {200, {{"Content-Type", "application/json"}}, std::move(body)}; }

inline constexpr std::string_view stored = R"({"id":"7","title":"old","tag":"e1","more":{"x":[1,2]}})";

}  // namespace call_test
