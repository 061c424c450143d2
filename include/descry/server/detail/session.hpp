// session: one connection of the server.
#pragma once

#include <descry/beast/detail/connection.hpp>
#include <descry/beast/detail/parser.hpp>
#include <descry/core/naming.hpp>
#include <descry/http/message.hpp>
#include <descry/server/detail/frame_response.hpp>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace descry::detail {

inline constexpr std::size_t server_max_header = 64 * 1024;
inline constexpr std::uint64_t server_max_body = 64 * 1024 * 1024;

// The state that all connections of a server share.
struct server_shared {
    std::function<response(request const&)> handler;
    std::string base_url;
    std::optional<asio::ssl::context> tls;
    std::atomic<std::size_t> accepted{0};
};

// One connection, which handles requests in sequence. All handlers run in the strand of its socket.
class server_session : public std::enable_shared_from_this<server_session> {
    server_shared& shared_;
    connection stream_;
    std::optional<request_parser> parser_;
    std::string output_;
    std::size_t written_ = 0;
    enum class after { request, header, close } after_write_ = after::request;

public:
    server_session(server_shared& shared, tcp::socket&& socket) : shared_(shared), stream_(std::move(socket)) {}

    asio::any_io_executor get_executor() { return stream_.get_executor(); }

    void start()
    {
        error_code ignored;
        stream_.socket().set_option(tcp::no_delay(true), ignored);
        if (!shared_.tls) return next_request();
        stream_.start_tls(*shared_.tls);
        stream_.async_handshake(asio::ssl::stream_base::server, then<&server_session::on_handshake>());
    }

    // Closes the connection, since a response would need memory.
    void run_out_of_memory() { stream_.close(); }

private:
    template <auto Member>
    step then()
    {
        return make_step<Member>(shared_from_this());
    }

    void on_handshake(error_code ec, std::size_t) { ec ? on_shutdown({}, 0) : next_request(); }

    void next_request()
    {
        parser_.emplace(server_max_header, server_max_body);
        parse(true);
    }

    void read() { stream_.async_read_some(stream_.input.prepare(read_size), then<&server_session::on_read>()); }

    void on_read(error_code ec, std::size_t bytes)
    {
        if (ec) return stream_.close();
        stream_.input.commit(bytes);
        parse(!parser_->is_header_done());
    }

    void parse(bool header_is_new)
    {
        error_code ec;
        try {
            parser_->parse(stream_.input, ec);
        } catch (...) {
            return refuse(500);
        }
        if (ec == http::error::header_limit) return refuse(431);
        if (ec == http::error::body_limit) return refuse(413);
        if (ec) return refuse(400);
        if (parser_->is_done()) return handle_request();
        if (header_is_new && parser_->is_header_done() && parser_->version >= 11 && parser_->body.empty() &&
            equal_ignoring_case(find_header(parser_->headers, "Expect"), "100-continue")) {
            output_ = "HTTP/1.1 100 Continue\r\n\r\n";
            return write(after::header);
        }
        read();
    }

    void handle_request()
    {
        request message;
        message.method = std::move(parser_->method);
        message.base_url = shared_.base_url;
        message.target = std::move(parser_->target);
        message.headers = std::move(parser_->headers);
        message.body = std::move(parser_->body);
        bool keep_alive = parser_->keep_alive();
        try {
            auto const result = shared_.handler(message);
            if (equal_ignoring_case(find_header(result.headers, "Connection"), "close")) keep_alive = false;
            output_ = frame_response(result, message.method, keep_alive);
        } catch (connection_dropped const&) {
            return stream_.close();
        } catch (...) {
            output_ = frame_response({500, {}, {}}, message.method, keep_alive);
        }
        write(keep_alive ? after::request : after::close);
    }

    // Responds to an invalid request, and closes the connection, since the beginning of the next request is unknown.
    void refuse(unsigned status)
    {
        output_ = frame_response({status, {}, {}}, {}, false);
        write(after::close);
    }

    void write(after next)
    {
        after_write_ = next;
        written_ = 0;
        write_some();
    }

    void write_some() { stream_.async_write_some(asio::buffer(output_) + written_, then<&server_session::on_write>()); }

    void on_write(error_code ec, std::size_t bytes)
    {
        if (ec) return stream_.close();
        written_ += bytes;
        if (written_ < output_.size()) return write_some();
        switch (after_write_) {
            case after::request: return next_request();
            case after::header: return read();
            case after::close: return shut_down();
        }
    }

    void shut_down()
    {
        if (stream_.tls() != nullptr)
            stream_.async_shutdown(then<&server_session::on_shutdown>());
        else
            on_shutdown({}, 0);
    }

    // Closing while the client still sends would reset the connection, and could discard the response (RFC 9112, 9.6).
    void on_shutdown(error_code, std::size_t)
    {
        error_code ec;
        stream_.socket().shutdown(tcp::socket::shutdown_send, ec);
        on_drain(ec, 0);
    }

    void on_drain(error_code ec, std::size_t)
    {
        if (ec) return stream_.close();
        stream_.input.clear();
        stream_.socket().async_read_some(stream_.input.prepare(read_size), then<&server_session::on_drain>());
    }
};

}  // namespace descry::detail
