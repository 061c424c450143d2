// content_coding: bodies that a server compressed (RFC 9110, 8.4.1), as they were before.
#pragma once

#include <zlib.h>

#include <descry/call/message.hpp>
#include <descry/core/error.hpp>
#include <descry/core/naming.hpp>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry::detail {

// zlib, told to recognize gzip and zlib by their heads; what has neither is bare deflate, as some servers send it.
class inflater {
    z_stream stream_{};

public:
    explicit inflater(std::string_view compressed)
    {
        stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(compressed.data()));
        stream_.avail_in = static_cast<uInt>(compressed.size());
    }

    inflater(inflater const&) = delete;
    inflater& operator=(inflater const&) = delete;
    ~inflater() { inflateEnd(&stream_); }

    bool begin(bool has_head)
    {
        constexpr int recognize = 32, bare = -1;
        return inflateInit2(&stream_, has_head ? MAX_WBITS + recognize : MAX_WBITS * bare) == Z_OK;
    }

    bool has_input() const noexcept { return stream_.avail_in != 0; }

    // Fills `room`, as far as the input lasts, and counts how much was.
    int fill(char* room, std::size_t size, std::size_t& filled)
    {
        stream_.next_out = reinterpret_cast<Bytef*>(room);
        stream_.avail_out = static_cast<uInt>(size);
        int const status = inflate(&stream_, Z_NO_FLUSH);
        filled = size - stream_.avail_out;
        return status;
    }

    // RFC 1952, 2.2: a gzip file may have several members.
    bool next_member() { return inflateReset(&stream_) == Z_OK; }
};

inline bool has_gzip_or_zlib_head(std::string_view text) noexcept
{
    if (text.size() < 2) return true;  // cut off, which zlib will say
    auto const first = static_cast<unsigned char>(text[0]), second = static_cast<unsigned char>(text[1]);
    return (first == 0x1f && second == 0x8b) || ((first & 0x0fu) == 8 && (first * 256u + second) % 31 == 0);
}

// Of at most `most` octets.
inline result<std::string> decompress(std::string_view compressed, std::size_t most)
{
    auto const corrupt = [](char const* why) { return failure(errc::malformed_response, {.explanation = why}); };
    if (compressed.size() > std::numeric_limits<uInt>::max())
        return failure(errc::response_too_large, {.explanation = "the compressed body is too large"});

    inflater source(compressed);
    if (!source.begin(has_gzip_or_zlib_head(compressed))) return corrupt("zlib does not begin");
    std::string out;
    std::size_t size = 0;
    for (;;) {
        constexpr std::size_t step = 16 * 1024;
        // One octet more than allowed may be written, to know that there is one.
        out.resize(std::min(std::max({size + step, size * 2, compressed.size() * 4}) - 1, most) + 1);
        std::size_t filled = 0;
        auto const room = std::min<std::size_t>(out.size() - size, std::numeric_limits<uInt>::max());
        int const status = source.fill(out.data() + size, room, filled);
        size += filled;
        if (size > most)
            return failure(errc::response_too_large, {.explanation = "the decompressed body is too large"});
        if (status == Z_STREAM_END) {
            if (!source.has_input()) break;
            if (!source.next_member()) return corrupt("the compressed body is corrupt");
        } else if (status == Z_BUF_ERROR || (status == Z_OK && filled != room && !source.has_input())) {
            return corrupt("the compressed body is incomplete");
        } else if (status != Z_OK) {
            return corrupt("the compressed body is corrupt");
        }
    }
    out.resize(size);
    return out;
}

// Takes the codings that we asked for off a complete answer, and the headers that told of them. What else a server
// may send is left to its reader.
inline result<void> decode_content(response& answer, std::size_t most)
{
    auto const coding = find_header(answer.headers, "Content-Encoding");
    bool const known = equal_ignoring_case(coding, "gzip") || equal_ignoring_case(coding, "x-gzip") ||
                       equal_ignoring_case(coding, "deflate");
    if (!known || answer.body.empty()) return {};
    auto decoded = decompress(answer.body, most);
    if (!decoded) return decoded.error();
    answer.body = std::move(*decoded);
    std::erase_if(answer.headers, [](header const& h) {
        return equal_ignoring_case(h.name, "Content-Encoding") || equal_ignoring_case(h.name, "Content-Length");
    });
    return {};
}

}  // namespace descry::detail
