// answer_reader: an answer as its octets arrive, behind interim ones (RFC 9110, 15.2). No sockets.
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

// What takes the body of an answer of 2xx, and whether it has to come as it is.
struct body_receiver {
    body_sink* sink = nullptr;  // null: the answer itself
    bool wants_identity = false;
};

class answer_reader {
    std::size_t max_header_;
    std::uint64_t max_body_;
    bool without_body_;
    body_receiver receiver_;
    std::optional<sink_feed> feed_{};
    std::optional<response_parser> parser_{};
    bool go_ahead_ = false;

public:
    // The answer to HEAD has no body, and no other's begins at a tunnel.
    answer_reader(std::size_t max_header, std::uint64_t max_body, bool without_body, body_receiver receiver = {})
        : max_header_(max_header), max_body_(max_body), without_body_(without_body), receiver_(receiver)
    {
        new_parser();
    }

    // Takes what the buffer holds, and leaves in it what lies behind the answer. No error: look at is_done().
    void read(boost::beast::flat_buffer& received, error_code& ec)
    {
        ec = {};
        while (!ec && received.size() != 0 && !parser_->is_done()) {
            parser_->parse(received, ec);
            if (ec || !parser_->is_header_done() || parser_->status >= 200) return;
            if (parser_->status == 101) ec = http::error::bad_status;  // a protocol that nobody asked for
            go_ahead_ = go_ahead_ || parser_->status == 100;
            max_header_ -= parser_->header_size();  // all of them together are bounded
            new_parser();
        }
    }

    // The connection ended. True when that is the end of the answer too.
    bool read_end()
    {
        if (!parser_->is_header_done() || !parser_->need_eof()) return false;
        error_code ec;
        parser_->put_eof(ec);
        return !ec;
    }

    bool is_done() const { return parser_->is_done(); }

    // The server wants the body that was held back.
    bool has_go_ahead() const noexcept { return go_ahead_; }

    // 0 until the header section of the answer is complete.
    unsigned status() const { return parser_->is_header_done() ? parser_->status : 0; }

    // From 300 on it says what became of the request: what is wrong with the body costs no more than the body.
    bool status_suffices() const { return status() >= 300; }

    // Whether another answer may follow on the connection.
    bool keep_alive() const { return parser_->is_done() && parser_->keep_alive(); }

    // With as much of the body as there is.
    response take()
    {
        response out{parser_->status, std::move(parser_->headers), std::move(parser_->body)};
        if (feed_ && feed_->begun()) out.taken = feed_->taken();
        return out;
    }

    // Why the receiver takes no more; null when it does.
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
