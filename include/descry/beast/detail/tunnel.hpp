// tunnel: requests a connection to a server from an HTTP proxy (CONNECT; RFC 9110, 9.3.6).
#pragma once

#include <boost/asio/buffer.hpp>

#include <descry/beast/detail/connection.hpp>
#include <descry/beast/detail/parser.hpp>
#include <descry/beast/detail/proxy.hpp>
#include <descry/beast/detail/response_reader.hpp>
#include <descry/core/error.hpp>
#include <descry/http/origin.hpp>

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace descry::detail {

// Runs in its connection's strand or thread. Network handlers keep it alive; `done` must keep the connection alive.
class tunnel : public std::enable_shared_from_this<tunnel> {
public:
    using handler = std::function<void(result<void>)>;

private:
    connection& stream_;
    std::string const proxy_;  // for explanations
    handler done_;
    std::string octets_;
    std::size_t written_ = 0;
    response_reader reader_;

public:
    // Requests a tunnel to `where` on a connection to the proxy. `done` is called once.
    tunnel(connection& stream, http_proxy const& proxy, origin const& where, std::size_t max_header, handler done)
        : stream_(stream), proxy_(proxy.where.description()), done_(std::move(done)), reader_(max_header, 0, true)
    {
        auto const server = where.host_and_port();
        octets_ = "CONNECT " + server + " HTTP/1.1\r\nHost: " + server + "\r\n";
        if (!proxy.authorization.empty()) octets_ += "Proxy-Authorization: " + proxy.authorization + "\r\n";
        octets_ += "\r\n";
    }

    void run_out_of_memory()
    {
        if (done_) finish(failure(errc::not_enough_memory));
    }

    void start() { stream_.async_write_some(asio::buffer(octets_) + written_, then<&tunnel::on_write>()); }

private:
    template <auto Member>
    step then()
    {
        return make_step<Member>(shared_from_this());
    }

    void on_write(error_code ec, std::size_t bytes)
    {
        if (ec) return fail(errc::connection_closed, "closed before it had the request", ec);
        written_ += bytes;
        if (written_ != octets_.size()) return start();
        read();
    }

    void read() { stream_.async_read_some(stream_.input.prepare(read_size), then<&tunnel::on_read>()); }

    void on_read(error_code ec, std::size_t bytes)
    {
        if (ec) return fail(errc::connection_closed, "closed before its response was complete", ec);
        stream_.input.commit(bytes);
        reader_.read(stream_.input, ec);
        if (ec == http::error::header_limit)
            return fail(errc::response_too_large, "responded with too many header fields", ec);
        if (ec) return fail(errc::malformed_response, "did not respond in HTTP/1.1", ec);
        if (!reader_.is_done()) return read();
        if (reader_.status() == 407) return fail(errc::proxy_unauthorized, "responded with status 407");
        if (reader_.status() >= 300)
            return fail(is_worth_another_try(reader_.status()) ? errc::proxy_unavailable : errc::proxy_refused,
                        "responded with status " + std::to_string(reader_.status()));
        if (stream_.input.size() != 0) return fail(errc::malformed_response, "speaks in the server's place");
        finish({});
    }

    static bool is_worth_another_try(unsigned status) { return status >= 500 || status == 408 || status == 429; }

    void fail(errc code, std::string const& what, error_code cause = {})
    {
        finish(failure(code, {.explanation = "the proxy " + proxy_ + ' ' + what, .cause = cause}));
    }

    void finish(result<void> outcome) { std::exchange(done_, nullptr)(std::move(outcome)); }
};

}  // namespace descry::detail
