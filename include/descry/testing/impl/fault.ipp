// fault: definitions of the functions of fault.hpp.
#pragma once

#include <descry/json/write.hpp>
#include <descry/testing/fault.hpp>

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace descry::testing {

DESCRY_DECL fault::fault(unsigned status, std::string const& description, std::vector<header> headers)
    : std::runtime_error(description), why_(refusal::of_handler), status_(status), headers_(std::move(headers))
{
    if (status < 400 || status > 599)
        throw std::invalid_argument("descry: " + std::to_string(status) + " is no status of an error");
}

DESCRY_DECL std::string write_problem(fault const& why) { return write_json(problem{why.status(), why.what()}); }

}  // namespace descry::testing
