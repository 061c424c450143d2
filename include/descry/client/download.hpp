// download: where the octets of a file go, and what its service says of it.
#pragma once

#include <descry/client/detail/call_arguments.hpp>
#include <descry/http/message.hpp>

#include <concepts>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

namespace descry {

/// What a download brought beside the octets, which its sink has.
struct downloaded {
    std::string content_type{};  ///< As the service names it; may be empty.
    /// What the service would call the file (`Content-Disposition`; RFC 6266), in UTF-8; empty when it does not say, or
    /// nothing that could be one. Never a path, nor what is no plain file on some system: the last part of what it
    /// says, without blanks and full stops at its end, with `_` for what Windows does not allow and before what it
    /// takes for a device (`CON.txt`).
    std::string file_name{};
    std::uint64_t size = 0;  ///< In octets.
    response_head head{};    ///< All that was said.
};

namespace detail {

inline result_place place_in(downloaded& out) noexcept { return {nullptr, &out.head, &out}; }

/// The sink of a blocking call: one that is shared, or one that lives as long as the call.
struct sink_argument {
    std::shared_ptr<body_sink> sink;

    sink_argument(body_sink& given) : sink(std::shared_ptr<void>(), &given) {}
    sink_argument(body_sink&& given) : sink_argument(given) {}
    template <std::derived_from<body_sink> Sink>
    sink_argument(std::shared_ptr<Sink> given) : sink(std::move(given))
    {
    }
};

}  // namespace detail

}  // namespace descry
