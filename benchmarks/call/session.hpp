// session: what one thread calls the server with. One for each way to do that.
#pragma once

#include <call/server.hpp>
#include <partner_center/customers/billing_profile.hpp>

#include <memory>
#include <string_view>

/// The resource that is read and updated.
inline constexpr std::string_view profile_target =
    "/v1/customers/fcd26b72-ebf9-4b7d-9adf-ca3ea42a6c3f/profiles/billing";

/// Used by one thread, and keeps its connection. Each call ends the program if it fails.
struct session {
    virtual ~session() = default;
    virtual void get() = 0;
    virtual void update() = 0;
};

/// What makes a session for each thread. May be used from several threads at once.
struct caller {
    virtual ~caller() = default;
    virtual std::unique_ptr<session> connect() = 0;
};

/// Beast by hand, without reading or writing JSON: what a call costs anyway.
std::unique_ptr<caller> make_floor(server const& to, std::string const& body);
/// `partner_center::client`, one for all threads.
std::unique_ptr<caller> make_descry(server const& to, partner_center::customer_billing_profile const& profile);
/// libcurl, with nlohmann's JSON.
std::unique_ptr<caller> make_curl(server const& to, partner_center::customer_billing_profile const& profile);
/// cpp-httplib, with nlohmann's JSON.
std::unique_ptr<caller> make_httplib(server const& to, partner_center::customer_billing_profile const& profile);

/// Ends the program.
[[noreturn]] void failed(char const* what);
