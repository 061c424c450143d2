// A program that is header-only and in which no file includes <descry/beast.hpp>.
#include <descry/client.hpp>

#include <cstdio>
#include <stdexcept>

int main()
{
    try {
        descry::client const client({.base_url = "https://localhost"});
    } catch (std::logic_error const&) {
        return 0;
    }
    std::puts("a client without its engine was made");
    return 1;
}
