// lookup: a name lookup by the system's resolver that can be abandoned.
#pragma once

#include <boost/asio/error.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <new>
#include <optional>
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

    struct outcome {
        boost::system::error_code ec{};
        endpoints found{};
    };

    // `wake` is called on the thread of the lookup, under a lock, when there is an outcome. It must not need memory.
    // Throws std::system_error if no thread can be started.
    static std::shared_ptr<lookup> start(std::string host, std::uint16_t port, std::function<void()> wake)
    {
        auto self = std::make_shared<lookup>();
        self->wake_ = std::move(wake);
        std::thread([self, name = std::move(host), port] { self->run(name, port); }).detach();
        return self;
    }

    // The outcome, if there is one. After this function returned, `wake` is not called any more.
    std::optional<outcome> abandon()
    {
        std::lock_guard const lock(mutex_);
        wake_ = nullptr;
        return std::exchange(outcome_, std::nullopt);
    }

private:
    std::mutex mutex_;
    std::function<void()> wake_;
    std::optional<outcome> outcome_;

    void run(std::string const& host, std::uint16_t port)
    {
        using boost::asio::ip::tcp;
        outcome out;
        try {
            boost::asio::io_context context(1);
            tcp::resolver resolver(context);
            auto const service = std::to_string(port);
            for (auto const& entry : resolver.resolve(host, service, tcp::resolver::numeric_service, out.ec))
                out.found.push_back(entry.endpoint());
        } catch (boost::system::system_error const& e) {
            out.ec = e.code();
        } catch (std::bad_alloc const&) {
            out.ec = boost::asio::error::no_memory;
        }
        std::lock_guard const lock(mutex_);
        outcome_ = std::move(out);
        if (wake_) wake_();
    }
};

}  // namespace descry::detail
