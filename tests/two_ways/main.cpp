// A program of three files that share what they declare: header-only, and with the library that is compiled once.
#include <descry/beast.hpp>
#include <descry/testing/emulator.hpp>
#include <descry/testing/https_server.hpp>

#include <two_ways/library.hpp>

#include <cstdio>
#include <functional>
#include <string>

int main()
{
    descry::testing::emulator emulator;
    emulator.serve<library::books>();
    emulator.seed<library::books>({.id = "1"}, {.id = "1", .title = "Old", .price = {}, .authors = {"A", "B"}});
    descry::testing::https_server const server(std::ref(emulator));
    descry::client const client({.base_url = server.base_url(), .network = {.ca_file = server.ca_file()}});

    auto const renamed = library::rename(client, "1", "New");
    auto const text = library::written_twice(client.at<library::books>({.id = "1"}).get());
    std::string const expected = R"({"id":"1","title":"New","authors":["A","B"]})";
    if (renamed.title == "New" && text == expected) return 0;
    std::printf("expected %s\nfound    %s\n", expected.c_str(), text.c_str());
    return 1;
}
