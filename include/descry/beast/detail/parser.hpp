// parser: Beast's HTTP/1.1 parser, storing into descry's messages, with limits for everything that a peer may send.
#pragma once

#include <boost/asio/buffer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include <descry/beast/detail/content_coding.hpp>
#include <descry/client/check_message.hpp>
#include <descry/client/detail/sink_feed.hpp>
#include <descry/core/detail/characters.hpp>
#include <descry/core/errc.hpp>
#include <descry/core/naming.hpp>
#include <descry/http/detail/status.hpp>
#include <descry/http/message.hpp>
#include <descry/http/origin.hpp>

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

// The size of one read from a socket: the content of one TLS record.
inline constexpr std::size_t read_size = 16 * 1024;

// Declares the virtual function that Beast declares since Boost 1.90, so that one override suits all releases.
class trailer_receiver {
    virtual void on_trailer_field_impl(http::field, boost::beast::string_view name, boost::beast::string_view value,
                                       error_code&) = 0;

protected:
    ~trailer_receiver() = default;
};

// The transfer coding of a message, or its HTTP version, makes the end of the message ambiguous.
inline error_code bad_framing() { return http::error::bad_transfer_encoding; }

// The common part of requests and responses: fields and body.
//
// Beast receives a start line, a header section, a chunk header and a trailer section only when they are complete, so
// that the result does not depend on how octets are split, and only in the form of RFC 9112: a message that recipients
// could frame differently is rejected, and deviations that all recipients tolerate are corrected.
template <bool IsRequest>
class message_parser : public http::basic_parser<IsRequest>, trailer_receiver {
    using text = boost::beast::string_view;
    using base = http::basic_parser<IsRequest>;

    // The part of the message to which the next octets belong.
    enum class part { start_line, fields, body, chunk_end, chunk_header, trailers };

    std::size_t max_header_;
    std::uint64_t max_body_;
    part next_ = part::start_line;
    std::string section_{};           // the next input for Beast
    std::size_t section_size_ = 0;    // in received octets; start line and fields are one section
    std::size_t searched_ = 0;        // in the incomplete line
    bool last_field_frames_ = false;  // the field determines framing, and must not be folded
    std::uint64_t chunk_left_ = 0;
    sink_feed* feed_ = nullptr;
    std::optional<std::uint64_t> announced_{};  // the announced length of the body
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
        // The limits of Beast are replaced by those of this class.
        this->header_limit(std::numeric_limits<std::uint32_t>::max());
        this->body_limit(boost::none);
    }

    // Passes the body of a 2xx response of any length to a sink, in place of `body`. A failure of the sink is an error
    // of its own, `errc::sink_refused`.
    void feed(sink_feed& to, bool wants_identity)
    {
        feed_ = &to;
        wants_identity_ = wants_identity;
    }

    // Parses the octets in the buffer, and leaves those that were not used. After no error, check is_done().
    void parse(boost::beast::flat_buffer& buffer, error_code& ec)
    {
        ec = {};
        while (!ec && buffer.size() != 0 && !this->is_done()) {
            if (next_ == part::body) {
                buffer.consume(this->put(buffer.data(), ec));
                if (chunks() && chunk_left_ == 0) next_ = part::chunk_end;
                continue;
            }
            auto const octets = buffer.data();
            auto const line = complete_line({static_cast<char const*>(octets.data()), octets.size()}, ec);
            if (ec || !line) return;
            take_line(*line, ec);
            buffer.consume(line->size() + 2);
        }
    }

    // The size of the header section, once it is complete.
    std::size_t header_size() const noexcept { return section_size_; }

