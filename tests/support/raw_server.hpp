// raw_server: a TCP server that plays a script, and a TCP client, byte for byte. No HTTP in here, and no Asio.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>

namespace test {

inline sockaddr_in loopback(std::uint16_t port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

inline int checked(int result)
{
    if (result < 0) throw std::system_error(errno, std::generic_category());
    return result;
}

// Gives a socket that port of the loopback interface, or a free one.
inline std::uint16_t bind_to_loopback(int fd, std::uint16_t port = 0)
{
    auto address = loopback(port);
    socklen_t size = sizeof address;
    checked(::bind(fd, reinterpret_cast<sockaddr*>(&address), size));
    checked(::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size));
    return ntohs(address.sin_port);
}

// Until all that was sent is where the other end can read it: a loaded system takes a moment even for its own loopback.
inline void wait_until_received(int fd)
{
    for (int left = 1; left != 0; std::this_thread::yield()) checked(::ioctl(fd, TIOCOUTQ, &left));
}

// One end of a TCP connection, closed by its destructor. Everything blocks.
class raw_socket {
    int fd_;
    std::string received_;

public:
    explicit raw_socket(int fd) : fd_(fd) {}
    raw_socket(raw_socket const&) = delete;
    raw_socket& operator=(raw_socket const&) = delete;
    ~raw_socket() { close(); }

    int fd() const { return fd_; }

    void close()
    {
        if (fd_ >= 0) ::close(fd_);
        fd_ = -1;
    }

    // Closes so that the other end sees its connection reset.
    void reset()
    {
        linger const at_once{1, 0};
        ::setsockopt(fd_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
        close();
    }

    void shutdown_send() { ::shutdown(fd_, SHUT_WR); }
    void shutdown() { ::shutdown(fd_, SHUT_RDWR); }

    // False when the other end is gone.
    bool write(std::string_view bytes)
    {
        while (!bytes.empty()) {
            auto const n = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (n <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(n));
        }
        return true;
    }

    // Everything up to and including `end`; less when the connection ended before.
    std::string read_until(std::string_view end)
    {
        for (;;) {
            if (auto const at = received_.find(end); at != std::string::npos) return take(at + end.size());
            if (!receive()) return take(received_.size());
        }
    }

    std::string read_head() { return read_until("\r\n\r\n"); }

    std::string read(std::size_t size)
    {
        while (received_.size() < size)
            if (!receive()) return take(received_.size());
        return take(size);
    }

    // What is there, at least one byte; nothing once the other end closed.
    std::string read_some()
    {
        if (received_.empty()) receive();
        return take(received_.size());
    }

    // Everything until the other end closes.
    std::string read_all()
    {
        while (receive()) {
        }
        return take(received_.size());
    }

private:
    bool receive()
    {
        char buffer[4096];
        auto const n = ::recv(fd_, buffer, sizeof buffer, 0);
        if (n <= 0) return false;
        received_.append(buffer, static_cast<std::size_t>(n));
        return true;
    }

    std::string take(std::size_t size)
    {
        auto out = received_.substr(0, size);
        received_.erase(0, size);
        return out;
    }
};

inline int connect_to(std::uint16_t port)
{
    int const fd = checked(::socket(AF_INET, SOCK_STREAM, 0));
    auto const address = loopback(port);
    checked(::connect(fd, reinterpret_cast<sockaddr const*>(&address), sizeof address));
    return fd;
}

// Accepts one connection after the other and plays the script with each. A script that waits for bytes is woken by the
// destructor.
class raw_server {
public:
    // The connection, and how many there were before it.
    using script = std::function<void(raw_socket&, int)>;

    explicit raw_server(script play, std::uint16_t port = 0)
        : play_(std::move(play)), listener_(checked(::socket(AF_INET, SOCK_STREAM, 0)))
    {
        port_ = bind_to_loopback(listener_, port);
        checked(::listen(listener_, 64));
        thread_ = std::thread([this] { run(); });
    }

    ~raw_server()
    {
        {
            std::lock_guard const lock(mutex_);
            stopped_ = true;
            ::shutdown(listener_, SHUT_RDWR);
            if (current_ >= 0) ::shutdown(current_, SHUT_RDWR);
        }
        thread_.join();
        ::close(listener_);
    }

    std::uint16_t port() const { return port_; }
    std::string base_url() const { return "http://127.0.0.1:" + std::to_string(port_); }
    int accepted() const { return accepted_; }

private:
    script play_;
    int listener_;
    std::uint16_t port_ = 0;
    std::mutex mutex_;
    bool stopped_ = false;
    int current_ = -1;
    std::atomic<int> accepted_{0};
    std::thread thread_;

    bool begin(int fd)
    {
        std::lock_guard const lock(mutex_);
        current_ = stopped_ ? -1 : fd;
        return !stopped_;
    }

    void end()
    {
        std::lock_guard const lock(mutex_);
        current_ = -1;
    }

    void run()
    {
        for (;;) {
            int const fd = ::accept(listener_, nullptr, nullptr);
            if (fd < 0) return;
            raw_socket peer(fd);
            if (!begin(fd)) return;
            play_(peer, accepted_++);
            end();
        }
    }
};

// A port on which nobody listens.
inline std::uint16_t closed_port()
{
    raw_socket const socket(checked(::socket(AF_INET, SOCK_STREAM, 0)));
    return bind_to_loopback(socket.fd());
}

}  // namespace test
