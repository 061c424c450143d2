// Bodies of requests and responses in other codings than JSON.
#include "document.hpp"

#include <boost/test/unit_test.hpp>

#include <descry/model/sensitive.hpp>
#include <descry/testing/emulator.hpp>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

using namespace call_test;

namespace {

struct price {
    std::string price{};
    std::optional<int> quantity{};
};
BOOST_DESCRIBE_STRUCT(price, (), (price, quantity))

struct new_customer {
    std::string name{};
    std::optional<bool> tax_exempt{};
    std::map<std::string, std::string> metadata{};
    std::vector<std::string> expand{};
    std::vector<price> items{};
    std::optional<std::string> card_number{};
};
BOOST_DESCRIBE_STRUCT(new_customer, (), (name, tax_exempt, metadata, expand, items, card_number))

struct customer {
    std::optional<std::string> id{}, name{}, note{};
    std::vector<price> orders{};
};
BOOST_DESCRIBE_STRUCT(customer, (), (id, name, note, orders))

struct stage {
    std::string name{};
    std::vector<std::string> tags{};
};
BOOST_DESCRIBE_STRUCT(stage, (), (name, tags))

struct plan {
    std::optional<std::string> name{};
    std::optional<int> seats{};
    std::optional<price> fee{};
    std::map<std::string, std::string> labels{};
    std::vector<std::string> tags{};
    std::vector<stage> stages{};
};
BOOST_DESCRIBE_STRUCT(plan, (), (name, seats, fee, labels, tags, stages))

struct plan_change {
    descry::omittable<std::string> name{};
    descry::omittable<int> seats{};
    std::vector<std::string> tags{};
};
BOOST_DESCRIBE_STRUCT(plan_change, (), (name, seats, tags))

}  // namespace

template <>
inline constexpr bool descry::sensitive<& new_customer::card_number> = true;

BOOST_AUTO_TEST_SUITE(bodies)

namespace {

struct customers
    : descry::resource<customer, descry::nothing, "/customers", descry::create<descry::form<new_customer>, customer>> {
};
struct one_customer
    : descry::resource<
          customer, document_key, "/customers/{id}", descry::get, descry::with_request<descry::put<>, descry::form<>>,
          descry::with_request<descry::patch<>, descry::form<>>, descry::action<descry::form<price>, customer>> {};
struct plain_customer
    : descry::resource<customer, document_key, "/plain/{id}", descry::put<>, descry::create<new_customer, customer>> {};
struct plans
    : descry::resource<plan, document_key, "/plans/{id}", descry::get, descry::with_method<descry::patch<>, "POST">,
                       descry::action<plan_change, descry::nothing, "PUT">> {};
struct notes
    : descry::resource<std::string, document_key, "/notes/{id}", descry::with_response<descry::get, descry::text<>>,
                       descry::with_response<descry::with_request<descry::put<>, descry::text<"text/markdown">>,
                                             descry::text<"text/markdown">>,
                       descry::create<descry::octets<"image/png">, customer>,
                       descry::action<descry::text<>, descry::octets<>>> {};
struct events : descry::resource<std::vector<price>, descry::nothing, "/events",
                                 descry::with_response<descry::get, descry::ndjson<price>>,
                                 descry::create<descry::ndjson<price>, descry::nothing>> {};

struct sent_call {
    std::string method{}, content_type{}, accept{}, body{};
};

// A service that answers each request with `in`.
struct service {
    network to;
    descry::client api;

    explicit service(descry::response in, descry::service const& wire = call_test::wire())
        : to(answering(std::move(in))),
          api({.base_url = "https://documents.example", .retry = {.max_attempts = 1}, .custom_transport = to}, wire)
    {
    }

    sent_call last() const
    {
        auto const all = to->requests();
        auto const& sent = all.back();
        return {sent.method, std::string(descry::find_header(sent.headers, "Content-Type")),
                std::string(descry::find_header(sent.headers, "Accept")), sent.body};
    }
    std::string decoded() const { return descry::percent_decode(last().body).value(); }
};

new_customer const ann{.name = "Ann & Bob",
                       .tax_exempt = true,
                       .metadata = {{"a b", "1"}, {"note", ""}},
                       .expand = {"x", "y"},
                       .items = {{"p1", 2}, {"p2", {}}},
                       .card_number = "4111 1111"};
constexpr std::string_view form_type = "application/x-www-form-urlencoded";

}  // namespace

