// https_server: definitions of the functions of https_server.hpp.
#pragma once

#include <descry/model/random_guid.hpp>
#include <descry/testing/https_server.hpp>

#include <filesystem>
#include <system_error>
#include <utility>

namespace descry::testing {

DESCRY_DECL https_server::https_server(handler handle, https_options options)
    : options_(std::move(options)),
      temporary_(options_.ca_file.empty()),
      server_(std::move(handle), {options_.port, authority_.issue(), options_.client_authorities})
{
    if (temporary_) {
        auto const name = "descry-ca-" + descry::random_guid() + ".pem";
        options_.ca_file = (std::filesystem::temp_directory_path() / name).string();
    }
    authority_.write_certificate(options_.ca_file);
}

DESCRY_DECL https_server::~https_server()
{
    server_.stop();
    std::error_code ignored;
    if (temporary_) std::filesystem::remove(options_.ca_file, ignored);
}

}  // namespace descry::testing
