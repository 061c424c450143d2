#include <boost/asio/connect.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <call/session.hpp>

#include <optional>
#include <utility>

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;

namespace {

http::request<http::string_body> make_request(http::verb method, std::string const& body)
{
    http::request<http::string_body> out(method, {profile_target.data(), profile_target.size()}, 11);
    out.set(http::field::host, "127.0.0.1");
    out.set(http::field::authorization, "Bearer token");
    out.set(http::field::accept, "application/json");
    out.set("MS-RequestId", "fcd26b72-ebf9-4b7d-9adf-ca3ea42a6c3f");
    out.set("MS-CorrelationId", "fcd26b72-ebf9-4b7d-9adf-ca3ea42a6c3f");
    out.set("X-Locale", "en-US");
    if (method != http::verb::put) return out;
    out.set(http::field::if_match, "\"tag\"");
    out.set(http::field::content_type, "application/json");
    out.body() = body;
    out.prepare_payload();
    return out;
}

template <class Stream>
class floor_session final : public session {
public:
    template <class... Argument>
    floor_session(server const& to, std::string const& body, Argument&... argument)
        : stream_(context_, argument...),
          get_(make_request(http::verb::get, {})),
          put_(make_request(http::verb::put, body))
    {
        auto& socket = boost::beast::get_lowest_layer(stream_);
        socket.connect({asio::ip::address_v4::loopback(), to.port()});
        socket.set_option(tcp::no_delay(true));
        if constexpr (sizeof...(argument) != 0) stream_.handshake(asio::ssl::stream_base::client);
    }

    void get() override { exchange(get_); }
    void update() override { exchange(put_); }

private:
    void exchange(http::request<http::string_body> const& request)
    {
        http::write(stream_, request);
        http::response<http::string_body> response;
        http::read(stream_, buffer_, response);
        if (response.result() != http::status::ok || response.body().empty()) failed("the floor");
    }

    asio::io_context context_;
    Stream stream_;
    boost::beast::flat_buffer buffer_;
    http::request<http::string_body> get_, put_;
};

class floor_caller final : public caller {
public:
    floor_caller(server const& to, std::string const& body) : to_(to), body_(body)
    {
        if (!to.is_secure()) return;
        tls_.emplace(asio::ssl::context::tls_client);
        tls_->load_verify_file(to.ca_file());
        tls_->set_verify_mode(asio::ssl::verify_peer);
    }

    std::unique_ptr<session> connect() override
    {
        if (!tls_) return std::make_unique<floor_session<tcp::socket>>(to_, body_);
        return std::make_unique<floor_session<boost::beast::ssl_stream<tcp::socket>>>(to_, body_, *tls_);
    }

private:
    server const& to_;
    std::string body_;
    std::optional<asio::ssl::context> tls_;
};

}  // namespace

std::unique_ptr<caller> make_floor(server const& to, std::string const& body)
{
    return std::make_unique<floor_caller>(to, body);
}
