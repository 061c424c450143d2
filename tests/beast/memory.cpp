// Memory that runs out: each allocation of an exchange fails once.
#include <descry/beast/transport.hpp>
#include <descry/server/http_server.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/test/unit_test.hpp>

#include <support/allocations.hpp>
#include <support/fault_proxy.hpp>
#include <support/tls_server.hpp>

#include <zlib.h>

#include <chrono>
#include <cstddef>
#include <exception>
#include <memory>
#include <new>
#include <optional>
#include <semaphore>
#include <string>
#include <thread>
#include <utility>
#include <vector>

using descry::errc;
using descry::response;
using descry::result;
using test::raw_server;
using test::raw_socket;
namespace asio = boost::asio;

BOOST_AUTO_TEST_SUITE(memory)

namespace {

// Asio (1.81) does not survive that one of fewer bytes fails, for a strand.
constexpr std::size_t least_of_asio = 48;

std::string const text(5000, 'x');

response compressed(descry::request const&)
{
    uLongf size = compressBound(static_cast<uLong>(text.size()));
    std::string out(size, '\0');
    ::compress(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<Bytef const*>(text.data()),
               static_cast<uLong>(text.size()));
    out.resize(size);
    return {200, {{"Content-Encoding", "deflate"}}, out};
}

// Servers with the same response: one whose name has to be looked up, and one with TLS behind a proxy.
struct network {
    test::trusted_authority trusted;
    descry::http_server plain{compressed}, secure{compressed, {.tls = trusted.authority.issue()}};
    raw_server proxy{[this](raw_socket& client, int) {
        if (client.read_head().empty()) return;
        client.write("HTTP/1.1 200 Connected\r\n\r\n");
        raw_socket upstream(test::connect_to(secure.port()));
        std::thread requests([&] { test::pump(client, upstream); });
        test::pump(upstream, client);
        requests.join();
    }};

    template <class Function>
    void each_way(Function const& function)
    {
        auto options = trusted.options();
        options.max_connections = 1;
        options.proxy = "";
        options.allow_insecure_http = true;
        function("plain", "http://127.1:" + std::to_string(plain.port()), options);
        options.proxy = "http://user:password@127.0.0.1:" + std::to_string(proxy.port());
        function("tunnel", secure.base_url(), options);
    }
};

descry::request get_from(std::string const& url) { return {"GET", url, "/", {}, {}}; }

descry::steady_time much_later() { return std::chrono::steady_clock::now() + std::chrono::minutes(10); }

bool is_whole(result<response> const& r) { return r && r->body == text; }
bool is_without_memory(result<response> const& r) { return !r && r.error() == errc::not_enough_memory; }

// Starts so many requests at once with a new transport, without the allocation of a number, and then the same with the
// next number, until none fails. All of it in one run of the context, since Asio reuses memory within a run.
class attempts {
    asio::io_context context_{};
    std::string const url_;
    descry::network_options const options_;
    std::size_t const requests_;
    std::shared_ptr<descry::transport> transport_{};
    std::optional<allocations::failure_of_one> one_{};
    std::size_t number_ = 0, open_ = 0, without_memory_ = 0;
    std::vector<int> calls_{};  // of the handler of each request
    std::optional<result<response>> unexpected_{};
    bool is_over_ = false;

public:
    attempts(std::string url, descry::network_options options, std::size_t requests)
        : url_(std::move(url)), options_(std::move(options)), requests_(requests)
    {
    }

    void run(std::string const& what)
    {
        begin();
        try {
            context_.run_for(std::chrono::minutes(1));
        } catch (std::exception const& e) {
            BOOST_ERROR(what << ", allocation " << number_ << ": run() threw " << e.what());
        }
        one_.reset();
        BOOST_TEST(is_over_, what << ", allocation " << number_ << ": " << open_ << " handlers were not called");
        BOOST_TEST(without_memory_ > 0u, what);
    }

private:
    void begin()
    {
        transport_ = descry::make_transport(options_, context_.get_executor());
        open_ = requests_;
        calls_.assign(requests_, 0);
        one_.emplace(number_, least_of_asio);
        for (std::size_t i = 0; i != requests_; ++i) try {
                transport_->async_send(get_from(url_), much_later(), [this, i](result<response> r) { end(i, r); });
            } catch (std::bad_alloc const&) {
                asio::post(context_, [this, i] { end(i, descry::failure(errc::not_enough_memory)); });
            }
    }

    void end(std::size_t request, result<response> const& r)
    {
        ++calls_[request];
        --open_;
        bool const failed = number_ != 0 && one_->has_come();
        without_memory_ += is_without_memory(r);
        if (!is_whole(r) && !(failed && is_without_memory(r))) unexpected_ = r;
        if (open_ != 0) return;
        one_.reset();
        BOOST_TEST(calls_ == std::vector<int>(requests_, 1), "allocation " << number_);
        if (unexpected_)
            BOOST_ERROR("allocation " << number_ << ": "
                                      << (*unexpected_ ? "another body" : unexpected_->error().message()));
        unexpected_.reset();
        is_over_ = number_ != 0 && !failed;
        ++number_;
        if (!is_over_) asio::post(context_, [this] { begin(); });
    }
};

}  // namespace

BOOST_AUTO_TEST_CASE(that_runs_out_ends_a_blocking_exchange)
{
    network servers;
    servers.each_way([](std::string const& what, std::string const& url, descry::network_options const& options) {
        for (bool const reused : {false, true}) {
            bool failed = true;
            for (std::size_t number = 1; failed; ++number) {
                auto const transport = descry::make_transport(options, {});
                if (reused) BOOST_TEST(is_whole(transport->send(get_from(url), much_later())), what);
                result<response> r = descry::failure(errc::not_enough_memory);
                {
                    allocations::failure_of_one const one(number);
                    try {
                        r = transport->send(get_from(url), much_later());
                    } catch (std::bad_alloc const&) {
                    }
                    failed = one.has_come();
                }
                BOOST_TEST((is_whole(r) || (failed && is_without_memory(r))), what << ", allocation " << number);
            }
        }
    });
}

BOOST_AUTO_TEST_CASE(that_runs_out_ends_an_asynchronous_exchange)
{
    network servers;
    servers.each_way([](std::string const& what, std::string const& url, descry::network_options const& options) {
        attempts(url, options, 1).run(what);
    });
}

BOOST_AUTO_TEST_CASE(that_runs_out_leaves_no_one_waiting_for_a_connection)
{
    network servers;
    servers.each_way([](std::string const& what, std::string const& url, descry::network_options const& options) {
        attempts(url, options, 2).run(what);
    });
}

BOOST_AUTO_TEST_CASE(that_runs_out_lets_a_transport_end)
{
    std::counting_semaphore<> responses{0};
    raw_server const server([&](raw_socket& peer, int) {
        if (peer.read_head().empty()) return;
        responses.acquire();
        peer.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    });
    bool failed = true;
    for (std::size_t number = 1; failed; ++number) {
        asio::io_context context;
        auto transport = descry::make_transport({}, context.get_executor());
        int calls = 0;
        transport->async_send(get_from(server.base_url()), much_later(), [&](result<response> r) {
            ++calls;
            BOOST_TEST((r || r.error() == errc::canceled));
        });
        context.poll();
        {
            allocations::failure_of_one const one(number);
            transport.reset();
            failed = one.has_come();
        }
        responses.release();
        context.run_for(std::chrono::minutes(1));
        BOOST_TEST(calls == 1, "allocation " << number);
    }
}

BOOST_AUTO_TEST_SUITE_END()