private:
    // ---- Lines

    // The line without its CRLF; empty while it is incomplete. A bare CR or LF does not end it (RFC 9112, 2.2).
    std::optional<std::string_view> complete_line(std::string_view received, error_code& ec)
    {
        auto const end = std::find_if(received.begin() + static_cast<std::ptrdiff_t>(searched_), received.end(),
                                      [](char c) { return c != '\t' && is_control(c); });
        searched_ = static_cast<std::size_t>(end - received.begin());
        auto const rest = received.substr(searched_, 2);
        bool const complete = rest == "\r\n";
        if (next_ == part::start_line && !may_begin(received))
            ec = http::error::bad_version;
        else if (section_size_ + searched_ + (complete ? 2 : 0) > max_header_)
            ec = http::error::header_limit;
        else if (!complete && !rest.empty() && rest != "\r")
            ec = http::error::bad_line_ending;
        if (ec || !complete) return std::nullopt;
        section_size_ += searched_ + 2;
        return received.substr(0, std::exchange(searched_, 0));
    }

    static bool may_begin(std::string_view received)
    {
        return IsRequest || std::string_view("HTTP/1.").starts_with(received.substr(0, 7));
    }

    void take_line(std::string_view line, error_code& ec)
    {
        switch (next_) {
            case part::start_line: return take_start_line(line, ec);
            case part::fields: return take_field_line(line, ec);
            case part::chunk_end:
                if (!line.empty()) ec = http::error::bad_chunk;
                add_line(line);
                begin_chunk();
                return;
            case part::chunk_header: return take_chunk_header(line, ec);
            case part::trailers:
                add_line(line);
                if (line.empty()) put_section(ec);
                return;
            case part::body: return;
        }
    }

    void take_start_line(std::string_view line, error_code& ec)
    {
        // RFC 9112, 4: the space is required even without a reason
        constexpr std::string_view no_reason = "HTTP/1.1 200";
        bool const bare = !IsRequest && line.size() == no_reason.size();
        add_line(std::string(line) + (bare ? " " : ""));
        next_ = part::fields;
        put_section(ec);
    }

    void take_field_line(std::string_view line, error_code& ec)
    {
        bool const folded = line.starts_with(' ') || line.starts_with('\t');  // RFC 9112, 5.2
        if (!folded) last_field_frames_ = is_framing(line.substr(0, line.find(':')));
        if (folded && last_field_frames_) ec = bad_framing();
        add_line(line);
        if (ec || !line.empty()) return;
        next_ = part::body;
        put_section(ec);
        if (!ec && chunks()) begin_chunk();
    }

    // RFC 9112, 7.1. Chunk extensions and spaces after the size are ignored.
    void take_chunk_header(std::string_view line, error_code& ec)
    {
        auto const size = line.substr(0, line.find_first_not_of("0123456789abcdefABCDEF"));
        auto const rest = trimmed(line.substr(size.size()));
        if (size.empty() || (!rest.empty() && rest.front() != ';')) ec = http::error::bad_chunk;
        if (ec) return;
        add_line(size);
        bool const is_last = size.find_first_not_of('0') == size.npos;
        next_ = is_last ? part::trailers : part::body;
        if (!is_last) put_section(ec);
    }

    void begin_chunk()
    {
        next_ = part::chunk_header;
        section_size_ = 0;
    }

    void add_line(std::string_view line) { (section_ += line) += "\r\n"; }

    // A complete section that Beast considers incomplete is malformed.
    void put_section(error_code& ec)
    {
        auto const used = this->put(boost::asio::buffer(section_), ec);
        if (ec == http::error::need_more) ec = {};
        if (!ec && used != section_.size()) ec = http::error::partial_message;
        section_.clear();
    }

    bool chunks() const { return this->chunked() && !this->is_done(); }

    // ---- Events of Beast

    void on_request_impl(http::verb, text name, text path, int http_version, error_code&) override
    {
        version = http_version;
        method.assign(name.data(), name.size());
        target.assign(path.data(), path.size());
    }

    void on_response_impl(int code, text, int http_version, error_code& ec) override
    {
        constexpr std::size_t typical_number_of_fields = 16;
        headers.reserve(typical_number_of_fields);
        version = http_version;
        if (code < 100)
            ec = http::error::bad_status;
        else
            status = static_cast<unsigned>(code);
    }

    // Before Boost 1.90, trailer fields are reported here too.
    void on_field_impl(http::field name, text spelled, text value, error_code& ec) override
    {
        if (next_ == part::trailers) return;
        headers.push_back({{spelled.data(), spelled.size()}, {value.data(), value.size()}});
        // RFC 9112, 6.1: other transfer codings are not supported, and HTTP/1.0 has none. Beast rejects a second
        // coding, and a length beside it.
        bool const is_coding = name == http::field::transfer_encoding;
        if (is_coding && (version < 11 || !equal_ignoring_case(headers.back().value, "chunked"))) ec = bad_framing();
    }

    // Trailer fields are not header fields (RFC 9110, 6.5).
    void on_trailer_field_impl(http::field, text, text, error_code&) override {}

    void on_header_impl(error_code& ec) override
    {
        if constexpr (IsRequest)
            if (!names_its_host()) ec = http::error::bad_field;
        if (feed_ && !is_success(status)) feed_ = nullptr;
        auto const codings = wants_identity_ && feed_ ? codings_of(headers) : std::vector<std::string_view>();
        if (!codings.empty())
            check(feed_->refuse(errc::malformed_response, not_requested(codings.front())), ec);
        else if (!ec && !this->is_done())
            expect(this->content_length().value_or(0), ec);
    }

    // RFC 9112, 3.2
    bool names_its_host() const
    {
        auto const is_host = [](header const& h) { return equal_ignoring_case(h.name, "Host"); };
        auto const count = std::count_if(headers.begin(), headers.end(), is_host);
        if (count == 0) return version < 11;
        return count == 1 && is_host_and_port(find_header(headers, "Host"));
    }

    // Rejects a body whose announced size exceeds the limit, unless the status suffices without the body.
    void expect(std::uint64_t size, error_code& ec) const
    {
        if (!feed_ && size > max_body_ - body.size() && (IsRequest || is_success(status))) ec = http::error::body_limit;
    }

    static void check(bool taken, error_code& ec)
    {
        if (!taken) ec = make_error_code(errc::sink_refused);
    }

    void on_body_init_impl(boost::optional<std::uint64_t> const& length, error_code&) override
    {
        if (length) announced_ = *length;
        if (feed_) return;
        // The announced length is not trusted: reserve only a small amount.
        if (length) body.reserve(static_cast<std::size_t>(std::min<std::uint64_t>(*length, 1024 * 1024)));
    }

    std::size_t on_body_impl(text bytes, error_code& ec) override
    {
        std::string_view const piece(bytes.data(), bytes.size());
        if (feed_) {
            // An empty body is left to the client, which may request it again.
            check((feed_->begun() || feed_->begin(announced_)) && feed_->write(piece), ec);
            return piece.size();
        }
        auto const room = max_body_ - body.size();
        if (piece.size() > room) ec = http::error::body_limit;
        body += piece.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(room, piece.size())));
        return piece.size();
    }

    void on_chunk_header_impl(std::uint64_t size, text, error_code& ec) override
    {
        chunk_left_ = size;
        expect(size, ec);
    }

    std::size_t on_chunk_body_impl(std::uint64_t, text bytes, error_code& ec) override
    {
        chunk_left_ -= bytes.size();
        return on_body_impl(bytes, ec);
    }

    void on_finish_impl(error_code&) override {}
};

using request_parser = message_parser<true>;
using response_parser = message_parser<false>;

}  // namespace descry::detail
