// parser: Beast's HTTP/1.1 parser, filling our own messages, with everything that a peer may send bounded.
#pragma once

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include <descry/call/message.hpp>
#include <descry/call/sink_feed.hpp>
#include <descry/call/status.hpp>
#include <descry/core/errc.hpp>
#include <descry/core/naming.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry::detail {

using boost::system::error_code;
namespace http = boost::beast::http;

// How much is read from a socket at once: what one TLS record holds.
inline constexpr std::size_t read_size = 16 * 1024;

// What requests and responses have in common: headers and body.
template <bool IsRequest>
class message_parser : public http::basic_parser<IsRequest> {
    using text = boost::beast::string_view;
    using base = http::basic_parser<IsRequest>;

    std::size_t max_header_;
    std::uint64_t max_body_;
    std::size_t header_bytes_ = 0;
    bool in_body_ = false;
    bool in_chunk_header_ = false;
    bool chunks_begun_ = false;
    sink_feed* feed_ = nullptr;
    bool wants_identity_ = false;

public:
    std::string method;   // of a request
    std::string target;   // of a request
    unsigned status = 0;  // of a response
    int version = 0;      // 10 or 11
    std::vector<header> headers;
    std::string body;

    message_parser(std::size_t max_header, std::uint64_t max_body) : max_header_(max_header), max_body_(max_body)
    {
        constexpr std::size_t most = std::numeric_limits<std::uint32_t>::max();
        this->header_limit(static_cast<std::uint32_t>(std::min(max_header, most)));
        this->body_limit(max_body);
    }

    // Hands the body of an answer of 2xx to a sink, however long it is, in place of `body`. What that refuses is an
    // error of its own, `errc::sink_refused`.
    void feed(sink_feed& to, bool wants_identity)
    {
        feed_ = &to;
        wants_identity_ = wants_identity;
        this->body_limit(boost::none);
    }

    // Parses what the buffer holds, and leaves in it what was not used. No error: look at is_done() for the end.
    void parse(boost::beast::flat_buffer& buffer, error_code& ec)
    {
        ec = {};
        while (buffer.size() != 0 && !this->is_done()) {
            if (may_end_at_once(buffer)) return;
            in_chunk_header_ = false;
            auto const used = this->put(buffer.data(), ec);
            buffer.consume(used);
            if (!ec && in_chunk_header_ && used > max_header_) ec = http::error::header_limit;
            if (ec) break;
        }
        if (ec != http::error::need_more) return;
        ec = {};
        // Beast waits for the end of a chunk's extension or of the trailers, however long they are.
        if (buffer.size() > max_header_) ec = http::error::header_limit;
    }

private:
    // Whether a part of a chunked body's end may be there, before any chunk. Beast 1.81 asserts not to see such a part
    // twice.
    bool may_end_at_once(boost::beast::flat_buffer const& buffer) const
    {
        constexpr std::string_view whole = "0\r\n\r\n";
        return !chunks_begun_ && this->is_header_done() && this->chunked() && buffer.size() < whole.size() &&
               *static_cast<char const*>(buffer.data().data()) == whole[0];
    }

    void on_request_impl(http::verb, text name, text path, int http_version, error_code&) override
    {
        version = http_version;
        method.assign(name.data(), name.size());
        target.assign(path.data(), path.size());
    }

    void on_response_impl(int code, text, int http_version, error_code& ec) override
    {
        constexpr std::size_t usual = 16;
        headers.reserve(usual);
        version = http_version;
        if (code < 100)
            ec = http::error::bad_status;
        else
            status = static_cast<unsigned>(code);
    }

    void on_field_impl(http::field, text name, text value, error_code& ec) override
    {
        // Counted here, because Beast forgets fields that arrived in packets of their own.
        header_bytes_ += name.size() + value.size() + 4;
        if (header_bytes_ > max_header_)
            ec = http::error::header_limit;
        else if (!in_body_)  // trailers are not headers
            headers.push_back({{name.data(), name.size()}, {value.data(), value.size()}});
    }

    void on_header_impl(error_code& ec) override
    {
        in_body_ = true;
        if (!feed_) return;
        if (!is_success(status)) return do_not_feed(ec);
        auto const coding = find_header(headers, "Content-Encoding");
        if (wants_identity_ && !coding.empty() && !equal_ignoring_case(coding, "identity"))
            check(feed_->refuse(errc::malformed_response, "the body is encoded, which was not asked for"), ec);
    }

    void do_not_feed(error_code& ec)
    {
        feed_ = nullptr;
        this->body_limit(max_body_);
        if (this->content_length().value_or(0) > max_body_) ec = http::error::body_limit;
    }

    static void check(bool taken, error_code& ec)
    {
        if (!taken) ec = make_error_code(errc::sink_refused);
    }

    void on_body_init_impl(boost::optional<std::uint64_t> const& length, error_code& ec) override
    {
        if (feed_) return check(feed_->begin(length ? std::optional(*length) : std::nullopt), ec);
        // The peer has only promised that many bytes: reserve no more than it would cost us to find out.
        if (length) body.reserve(static_cast<std::size_t>(std::min<std::uint64_t>(*length, 1024 * 1024)));
    }

    std::size_t on_body_impl(text bytes, error_code& ec) override
    {
        if (feed_)
            check(feed_->write({bytes.data(), bytes.size()}), ec);
        else
            body.append(bytes.data(), bytes.size());
        return bytes.size();
    }

    void on_chunk_header_impl(std::uint64_t, text, error_code&) override { in_chunk_header_ = chunks_begun_ = true; }

    std::size_t on_chunk_body_impl(std::uint64_t, text bytes, error_code& ec) override
    {
        return on_body_impl(bytes, ec);
    }

    void on_finish_impl(error_code& ec) override
    {
        if (feed_ && !feed_->begun()) check(feed_->begin(0), ec);
    }
};

using request_parser = message_parser<true>;
using response_parser = message_parser<false>;

}  // namespace descry::detail
