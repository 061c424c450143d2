// A header-only program with an emulator and no network, which compiles neither Beast nor OpenSSL.
#include <descry/client.hpp>
#include <descry/client/engine.hpp>
#include <descry/testing/emulator.hpp>
#include <descry/testing/scripted_transport.hpp>

#include <two_ways/library.hpp>

#if defined(BOOST_BEAST_VERSION) || defined(OPENSSL_VERSION_TEXT)
#error "the headers of a program without a network include those of Beast or OpenSSL"
#endif

#include <cstdio>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>

int main()
{
    descry::testing::emulator emulator;
    emulator.serve<library::books>();
    emulator.seed<library::books>({.id = "1"}, {.id = "1", .title = "Old", .price = {}, .authors = {}});
    descry::client const client(
        {.base_url = "https://library.example",
         .custom_transport = std::make_shared<descry::testing::scripted_transport>(std::ref(emulator))});
    auto const at = client.at<library::books>({.id = "1"});
    if (auto const title = at.get().title; title != "Old") return std::printf("found %s\n", title.c_str());
    try {
        descry::client const with_network({.base_url = "https://library.example"});
    } catch (std::logic_error const& e) {
        return std::string(e.what()).find("<descry/beast.hpp>") == std::string::npos;
    }
    return std::puts("a client without its transport was made");
}
