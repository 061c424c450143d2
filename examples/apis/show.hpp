// show: prints each exchange of an emulator as one line, and below it what was sent.
#pragma once

#include <descry/http/message.hpp>

#include <iostream>

inline void show(descry::request const& sent, descry::response const& received)
{
    std::cout << sent.method << ' ' << sent.target << ": " << received.status << '\n';
    if (!sent.body.empty()) std::cout << "  " << sent.body << '\n';
}
