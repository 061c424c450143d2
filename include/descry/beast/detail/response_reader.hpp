// response_reader: reads a response from octets as they arrive, after interim responses (RFC 9110, 15.2). No sockets.
#pragma once

#include <boost/beast/core/flat_buffer.hpp>

#include <descry/beast/detail/parser.hpp>
#include <descry/client/detail/sink_feed.hpp>
#include <descry/http/message.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

namespace descry::detail {

// The sink of the body of a 2xx response, and whether the sink requires the body without content coding.
struct body_receiver {
    body_sink* sink = nullptr;  // null: the body is stored in the response
    bool wants_identity = false;
};

class response_reader {
    std::size_t max_header_;
    std::uint64_t max_body_;
    bool without_body_;
    body_receiver receiver_;
    std::optional<sink_feed> feed_{};
    std::optional<response_parser> parser_{};
    bool go_ahead_ = false;

public:
    // A response to HEAD has no body; nor has a 2xx response to CONNECT.
    response_reader(std::size_t max_header, std::uint64_t max_body, bool without_body, body_receiver receiver = {})
        : max_header_(max_header), max_body_(max_body), without_body_(without_body), receiver_(receiver)
    {
        new_parser();
    }

    // Consumes octets from the buffer, and leaves those after the response. After no error, check is_done().
    void read(boost::beast::flat_buffer& received, error_code& ec)
    {
        ec = {};
        while (!ec && received.size() != 0 && !parser_->is_done()) {
            parser_->parse(received, ec);
            if (ec || !parser_->is_header_done() || parser_->status >= 200) return;
            if (parser_->status == 101) ec = http::error::bad_status;  // no request has an `Upgrade` field
            go_ahead_ = go_ahead_ || parser_->status == 100;
            max_header_ -= parser_->header_size();  // the limit applies to all header sections together
            new_parser();
        }
    }

    // The connection was closed. True if this is the end of the response.
    bool read_end()
    {
        if (!parser_->is_header_done() || !parser_->need_eof()) return false;
        error_code ec;
        parser_->put_eof(ec);
        return !ec;
    }

    bool is_done() const { return parser_->is_done(); }

    // True if the server requested the withheld body.
    bool has_go_ahead() const noexcept { return go_ahead_; }

    // 0 until the header section of the response is complete.
    unsigned status() const { return parser_->is_header_done() ? parser_->status : 0; }

    // True if the sink has received a part of the body, which is not complete.
    bool is_feeding() const { return feed_ && feed_->begun() && !parser_->is_done(); }

    // From status 300 on, the status is the outcome of the request, and errors in the body affect only the body.
    bool status_suffices() const { return status() >= 300; }

    // True if another response may follow on the connection.
    bool keep_alive() const { return parser_->is_done() && parser_->keep_alive(); }

    // The response, with the part of its body that was received.
    response take()
    {
        response out{parser_->status, std::move(parser_->headers), std::move(parser_->body)};
        if (feed_ && feed_->begun()) out.taken = feed_->taken();
        return out;
    }

    // The reason why the sink takes no more of the body, or null.
    failure const* refusal() const noexcept { return feed_ && feed_->refusal().code() ? &feed_->refusal() : nullptr; }

private:
    void new_parser()
    {
        parser_.emplace(max_header_, max_body_);
        parser_->skip(without_body_);
        if (!receiver_.sink) return;
        feed_.emplace(*receiver_.sink);
        parser_->feed(*feed_, receiver_.wants_identity);
    }
};

}  // namespace descry::detail
