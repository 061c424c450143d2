// server: a small HTTP/1.1 server on the loopback interface, for emulators and tests.
#pragma once

#include <boost/asio/dispatch.hpp>
#include <boost/asio/ip/address_v4.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>
#include <boost/beast/http/status.hpp>

#include <descry/beast/certificate_authority.hpp>
#include <descry/beast/connection.hpp>
#include <descry/beast/parser.hpp>
#include <descry/call/message.hpp>

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace descry {

/// How a server listens.
struct server_options {
    std::uint16_t port = 0;             ///< 0: a free one is chosen, see `http_server::port()`.
    std::optional<tls_identity> tls{};  ///< Serves `https` when there is one.
};

namespace detail {

inline constexpr std::size_t server_max_header = 64 * 1024;
inline constexpr std::uint64_t server_max_body = 64 * 1024 * 1024;

// What all connections of a server share.
struct server_shared {
    std::function<response(request const&)> handler;
    std::string base_url;
    std::optional<asio::ssl::context> tls;
    std::atomic<std::size_t> accepted{0};
};

// RFC 9110, 5.6.7, independent of the locale: `Sun, 06 Nov 1994 08:49:37 GMT`.
inline std::string http_date(std::chrono::sys_seconds when)
{
    constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    auto const day = std::chrono::floor<std::chrono::days>(when);
    std::chrono::year_month_day const date(day);
    std::chrono::hh_mm_ss const time(when - day);
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d GMT",
                  days.at(std::chrono::weekday(day).c_encoding()), unsigned{date.day()},
                  months.at(unsigned{date.month()} - 1), int{date.year()}, static_cast<int>(time.hours().count()),
                  static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()));
    return text.data();
}

// The octets of a response to a request of that method (RFC 9110, 6.4.1 and 8.6).
inline std::string frame_response(response const& answer, std::string_view method, bool keep_alive)
{
    std::string out = "HTTP/1.1 " + std::to_string(answer.status) + ' ';
    auto const reason = http::obsolete_reason(static_cast<http::status>(answer.status));
    out.append(reason.data(), reason.size()) += "\r\n";
    auto const add = [&out](std::string_view name, std::string_view value) {
        ((out.append(name) += ": ").append(value)) += "\r\n";
    };
    auto const add_missing = [&](char const* name, std::string const& value) {
        if (find_header(answer.headers, name).empty()) add(name, value);
    };
    for (auto const& [name, value] : answer.headers) add(name, value);
    bool const never_a_body = answer.status == 204 || answer.status == 304;
    add_missing("Date", http_date(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())));
    if (!never_a_body) add_missing("Content-Length", std::to_string(answer.body.size()));
    if (!keep_alive) add_missing("Connection", "close");
    out += "\r\n";
    if (!never_a_body && method != "HEAD") out += answer.body;
    return out;
}

// One connection, request after request. Everything runs in its socket's strand.
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

private:
    template <auto Member>
    step then()
    {
        return make_step<Member>(shared_from_this());
    }

    void on_handshake(error_code ec, std::size_t)
    {
        if (!ec) next_request();
    }

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
        parser_->parse(stream_.input, ec);
        if (ec == http::error::header_limit) return refuse(431);
        if (ec == http::error::body_limit) return refuse(413);
        if (ec) return refuse(400);
        if (parser_->is_done()) return answer();
        if (header_is_new && parser_->is_header_done() && parser_->version >= 11 && parser_->body.empty() &&
            equal_ignoring_case(find_header(parser_->headers, "Expect"), "100-continue")) {
            output_ = "HTTP/1.1 100 Continue\r\n\r\n";
            return write(after::header);
        }
        read();
    }

    void answer()
    {
        if (find_header(parser_->headers, "Host").empty() && parser_->version >= 11) return refuse(400);
        request message;
        message.method = std::move(parser_->method);
        message.base_url = shared_.base_url;
        message.target = std::move(parser_->target);
        message.headers = std::move(parser_->headers);
        message.body = std::move(parser_->body);
        response result;
        try {
            result = shared_.handler(message);
        } catch (std::exception const&) {
            result.status = 500;
        }
        bool const keep_alive =
            parser_->keep_alive() && !equal_ignoring_case(find_header(result.headers, "Connection"), "close");
        output_ = frame_response(result, message.method, keep_alive);
        write(keep_alive ? after::request : after::close);
    }

    // A request that cannot be understood: answers, and closes because nobody knows where the next one begins.
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
            case after::close: return say_goodbye();
        }
    }

    void say_goodbye()
    {
        if (stream_.tls() != nullptr)
            stream_.async_shutdown(then<&server_session::on_shutdown>());
        else
            on_shutdown({}, 0);
    }

    // Closing while the client still sends would reset the connection, and could take the answer away from it.
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

}  // namespace detail

