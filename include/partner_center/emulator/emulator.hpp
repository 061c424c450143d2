// emulator: Partner Center on this machine, over TLS, for examples, tests and curl.
#pragma once

#include <descry/testing/https_server.hpp>

#include <partner_center/emulator/in_process_emulator.hpp>

#include <cstdint>
#include <functional>
#include <string>
#include <utility>

namespace partner_center {

/// An emulator that listens on 127.0.0.1 from its construction to its destruction. A client is set up as follows:
/// @code
/// partner_center::emulator emulator;
/// partner_center::client partner({.credentials = partner_center::demo::user_credentials(),
///                                 .authority = emulator.base_url(),
///                                 .client = {.base_url = emulator.base_url(),
///                                            .network = {.ca_file = emulator.ca_file()}}});
/// @endcode
/// Throws `boost::system::system_error` if the port is in use.
template <class InProcess>
class listening : public InProcess {
    descry::testing::https_server server_;

public:
    explicit listening(descry::testing::emulator_options options = {}, descry::testing::https_options listen = {})
        : InProcess(std::move(options)), server_(std::ref<descry::testing::emulator>(*this), std::move(listen))
    {
    }

    /// The origin of the API and of the authority that issues tokens, such as `https://127.0.0.1:51234`.
    std::string const& base_url() const noexcept { return server_.base_url(); }
    std::uint16_t port() const noexcept { return server_.port(); }

    /// The certificate that clients must trust, as the path of a PEM file and as text.
    std::string const& ca_file() const noexcept { return server_.ca_file(); }
    std::string const& ca_pem() const noexcept { return server_.ca_pem(); }

    /// The number of connections accepted so far.
    std::size_t connections() const noexcept { return server_.connections(); }
};

/// An emulator of the billing profiles of customers, see `in_process_emulator`.
using emulator = listening<in_process_emulator>;

}  // namespace partner_center
