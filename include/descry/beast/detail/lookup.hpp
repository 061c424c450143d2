// lookup: a name lookup by the system's resolver that can be abandoned.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace descry::detail {

// The system's resolver blocks, perhaps for half a minute, and cannot be interrupted; Asio's resolver waits for it when
// its io_context is destroyed. So that deadlines, cancellations and destructors need not wait, each lookup has its own
// thread, which is detached when the result is no longer wanted. The thread then lives until the resolver returns, and
// uses only this object.
class lookup {
public:
    using endpoints = std::vector<boost::asio::ip::tcp::endpoint>;
    using reply_handler = std::function<void(boost::system::error_code, endpoints)>;

    // `reply` is called on the thread of the lookup, under a lock: it may only post. Throws std::system_error if no
    // thread can be started.
    static std::shared_ptr<lookup> start(std::string host, std::uint16_t port, reply_handler reply)
    {
        auto self = std::make_shared<lookup>();
        self->reply_ = std::move(reply);
        std::thread([self, name = std::move(host), port] { self->run(name, port); }).detach();
        return self;
    }

    // After this function returned, `reply` is not called any more.
    void abandon()
    {
        std::lock_guard const lock(mutex_);
        reply_ = nullptr;
    }

private:
    std::mutex mutex_;
    reply_handler reply_;

    void run(std::string const& host, std::uint16_t port)
    {
        using boost::asio::ip::tcp;
        boost::system::error_code ec;
        endpoints found;
        try {
            boost::asio::io_context context(1);
            tcp::resolver resolver(context);
            for (auto const& entry : resolver.resolve(host, std::to_string(port), tcp::resolver::numeric_service, ec))
                found.push_back(entry.endpoint());
        } catch (boost::system::system_error const& e) {
            ec = e.code();
        }
        std::lock_guard const lock(mutex_);
        if (reply_) reply_(ec, std::move(found));
    }
};

}  // namespace descry::detail
