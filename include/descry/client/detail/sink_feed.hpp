// sink_feed: hands one body to a sink, and keeps what that refuses.
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

/// The sink has to live as long as this. Its functions are false once something was refused.
class sink_feed {
public:
    explicit sink_feed(body_sink& to) : to_(to) {}

    bool begin(std::optional<std::uint64_t> size)
    {
        begun_ = true;
        return ask([&] { return to_.begin(size); });
    }

    bool write(std::string_view piece)
    {
        taken_ += piece.size();
        return piece.empty() || ask([&] { return to_.write(piece); });
    }

    bool end()
    {
        return ask([&] { return to_.end(); });
    }

    bool begun() const noexcept { return begun_; }
    std::uint64_t taken() const noexcept { return taken_; }

    /// Why no more of it is taken.
    failure const& refusal() const noexcept { return refusal_; }

    /// Takes no more of it, for a reason that is not the sink's. Always false.
    bool refuse(errc code, std::string explanation)
    {
        refusal_ = {code, {.explanation = std::move(explanation), .response_begun = true}};
        return false;
    }

private:
    template <class Question>
    bool ask(Question&& question)
    {
        try {
            return question() || refuse(errc::sink_refused, {});
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
