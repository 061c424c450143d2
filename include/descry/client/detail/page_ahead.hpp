// page_ahead: a page that is requested before the caller needs it.
#pragma once

#include <descry/client/detail/deadline.hpp>
#include <descry/core/error.hpp>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

namespace descry {

namespace detail {

template <class Page>
class page_ahead {
    std::mutex mutex_;
    std::condition_variable arrived_;
    std::optional<result<Page>> page_{};

public:
    /// Sets the page; later calls have no effect.
    void set(result<Page>&& page)
    {
        std::lock_guard const lock(mutex_);
        if (!page_) page_.emplace(std::move(page));
        arrived_.notify_one();
    }

    /// Waits for the page, at most until a time of the real clock.
    result<Page> get(steady_time until)
    {
        std::unique_lock lock(mutex_);
        if (arrived_.wait_until(lock, until, [this] { return page_.has_value(); })) return std::move(*page_);
        return or_out_of_memory([]() -> result<Page> {
            return failure(errc::deadline_exceeded, {.explanation = "nothing ran the executor of the client"});
        });
    }
};

/// The handler of the call that reads the page. If it is destroyed without being called, since its execution context
/// has ended, the waiting thread is released.
template <class Page>
class page_arrival {
    std::shared_ptr<page_ahead<Page>> to_;

public:
    explicit page_arrival(std::shared_ptr<page_ahead<Page>> to) : to_(std::move(to)) {}
    page_arrival(page_arrival&&) = default;
    page_arrival& operator=(page_arrival&&) = delete;
    ~page_arrival()
    {
        if (!to_) return;
        to_->set(or_out_of_memory([]() -> result<Page> {
            return failure(errc::canceled, {.explanation = "the executor of the client has ended"});
        }));
    }

    void operator()(result<Page> page) const { to_->set(std::move(page)); }
};

}  // namespace detail

}  // namespace descry
