// download: the sink of a downloaded file, and its metadata.
#pragma once

#include <descry/client/detail/call_arguments.hpp>
#include <descry/http/message.hpp>

#include <concepts>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

namespace descry {

/// The metadata of a downloaded file. The sink receives the octets.
struct downloaded {
    std::string content_type{};  ///< `Content-Type` of the response; may be empty.
    /// The file name that the service suggests (`Content-Disposition`; RFC 6266), in UTF-8; empty if there is none or
    /// it is not usable. Never a path, nor a name that is not a plain file on some system: the last component of the
    /// suggested name, without spaces and full stops at its end, with `_` in place of characters that Windows does not
    /// allow, and before names that it reserves for devices (`CON.txt`).
    std::string file_name{};
    std::uint64_t size = 0;  ///< The size of the file in octets.
    response_head head{};    ///< Status and header fields of the response.
};

namespace detail {

inline result_place place_in(downloaded& out) noexcept { return {{}, &out.head, &out}; }

/// The sink of a blocking call: shared, or owned by the caller for the duration of the call.
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