BOOST_AUTO_TEST_CASE(a_form_is_made_of_the_struct)
{
    service const stub(ok(R"({"id":"7","orders":[]})"));
    BOOST_TEST(stub.api.at<customers>({}).create(ann).id.value() == "7");
    auto const sent = stub.last();
    BOOST_TEST(sent.method == "POST");
    BOOST_TEST(sent.content_type == form_type);
    BOOST_TEST(sent.accept == "application/json");
    BOOST_TEST(
        sent.body ==
        "name=Ann%20%26%20Bob&taxExempt=true&metadata%5Ba%20b%5D=1&metadata%5Bnote%5D=&expand%5B%5D=x&expand%5B%5D=y"
        "&items%5B0%5D%5Bprice%5D=p1&items%5B0%5D%5Bquantity%5D=2&items%5B1%5D%5Bprice%5D=p2"
        "&cardNumber=4111%201111");
}

BOOST_AUTO_TEST_CASE(every_verb_with_a_request_sends_one)
{
    service const stub({204, {}, {}});
    customer const after{.id = "7", .name = "Bob", .note = {}, .orders = {{"p1", 1}}};
    auto const updated = stub.api.at<one_customer>({"7"}).update(after);
    BOOST_TEST(stub.last().method == "PUT");
    BOOST_TEST(stub.last().content_type == form_type);
    BOOST_TEST(stub.decoded() == "id=7&name=Bob&orders[0][price]=p1&orders[0][quantity]=1");
    BOOST_TEST(updated.name.value() == "Bob");  // the state that was sent
    auto const patched =
        stub.api.at<one_customer>({"7"}).patch({.id = "7", .name = "Ann", .note = {}, .orders = after.orders}, after);
    BOOST_TEST(stub.last().method == "PATCH");
    BOOST_TEST(stub.last().content_type == form_type);
    BOOST_TEST(stub.decoded() == "name=Bob");
    BOOST_TEST(patched.orders.size() == 1u);
    BOOST_TEST(stub.api.at<one_customer>({"7"}).try_invoke({"p1", {}}).has_error());
    BOOST_TEST(stub.decoded() == "price=p1");
}

BOOST_AUTO_TEST_CASE(what_a_form_removes_is_sent_as_an_empty_value)
{
    service const stub(ok(R"({"labels":{},"tags":[],"stages":[]})"), {.requests = descry::body_coding::form});
    auto const bound = stub.api.at<plans>({"7"});
    plan const before{"Ann", 5, price{"p1", 1}, {{"a", "1"}, {"b", "2"}}, {"x"}, {}};
    bound.patch(before, {.labels = {{"b", "2"}}, .tags = {}});
    BOOST_TEST(stub.decoded() == "labels[a]=&tags=&name=&seats=&fee=");
    bound.patch(before, {.name = "", .seats = 5, .fee = price{"p1", {}}, .labels = before.labels, .tags = {"x", "y"}});
    BOOST_TEST(stub.decoded() == "name=&fee[quantity]=&tags[]=x&tags[]=y");
    auto staged = before;
    staged.stages = {{"first", {}}};  // an element is sent as a whole
    bound.patch(before, staged);
    BOOST_TEST(stub.decoded() == "stages[0][name]=first");
    bound.invoke({.name = descry::null, .tags = {}});  // an empty list is omitted unless it is a change
    BOOST_TEST(stub.decoded() == "name=");
}

BOOST_AUTO_TEST_CASE(a_service_may_send_forms_by_default)
{
    descry::service const wire{.body = {.names = descry::casing::as_declared},
                               .requests = descry::body_coding::form,
                               .form = {.yes = "1", .no = "0", .objects = descry::parameter_style::dots}};
    service const stub(ok(R"({"orders":[]})"), wire);
    stub.api.at<plain_customer>({"7"}).create(ann);
    BOOST_TEST(stub.last().content_type == form_type);
    BOOST_TEST(stub.decoded() ==
               "name=Ann & Bob&tax_exempt=1&metadata.a b=1&metadata.note=&expand=x&expand=y"
               "&items[0].price=p1&items[0].quantity=2&items[1].price=p2&card_number=4111 1111");
    stub.api.at<notes>({"7"}).try_create("\x89PNG").value();
    BOOST_TEST(stub.last().content_type == "image/png");
}

