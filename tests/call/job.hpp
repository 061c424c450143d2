// job: a service that runs jobs, for the tests of jobs.
#pragma once

#include "document.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace call_test {

struct upload_status {
    std::optional<std::string> state, error;
};
BOOST_DESCRIBE_STRUCT(upload_status, (), (state, error))

inline bool is_final(upload_status const& status) { return status.state == "finished" || status.state == "failed"; }
inline bool has_finished(upload_status const& status) { return status.state == "finished"; }

struct upload_jobs : descry::resource<upload_status, document_key, "/v1/jobs/{id}", descry::get> {};

struct uploads : descry::resource<document, descry::nothing, "/v1/uploads",
                                  descry::starts<descry::create<>, upload_jobs, is_final>> {};

struct upload_query {
    std::optional<bool> overwrite{};
};
BOOST_DESCRIBE_STRUCT(upload_query, (), (overwrite))

struct machine {
    std::optional<std::string> name{}, state{};
};
BOOST_DESCRIBE_STRUCT(machine, (), (name, state))
struct version_query {
    std::string version = "2";
};
BOOST_DESCRIBE_STRUCT(version_query, (), (version))

// As Azure Resource Manager has them: `Location` is the place of the result.
template <class Verb>
using monitored = descry::result_at_location<
    descry::starts<descry::with_query<Verb, version_query>, upload_jobs, is_final, has_finished>>;
struct machines : descry::resource<machine, document_key, "/v1/machines/{id}",
                                   descry::with_query<descry::get, version_query>, monitored<descry::put<>>> {};
struct cloned_machines : descry::resource<descry::nothing, document_key, "/v1/machines/{id}/clone",
                                          monitored<descry::action<descry::nothing, machine>>> {};

inline constexpr descry::polling at_once{std::chrono::milliseconds(0), std::chrono::milliseconds(0)};

inline descry::response accepted(std::string location) { return {202, {{"Location", std::move(location)}}, {}}; }

inline descry::response state(std::string_view is) { return ok(R"({"state":")" + std::string(is) + R"("})"); }

inline descry::response with_fields(unsigned status, std::vector<descry::header> fields, std::string body = "")
{
    return {status, std::move(fields), std::move(body)};
}

inline descry::client make_job_client(network const& to, descry::client_options options = {})
{
    static descry::service const api{.request_id_header = "Request-Id", .link_prefix = "/v1"};
    options.base_url = "https://documents.example";
    options.custom_transport = to;
    options.retry.base_delay = std::chrono::milliseconds(0);
    return descry::client(std::move(options), api);
}

// Starts with that response; then sends the others in turn, and repeats the last one.
inline network running(descry::response start, std::vector<descry::response> then)
{
    return answering([start, then, asked = std::size_t{0}](descry::request const& in) mutable {
        if (in.method != "GET") return start;
        auto const& out = then[std::min(asked++, then.size() - 1)];
        return out;
    });
}

}  // namespace call_test
