// show: prints an exchange of an emulator: method, target and status, and below them what else was sent.
#pragma once

#include <descry/http/message.hpp>

#include <iostream>
#include <set>
#include <string>

inline void show(descry::request const& sent, descry::response const& received)
{
    static std::set<std::string> const shown{"Idempotency-Key", "If-Match", "If-None-Match", "Prefer"};
    std::cout << sent.method << ' ' << sent.target << ": " << received.status << '\n';
    for (auto const& [name, value] : sent.headers)
        if (shown.contains(name)) std::cout << "  " << name << ": " << value << '\n';
    if (!sent.body.empty()) std::cout << "  " << sent.body << '\n';
}
