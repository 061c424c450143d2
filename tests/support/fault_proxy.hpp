// fault_proxy: stands between a client and a server, and spoils what the server sends, at chosen bytes.
#pragma once

#include <support/raw_server.hpp>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <thread>

namespace test {

// Copies what one end sends to the other, until either is gone.
inline void pump(raw_socket& from, raw_socket& to)
{
    for (auto bytes = from.read_some(); !bytes.empty() && to.write(bytes); bytes = from.read_some()) {
    }
    from.shutdown();
    to.shutdown();
}

// What happens to the bytes of a server, which are counted on each connection from 0.
struct fault {
    static constexpr std::size_t never = std::string_view::npos;

    std::size_t cut_before = never;  // both ends are closed in its place
    std::size_t corrupted = never;   // one of its bits is turned
    std::size_t doubled = never;     // it is sent twice
    bool apart = false;              // each byte in a packet of its own
};

// One connection at a time.
class fault_proxy {
    std::uint16_t server_port_;
    fault what_;
    std::atomic<std::size_t> passed_{0};
    raw_server listener_{[this](raw_socket& client, int) { carry(client); }};

public:
    explicit fault_proxy(std::uint16_t server_port, fault what = {}) : server_port_(server_port), what_(what) {}

    std::uint16_t port() const { return listener_.port(); }
    int accepted() const { return listener_.accepted(); }

    // How many bytes of the server's reached the client.
    std::size_t passed() const { return passed_; }

private:
    void carry(raw_socket& client)
    {
        raw_socket server(connect_to(server_port_));
        std::thread requests([&] { pump(client, server); });
        answers(server, client);
        client.shutdown();
        server.shutdown();
        requests.join();
    }

    void answers(raw_socket& server, raw_socket& client)
    {
        std::size_t at = 0;
        for (auto bytes = server.read_some(); !bytes.empty(); bytes = server.read_some()) {
            std::string spoilt;
            for (char const byte : bytes) {
                if (at == what_.cut_before) return void(send(client, spoilt));
                spoilt += at == what_.corrupted ? static_cast<char>(byte ^ 1) : byte;
                if (at == what_.doubled) spoilt += byte;
                ++at;
            }
            if (!send(client, spoilt)) return;
        }
    }

    bool send(raw_socket& client, std::string_view bytes)
    {
        passed_ += bytes.size();
        if (!what_.apart) return client.write(bytes);
        for (char const& byte : bytes)
            if (!client.write({&byte, 1})) return false;
        return true;
    }
};

}  // namespace test