/// Serves HTTP/1.1 on 127.0.0.1, plain or with TLS 1.2 and newer, on four threads of its own. The handler is called
/// from those threads, several at once; it makes a response of status, headers and body, and the server adds `Date`,
/// `Content-Length` and, where needed, `Connection`. An exception of the handler is answered with 500. Connections are
/// kept alive, `Expect: 100-continue` is answered, what is not HTTP gets 400, a header section above 64 KiB 431, a body
/// above 64 MiB 413. Meant for tests: it trusts its clients to close their connections some day.
class http_server {
    detail::server_shared shared_;
    std::unique_ptr<detail::asio::io_context> context_ = std::make_unique<detail::asio::io_context>();
    std::optional<detail::tcp::acceptor> acceptor_;
    std::uint16_t port_ = 0;
    std::vector<std::thread> threads_;

public:
    using handler = std::function<response(request const&)>;

    /// Listens and starts to serve. Throws `boost::system::system_error` when the port is taken or the identity bad.
    explicit http_server(handler handle, server_options const& options = {})
    {
        namespace asio = detail::asio;
        shared_.handler = std::move(handle);
        if (options.tls) {
            auto& tls = shared_.tls.emplace(asio::ssl::context::tls_server);
            tls.use_certificate_chain(asio::buffer(options.tls->certificate_chain));
            tls.use_private_key(asio::buffer(options.tls->private_key), asio::ssl::context::pem);
            tls.set_options(asio::ssl::context::no_tlsv1 | asio::ssl::context::no_tlsv1_1);
        }
        acceptor_.emplace(*context_, detail::tcp::endpoint(asio::ip::address_v4::loopback(), options.port));
        port_ = acceptor_->local_endpoint().port();
        shared_.base_url = (options.tls ? "https://127.0.0.1:" : "http://127.0.0.1:") + std::to_string(port_);
        accept();
        for (int i = 0; i != 4; ++i) threads_.emplace_back([context = context_.get()] { context->run(); });
    }

    ~http_server() { stop(); }
    http_server(http_server const&) = delete;
    http_server& operator=(http_server const&) = delete;

    std::uint16_t port() const noexcept { return port_; }

    /// `http://127.0.0.1:51234`, or `https://…`.
    std::string const& base_url() const noexcept { return shared_.base_url; }

    /// How many connections were accepted so far.
    std::size_t accepted() const noexcept { return shared_.accepted; }

    /// Closes the port and all connections, and waits for handlers that run. Not to be called by a handler.
    void stop()
    {
        if (context_) context_->stop();
        for (auto& thread : threads_) thread.join();
        threads_.clear();
        acceptor_.reset();
        context_.reset();  // and with it all sessions
    }

private:
    void accept()
    {
        acceptor_->async_accept(detail::asio::make_strand(context_->get_executor()),
                                [this](boost::system::error_code ec, auto socket) {
                                    if (!ec) {
                                        ++shared_.accepted;
                                        serve(std::move(socket));
                                    }
                                    if (ec != detail::asio::error::operation_aborted) accept();
                                });
    }

    void serve(detail::tcp::socket&& socket)
    {
        auto session = std::make_shared<detail::server_session>(shared_, std::move(socket));
        detail::asio::dispatch(session->get_executor(), [session] { session->start(); });
    }
};

}  // namespace descry
