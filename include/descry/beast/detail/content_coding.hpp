// content_coding: decodes compressed bodies (RFC 9110, 8.4.1).
#pragma once

#include <zlib.h>

#include <descry/core/detail/characters.hpp>
#include <descry/core/error.hpp>
#include <descry/core/naming.hpp>
#include <descry/http/message.hpp>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry::detail {

// zlib, which detects the headers of gzip and zlib; other input is raw deflate, which some servers send.
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

    // True if only zeros follow, as padding in blocks leaves.
    bool is_padding() const noexcept
    {
        return std::all_of(stream_.next_in, stream_.next_in + stream_.avail_in, [](Bytef b) { return b == 0; });
    }

    // Fills `room` as far as the input suffices, and counts the octets.
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
    if (text.size() < 2) return true;  // truncated, which zlib reports
    auto const first = static_cast<unsigned char>(text[0]), second = static_cast<unsigned char>(text[1]);
    return (first == 0x1f && second == 0x8b) || ((first & 0x0fu) == 8 && (first * 256u + second) % 31 == 0);
}

// Appends at most `most` octets to `out`. After a failure it has the octets before the end or the limit, and none if
// the body is corrupt. Only a body with the coding `deflate` may be raw deflate.
inline result<void> decompress(std::string_view compressed, bool may_be_bare, std::size_t most, std::string& out)
{
    auto const failed = [](char const* why, errc code = errc::malformed_response) {
        return failure(code, {.explanation = why});
    };
    constexpr auto* corrupt = "the compressed body is corrupt";
    if (compressed.size() > std::numeric_limits<uInt>::max())
        return failed("the compressed body is too large", errc::response_too_large);

    bool const has_head = has_gzip_or_zlib_head(compressed);
    if (!has_head && !may_be_bare) return failed(corrupt);
    inflater source(compressed);
    if (!source.begin(has_head)) return failed("zlib does not begin");
    std::size_t size = 0;
    for (;;) {
        constexpr std::size_t step = 16 * 1024;
        // One octet more than allowed may be written, to detect that there is more.
        out.resize(std::min(std::max({size + step, size * 2, compressed.size() * 4}) - 1, most) + 1);
        std::size_t filled = 0;
        auto const room = std::min<std::size_t>(out.size() - size, std::numeric_limits<uInt>::max());
        int const status = source.fill(out.data() + size, room, filled);
        size += filled;
        if (size > most) {
            out.resize(most);
            return failed("the decompressed body is too large", errc::response_too_large);
        }
        if (status == Z_STREAM_END) {
            if (source.is_padding()) break;
            if (source.next_member()) continue;
        } else if (status == Z_BUF_ERROR || (status == Z_OK && filled != room && !source.has_input())) {
            out.resize(size);
            return failed("the compressed body is incomplete");
        } else if (status == Z_OK) {
            continue;
        }
        out.clear();
        return failed(corrupt);
    }
    out.resize(size);
    return {};
}

// Content codings that are registered with IANA and not supported here.
inline bool is_foreign_coding(std::string_view coding) noexcept
{
    constexpr std::string_view names[] = {"aes128gcm", "br",           "compress",   "dcb", "dcz",
                                          "exi",       "pack200-gzip", "x-compress", "zstd"};
    return std::any_of(std::begin(names), std::end(names),
                       [coding](std::string_view name) { return equal_ignoring_case(coding, name); });
}

inline bool is_gzip(std::string_view coding) noexcept
{
    return equal_ignoring_case(coding, "gzip") || equal_ignoring_case(coding, "x-gzip");
}

inline bool is_deflate(std::string_view coding) noexcept { return equal_ignoring_case(coding, "deflate"); }

// The content codings of a body in the order of their application (RFC 9110, 8.4), without those that have no effect:
// `identity`, and invalid ones such as the name of a character set, which some servers send.
inline std::vector<std::string_view> codings_of(std::vector<header> const& headers)
{
    std::vector<std::string_view> out;
    each_list_element(headers, "Content-Encoding", [&out](std::string_view coding) {
        if (is_gzip(coding) || is_deflate(coding) || is_foreign_coding(coding)) out.push_back(coding);
    });
    return out;
}

inline std::string not_requested(std::string_view coding)
{
    return "the body is encoded as " + std::string(coding) + ", which was not requested";
}

// Removes the content codings of a response, and the fields that describe them. A body in a coding that is not
// supported is left unchanged if the caller sent an `Accept-Encoding` of its own, and so is part of an encoded
// representation (RFC 9110, 14.1). After a failure, the body has the octets that could be decoded.
inline result<void> decode_content(response& in, std::size_t most, bool accepted_by_caller)
{
    constexpr std::size_t most_codings = 4;
    auto const codings = codings_of(in.headers);
    if (codings.empty() || in.body.empty() || in.status == 206) return {};
    auto const foreign = std::find_if(codings.begin(), codings.end(), is_foreign_coding);
    if (foreign != codings.end() && accepted_by_caller) return {};

    result<void> outcome;
    if (foreign != codings.end())
        outcome = failure(errc::malformed_response, {.explanation = not_requested(*foreign)});
    else if (codings.size() > most_codings)
        outcome = failure(errc::malformed_response, {.explanation = "the body is encoded too many times"});
    if (!outcome) in.body.clear();
    for (auto coding = codings.rbegin(); outcome && coding != codings.rend(); ++coding) {
        std::string decoded;
        outcome = decompress(in.body, is_deflate(*coding), most, decoded);
        bool const is_last = std::next(coding) == codings.rend();
        in.body = outcome || is_last ? std::move(decoded) : std::string();
    }
    std::erase_if(in.headers, [](header const& h) {
        return equal_ignoring_case(h.name, "Content-Encoding") || equal_ignoring_case(h.name, "Content-Length");
    });
    return outcome;
}

}  // namespace descry::detail
