// Downloads over transports that do not stream: the client passes the body of the response to the sink.
#include "files.hpp"

#include <descry/http/sinks.hpp>

#include <boost/asio/use_future.hpp>
#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

using namespace call_test;
using descry::errc;

BOOST_AUTO_TEST_SUITE(downloads)

namespace {

auto statement(descry::client const& api) { return api.at<statements>({.id = "7"}); }

struct period {
    std::optional<int> year{};
};
BOOST_DESCRIBE_STRUCT(period, (), (year))

struct reports
    : descry::resource<descry::nothing, descry::nothing, "/report", descry::with_query<descry::download<>, period>> {};

}  // namespace

BOOST_AUTO_TEST_CASE(the_body_goes_to_the_sink_and_the_head_to_the_caller)
{
    auto const network = answering(pdf("%PDF-1"));
    recording_sink sink;
    auto const got = statement(make_client(network, {.headers = {{"Accept", "text/csv"}}})).download(sink);
    BOOST_TEST(got.content_type == "application/pdf");
    BOOST_TEST(got.file_name == "G0001.pdf");
    BOOST_TEST(got.size == 6u);
    BOOST_TEST(got.head.status == 200u);
    BOOST_TEST(sink.body == "%PDF-1");
    BOOST_TEST((sink.begun == std::vector{std::optional<std::uint64_t>(6)}));
    BOOST_TEST(sink.ended == 1);
    auto const sent = network->requests().at(0);
    BOOST_TEST(sent.method == "GET");
    BOOST_TEST(sent.target == "/invoices/7/statement");
    BOOST_TEST(descry::find_header(sent.headers, "Accept") == "application/pdf");
}

BOOST_AUTO_TEST_CASE(in_four_forms)
{
    auto const api = make_client(answering(pdf("x")));
    auto const sink = std::make_shared<recording_sink>();
    auto const from = statement(api);
    BOOST_TEST(from.download(sink).size == 1u);
    BOOST_TEST(from.download(recording_sink()).size == 1u);
    BOOST_TEST(from.try_download(sink)->size == 1u);
    BOOST_TEST(from.async_download(sink, boost::asio::use_future).get().file_name == "G0001.pdf");
    BOOST_TEST(from.async_try_download(sink, boost::asio::use_future).get()->size == 1u);
    BOOST_TEST(sink->ended == 4);
}

BOOST_AUTO_TEST_CASE(a_query_is_sent_too)
{
    auto const network = answering(pdf("x"));
    auto const api = make_client(network);
    auto const report = api.at<reports>({});
    auto const sink = std::make_shared<recording_sink>();
    (void)report.download(sink, {.year = 2020});
    (void)report.try_download(sink);
    (void)report.async_download(sink, period{2021}, boost::asio::use_future).get();
    (void)report.async_try_download(sink, period{2022}, boost::asio::use_future).get();
    std::string targets;
    for (auto const& sent : network->requests()) targets += sent.target + ' ';
    BOOST_TEST(targets == "/report?year=2020 /report /report?year=2021 /report?year=2022 ");
}

BOOST_AUTO_TEST_CASE(an_empty_file_is_one)
{
    recording_sink sink;
    BOOST_TEST(statement(make_client(answering(descry::response{204, {}, {}}))).download(sink).size == 0u);
    BOOST_TEST(sink.begun.size() == 1u);
    BOOST_TEST(sink.ended == 1);
}

BOOST_AUTO_TEST_CASE(what_is_no_success_is_none_of_the_sinks)
{
    recording_sink sink;
    auto const api = make_client(answering(descry::response{404, {}, R"({"code":"17","description":"No."})"}));
    auto const why = statement(api).try_download(sink).error();
    BOOST_TEST((why == errc::not_found));
    BOOST_TEST(why->service_code == "17");
    BOOST_TEST(sink.begun.empty());
    BOOST_TEST(sink.ended == 0);
}

BOOST_AUTO_TEST_CASE(a_retry_begins_anew)
{
    int calls = 0;
    auto const network = answering([&](descry::request const&) {
        return ++calls == 1 ? descry::response{503, {}, "busy"} : pdf("whole");
    });
    recording_sink sink;
    (void)statement(make_client(network)).download(sink);
    BOOST_TEST(sink.body == "whole");
    BOOST_TEST(sink.begun.size() == 1u);
    BOOST_TEST(network->requests().size() == 2u);
}

BOOST_AUTO_TEST_CASE(a_sink_may_refuse_at_each_step)
{
    struct refusing : recording_sink {
        int step;
        explicit refusing(int at) : step(at) {}
        bool begin(std::optional<std::uint64_t>) override { return step != 0; }
        bool write(std::string_view) override { return step != 1; }
        bool end() override { return step != 2; }
    };
    auto const network = answering(pdf("x"));
    auto const api = make_client(network);
    for (int step = 0; step != 3; ++step) {
        auto const why = statement(api).try_download(refusing(step)).error();
        BOOST_TEST((why == errc::sink_refused), step);
        BOOST_TEST(why->response_begun);
        BOOST_TEST(!why->maybe_done);
        BOOST_TEST(why->operation == "GET /invoices/{id}/statement");
    }
    BOOST_TEST(network->requests().size() == 3u);  // never retried
}

BOOST_AUTO_TEST_CASE(what_a_sink_throws_is_told)
{
    descry::function_sink sink([](std::string_view) -> bool { throw std::runtime_error("no room"); });
    auto const why = statement(make_client(answering(pdf("x")))).try_download(sink).error();
    BOOST_TEST((why == errc::sink_refused));
    BOOST_TEST(why->explanation == "no room");
    descry::function_sink odd([](std::string_view) -> bool { throw 7; });
    BOOST_TEST((statement(make_client(answering(pdf("x")))).try_download(odd).error() == errc::sink_refused));
}

BOOST_AUTO_TEST_CASE(the_observer_counts_what_went_to_the_sink)
{
    struct counting : descry::observer {
        std::uint64_t bytes = 0;
        void succeeded(descry::call_event const& call) override { bytes = call.bytes_received; }
    };
    auto const seen = std::make_shared<counting>();
    auto const taking = answering([](descry::request const& sent) {
        auto in = pdf({});
        (void)(sent.sink->begin(4) && sent.sink->write("1234"));
        in.taken = 4;
        return in;
    });
    recording_sink sink;
    BOOST_TEST(statement(make_client(taking, {.observer = seen})).download(sink).size == 4u);
    BOOST_TEST(seen->bytes == 4u);
    BOOST_TEST(sink.body == "1234");
    BOOST_TEST(sink.begun.size() == 1u);
    BOOST_TEST(sink.ended == 1);
}

BOOST_AUTO_TEST_SUITE_END()