BOOST_AUTO_TEST_CASE(texts_and_octets_are_sent_and_received_as_they_are)
{
    std::string const text = "a \"quoted\"\n\xFF text";
    service const stub({200, {{"Content-Type", "text/plain"}}, text});
    BOOST_TEST(stub.api.at<notes>({"7"}).get() == text);
    BOOST_TEST(stub.last().accept == "text/plain; charset=utf-8");
    BOOST_TEST(stub.last().content_type.empty());
    BOOST_TEST(stub.api.at<notes>({"7"}).update("# title\n") == text);
    BOOST_TEST(stub.last().body == "# title\n");
    BOOST_TEST(stub.last().content_type == "text/markdown");
    BOOST_TEST(stub.last().accept == "text/markdown");
    BOOST_TEST(stub.api.at<notes>({"7"}).invoke("") == text);
    BOOST_TEST(stub.last().body.empty());
    BOOST_TEST(stub.last().content_type == "text/plain; charset=utf-8");
    BOOST_TEST(stub.last().accept == "application/octet-stream");

    service const silent({204, {}, {}});
    BOOST_TEST(silent.api.at<notes>({"7"}).update("new") == "new");
    BOOST_TEST(silent.api.at<notes>({"7"}).get().empty());
}

BOOST_AUTO_TEST_CASE(lines_are_the_elements_of_a_vector)
{
    service const stub({200, {}, "{\"price\":\"a\"}\r\n\n{\"price\":\"b\",\n\"quantity\":2}"});
    BOOST_TEST(stub.api.at<events>({}).try_get().has_error());

    service const lines(
        {200, {{"Content-Type", "application/x-ndjson"}}, "\n{\"price\":\"a\"}\r\n\n {\"price\":\"b\"}\n"});
    auto const got = lines.api.at<events>({}).get();
    BOOST_TEST(got.size() == 2u);
    BOOST_TEST(got[1].price == "b");
    BOOST_TEST(lines.last().accept == "application/x-ndjson");
    lines.api.at<events>({}).create({{"a", 1}, {"b\n", {}}});
    BOOST_TEST(lines.last().body == "{\"price\":\"a\",\"quantity\":1}\n{\"price\":\"b\\n\"}\n");
    BOOST_TEST(lines.last().content_type == "application/x-ndjson");
    lines.api.at<events>({}).create({});
    BOOST_TEST(lines.last().body.empty());
    BOOST_TEST(service({200, {}, {}}).api.at<events>({}).get().empty());
}

BOOST_AUTO_TEST_CASE(a_line_that_is_no_element_is_a_failure_with_its_place)
{
    struct {
        char const* body;
        descry::errc code;
        std::size_t line;
    } const cases[] = {{"{\"price\":\"a\"}\n{\"price\":5}\n", descry::errc::unexpected_kind, 2},
                       {"{\"price\":\"a\"},{\"price\":\"b\"}\n", descry::errc::trailing_content, 1},
                       {"{\"price\":\"a\"}\n{\"price\":\"b\"", descry::errc::unexpected_end, 2}};
    for (auto const& each : cases) {
        auto const why = service({200, {}, each.body}).api.at<events>({}).try_get();
        BOOST_TEST_CONTEXT(each.body)
        {
            BOOST_TEST((why.has_error() && why.error().code() == each.code));
            BOOST_TEST(why.error()->line == each.line);
            BOOST_TEST(why.error()->status == 200u);
        }
    }
    auto const commented = service({200, {}, "{\"price\":\"a\"} // x\n"}).api.at<events>({}).try_get();
    BOOST_TEST(commented.error()->explanation == "a comment is not JSON");
}

BOOST_AUTO_TEST_CASE(what_is_sensitive_in_a_form_is_in_no_failure)
{
    for (auto const* echo : {"no card 4111 1111", "no card 4111%201111", "no card 4111+1111"}) {
        auto const why = service({400, {}, echo}).api.at<customers>({}).try_create(ann).error();
        BOOST_TEST(why->body == "no card [redacted]");
    }
}

