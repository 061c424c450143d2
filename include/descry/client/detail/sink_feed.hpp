// sink_feed: passes a body to a sink, and keeps the failure of the sink.
#pragma once

#include <descry/core/error.hpp>
#include <descry/http/message.hpp>

#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace descry {

namespace detail {

/// The sink must outlive this object. Member functions return false after a failure.
class sink_feed {
public:
    explicit sink_feed(body_sink& to) : to_(to) {}

    bool begin(std::optional<std::uint64_t> size)
    {
        begun_ = true;
        return call([&] { return to_.begin(size); });
    }

    bool write(std::string_view piece)
    {
        taken_ += piece.size();
        return piece.empty() || call([&] { return to_.write(piece); });
    }

    bool end()
    {
        return call([&] { return to_.end(); });
    }

    bool begun() const noexcept { return begun_; }
    std::uint64_t taken() const noexcept { return taken_; }

    /// The reason why no more of the body is taken.
    failure const& refusal() const noexcept { return refusal_; }

    /// Ends the body for a reason other than a failure of the sink. Always false.
    bool refuse(errc code, std::string explanation)
    {
        refusal_ = {code, {.explanation = std::move(explanation), .response_begun = true}};
        return false;
    }

private:
    template <class Function>
    bool call(Function&& function)
    {
        try {
            return function() || refuse(errc::sink_refused, {});
        } catch (std::exception const& e) {
            return refuse(errc::sink_refused, e.what());
        } catch (...) {
            return refuse(errc::sink_refused, "it threw");
        }
    }

    body_sink& to_;
    std::uint64_t taken_ = 0;
    bool begun_ = false;
    failure refusal_{};
};

}  // namespace detail

}  // namespace descry
