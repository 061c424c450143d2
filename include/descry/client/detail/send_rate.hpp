// send_rate: the permits to send of all calls of a client, after a service throttled it.
#pragma once

#include <descry/client/transport.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <mutex>
#include <optional>

namespace descry {

namespace detail {

/// A token bucket that a 429 response activates. Calls are spaced from then on; the rate begins below the throttled
/// rate and grows along a cubic curve (RFC 9438), first back to that rate, then beyond, until calls are no longer
/// limited. May be used from several threads at once. The time is an argument.
class send_rate {
    using seconds = std::chrono::duration<double>;

    static constexpr double least = 0.5;   // calls per second
    static constexpr double kept = 0.7;    // of the throttled rate
    static constexpr double growth = 0.4;  // of the curve
    static constexpr seconds window{0.5};  // in which sent requests are counted

    std::mutex mutex_;
    bool limited_ = false;
    double rate_ = 0, too_much_ = 0;
    steady_time throttled_at_{}, next_{};
    std::optional<std::chrono::milliseconds> shortened_{};
    steady_time window_began_{};
    double counted_ = 0, measured_ = 0;

public:
    /// A permit for one request, valid from `now` or from a later time that is reserved for the caller; nothing if that
    /// would be after `latest`.
    std::optional<steady_time> reserve(steady_time now, steady_time latest)
    {
        std::lock_guard const lock(mutex_);
        grow(now);
        auto const at = limited_ ? std::max(now, next_) : now;
        if (at > latest) return std::nullopt;
        if (limited_) next_ = at + pause();
        count(now);
        return at;
    }

    /// The service responded with 429. All callers wait for the requested pause, but no longer than `longest`.
    void throttled(steady_time now, std::optional<std::chrono::milliseconds> retry_after,
                   std::chrono::milliseconds longest)
    {
        std::lock_guard const lock(mutex_);
        // The responses to concurrent requests count as one.
        if (!limited_ || now - throttled_at_ >= window) {
            auto const recent = std::max(measured_, counted_ / window.count());
            too_much_ = std::max(limited_ ? std::min(rate_, recent) : recent, least);
            rate_ = std::max(too_much_ * kept, least);
            throttled_at_ = now;
            limited_ = true;
        }
        auto const next = now + (retry_after ? std::min(*retry_after, longest) : pause());
        if (next < next_) return;
        next_ = next;
        shortened_ = retry_after > longest ? retry_after : std::nullopt;
    }

    /// The time of the next permit.
    steady_time next()
    {
        std::lock_guard const lock(mutex_);
        return next_;
    }

    /// The pause that the service requested with the last 429 response, if callers wait for less.
    std::optional<std::chrono::milliseconds> shortened()
    {
        std::lock_guard const lock(mutex_);
        return shortened_;
    }

private:
    std::chrono::steady_clock::duration pause() const
    {
        return std::chrono::duration_cast<std::chrono::steady_clock::duration>(seconds(1 / rate_));
    }

    void grow(steady_time now)
    {
        if (!limited_) return;
        auto const back = std::cbrt(too_much_ * (1 - kept) / growth);
        auto const since = seconds(now - throttled_at_).count() - back;
        rate_ = std::max(growth * since * since * since + too_much_, least);
        if (rate_ > 2 * too_much_ && now >= next_) limited_ = false;
    }

    void count(steady_time now)
    {
        if (now - window_began_ >= window) {
            measured_ = 0.8 * counted_ / window.count() + 0.2 * measured_;
            window_began_ = now;
            counted_ = 0;
        }
        counted_ += 1;
    }
};

}  // namespace detail

}  // namespace descry