BOOST_AUTO_TEST_CASE(a_form_that_would_have_other_members_is_not_sent)
{
    service const stub(ok("{}"));
    auto other = ann;
    other.metadata = {{"a][b", "1"}};
    auto const why = stub.api.at<customers>({}).try_create(other).error();
    BOOST_TEST((why == descry::errc::invalid_value));
    BOOST_TEST(stub.to->requests().empty());
}

BOOST_AUTO_TEST_CASE(case_sensitive_names_are_sent_back_as_they_were_received)
{
    std::string const body = R"({"tag":"e1","Title":"old"})";
    service const exact(ok(body), {.exact_names = true});
    auto const read = exact.api.at<documents>({"7"}).get();
    BOOST_TEST(!read.title.has_value());
    exact.api.at<documents>({"7"}).update(read);
    BOOST_TEST(exact.last().body == body);
    BOOST_TEST(service(ok(body)).api.at<documents>({"7"}).get().title.value() == "old");
}

BOOST_AUTO_TEST_CASE(the_emulator_reads_them)
{
    for (auto const style : {descry::parameter_style::brackets, descry::parameter_style::dots}) {
        descry::service const wire{.form = {.arrays = descry::parameter_style::brackets, .objects = style}};
        descry::testing::emulator emulated{{.wire = wire}};
        emulated.serve<customers>();
        emulated.serve<one_customer>();
        emulated.serve<notes>();
        emulated.serve<events>();
        emulated.seed<one_customer>({"7"}, {.id = "7", .name = "Ann"});
        emulated.seed<notes>({"7"}, "first");
        emulated.seed<events>({}, {{"a", 1}, {"b", {}}});
        std::optional<new_customer> seen;
        emulated.on<customers>([&](descry::nothing, new_customer const& in) {
            seen = in;
            return customer{.id = "8"};
        });
        descry::client const api{
            {.base_url = "https://documents.example",
             .custom_transport = answering([&](descry::request const& in) { return emulated(in); })},
            wire};
        BOOST_TEST(api.at<customers>({}).create(ann).id.value() == "8");
        BOOST_TEST(descry::write_json(seen.value()) == descry::write_json(ann));
        customer const after{.id = "7", .name = "5", .note = "true", .orders = {{"p1", 1}, {"10", {}}}};
        BOOST_TEST(descry::write_json(api.at<one_customer>({"7"}).update(after)) == descry::write_json(after));
        BOOST_TEST(api.at<one_customer>({"7"})
                       .patch(after, {.id = "7", .name = "6", .note = "true", .orders = after.orders})
                       .name.value() == "6");
        BOOST_TEST(api.at<notes>({"7"}).get() == "first");
        BOOST_TEST(api.at<notes>({"7"}).update("a \"second\"") == "a \"second\"");
        BOOST_TEST(api.at<notes>({"7"}).get() == "a \"second\"");
        BOOST_TEST(api.at<events>({}).get().size() == 2u);
        auto const refused = emulated({"POST", "", "/customers", {{"Content-Type", "application/json"}}, "{}"});
        BOOST_TEST(refused.status == 415u);
    }
}

BOOST_AUTO_TEST_CASE(the_emulator_removes_what_a_form_removes)
{
    for (auto const style : {descry::parameter_style::brackets, descry::parameter_style::separate}) {
        descry::service const wire{.requests = descry::body_coding::form, .form = {.arrays = style}};
        descry::testing::emulator emulated{{.wire = wire}};
        emulated.serve<plans>();
        emulated.on<plans>([](document_key const&, plan_change const& in) { BOOST_TEST(in.seats.is_null()); });
        plan const first{"Ann", 5, price{"p1", 1}, {{"a", "1"}, {"b", "2"}}, {"x"}, {}};
        emulated.seed<plans>({"7"}, first);
        descry::client const api{
            {.base_url = "https://documents.example",
             .custom_transport = answering([&](descry::request const& in) { return emulated(in); })},
            wire};
        auto const bound = api.at<plans>({"7"});
        auto renamed = first;
        renamed.name = "Bob";
        renamed.stages = {{"first", {}}};
        BOOST_TEST(descry::write_json(bound.patch(first, renamed)) == descry::write_json(renamed));
        plan const least{.labels = {{"b", "2"}}};
        BOOST_TEST(descry::write_json(bound.patch(renamed, least)) == descry::write_json(least));
        bound.invoke({.seats = descry::null});
    }
}

BOOST_AUTO_TEST_SUITE_END()
