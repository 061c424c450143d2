// shops: an API with all kinds of endpoints, for the tests of the emulator.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/mp11/list.hpp>
#include <boost/test/unit_test.hpp>

#include <descry/json.hpp>
#include <descry/rest/resource.hpp>
#include <descry/testing/emulator.hpp>

#include <partner_center/emulator/filters.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace shops {

struct header {
    std::string key{}, value{};
};
BOOST_DESCRIBE_STRUCT(header, (), (key, value))

struct link {
    std::string uri{}, method{};
    std::vector<header> headers{};
};
BOOST_DESCRIBE_STRUCT(link, (), (uri, method, headers))

struct links {
    std::optional<link> self{}, next{}, previous{};
};
BOOST_DESCRIBE_STRUCT(links, (), (self, next, previous))

template <class T>
struct page {
    std::optional<std::int64_t> total_count{};
    std::vector<T> items{};
    std::optional<std::string> continuation_token{};
    std::optional<shops::links> links{};
    BOOST_DESCRIBE_CLASS(page, (), (total_count, items, continuation_token, links), (), ())
};

struct address {
    std::optional<std::string> city{}, street{};
};
BOOST_DESCRIBE_STRUCT(address, (), (city, street))

struct shop {
    std::optional<std::string> id{};
    std::string name{};
    std::optional<shops::address> address{};
    std::optional<std::int64_t> employees{};
    std::optional<shops::links> links{};
    std::optional<std::string> etag{};
    descry::extras extras{};
};
BOOST_DESCRIBE_STRUCT(shop, (), (id, name, address, employees, links, etag, extras))

struct shops_query {
    std::optional<std::string> seek_operation{}, filter{}, sort_field{}, sort_direction{};
    std::optional<std::int64_t> size{};
};
BOOST_DESCRIBE_STRUCT(shops_query, (), (seek_operation, filter, sort_field, sort_direction, size))

struct shop_key {
    std::string shop_id{};
};
BOOST_DESCRIBE_STRUCT(shop_key, (), (shop_id))

struct shops_resource : descry::resource<page<shop>, descry::nothing, "/v1/shops",
                                         descry::with_query<descry::get, shops_query>, descry::create<shop>> {};

using shop_etag = descry::if_match<&shop::etag>;
struct shop_resource : descry::resource<shop, shop_key, "/v1/shops/{shop_id}", descry::get, descry::put<shop_etag>,
                                        descry::patch<shop_etag>, descry::remove<>> {};

// Also matches the path of a shop, and is more literal.
struct best_shop_resource : descry::resource<shop, descry::nothing, "/v1/shops/best", descry::get> {};

struct order {
    std::int64_t number = 0;
    std::string what{}, state = "new";
};
BOOST_DESCRIBE_STRUCT(order, (), (number, what, state))

struct new_order {
    std::string what{};
    bool in_a_hurry = false;
};
BOOST_DESCRIBE_STRUCT(new_order, (), (what, in_a_hurry))

struct receipt {
    std::int64_t number = 0;
    std::optional<std::string> note{};
};
BOOST_DESCRIBE_STRUCT(receipt, (), (number, note))

struct orders_query {
    std::string currency{};
    std::optional<std::string> state{};
    std::optional<std::int64_t> size{}, offset{};
};
BOOST_DESCRIBE_STRUCT(orders_query, (), (currency, state, size, offset))

struct order_key {
    std::string shop_id{};
    std::uint32_t number = 0;
};
BOOST_DESCRIBE_STRUCT(order_key, (), (shop_id, number))

struct orders_resource
    : descry::resource<page<order>, shop_key, "/v1/shops/{shop_id}/orders",
                       descry::with_query<descry::get, orders_query>, descry::create<new_order, receipt>> {};
struct order_resource : descry::resource<order, order_key, "/v1/shops/{shop_id}/orders/{number}", descry::get,
                                         descry::exists, descry::remove<>> {};

struct review {
    std::optional<std::string> id{};
    std::string text{};
};
BOOST_DESCRIBE_STRUCT(review, (), (id, text))

struct reviews_resource : descry::resource<std::vector<review>, shop_key, "/v1/shops/{shop_id}/reviews", descry::get,
                                           descry::create<review, descry::nothing>> {};

struct opening {
    std::string from{}, to{};
};
BOOST_DESCRIBE_STRUCT(opening, (), (from, to))

struct opening_resource : descry::resource<shop, shop_key, "/v1/shops/{shop_id}/open", descry::action<opening, shop>> {
};
struct closing_resource : descry::resource<descry::nothing, shop_key, "/v1/shops/{shop_id}/close",
                                           descry::action<descry::nothing, descry::nothing>> {};

struct import_status {
    std::string run{}, state{};
};
BOOST_DESCRIBE_STRUCT(import_status, (), (run, state))
struct import_key {
    std::string shop_id{}, run{};
};
BOOST_DESCRIBE_STRUCT(import_key, (), (shop_id, run))

struct imports_resource : descry::resource<descry::nothing, shop_key, "/v1/shops/{shop_id}/imports",
                                           descry::action<std::vector<new_order>, descry::nothing>> {};
struct import_status_resource
    : descry::resource<import_status, import_key, "/v1/shops/{shop_id}/imports/{run}", descry::get> {};

struct logo_resource
    : descry::resource<descry::nothing, shop_key, "/v1/shops/{shop_id}/logo", descry::download<"image/png">> {};

struct photo {
    std::string photo_id{}, file_name{};
    std::int64_t size = 0;
};
BOOST_DESCRIBE_STRUCT(photo, (), (photo_id, file_name, size))
struct photo_key {
    std::string shop_id{}, photo_id{};
};
BOOST_DESCRIBE_STRUCT(photo_key, (), (shop_id, photo_id))

struct photos_resource
    : descry::resource<descry::nothing, shop_key, "/v1/shops/{shop_id}/photos", descry::upload<page<photo>>> {};
struct photo_resource
    : descry::resource<descry::nothing, photo_key, "/v1/shops/{shop_id}/photos/{photo_id}", descry::download<>> {};

using resources =
    boost::mp11::mp_list<shops_resource, shop_resource, best_shop_resource, orders_resource, order_resource,
                         reviews_resource, opening_resource, closing_resource, imports_resource, import_status_resource,
                         logo_resource, photos_resource, photo_resource>;

/// Writes a link with its URI in two members, as APIs name it differently. A model reads the one that it declares.
inline std::string write_link(descry::testing::shown_link const& shown)
{
    std::string const uri = descry::write_json(shown.uri);
    std::string const headers = shown.token.empty() ? "" : descry::write_json(header{shown.token_header, shown.token});
    return R"({"uri":)" + uri + R"(,"href":)" + uri + R"(,"method":"GET","headers":[)" + headers + "]}";
}

/// An emulator of the API with one shop.
struct fixture {
    descry::testing::emulator under_test;

    explicit fixture(
        descry::testing::emulated_api api = {.wire = {.request_id_header = "Request-Id", .link_prefix = "/v1"},
                                             .envelope = {.total = "totalCount",
                                                          .token = "continuationToken",
                                                          .self = "links.self",
                                                          .next = "links.next",
                                                          .previous = "links.previous"},
                                             .write_link = write_link,
                                             .link_of_created = "links.self",
                                             .continuation_header = "Next-Page",
                                             .token_parameter = "continuationToken",
                                             .seek = {"seekOperation", "Next", "Previous", "First", "Last"},
                                             .size_in_kilobytes = "sizeInKB",
                                             .filters = partner_center::detail::filters},
        descry::testing::emulator_options options = {.page_size = 3})
        : under_test(api, std::move(options))
    {
        under_test.serve_all<resources>();
        under_test.seed<shop_resource>({"one"}, {.id = "one", .name = "One", .address = address{.city = "Rome"}});
    }

    void seed_shops(std::vector<std::string> const& names)
    {
        for (auto const& name : names) under_test.seed<shop_resource>({name}, {.id = name, .name = name});
    }

    descry::response send(std::string method, std::string target, std::vector<descry::header> headers = {},
                          std::string body = {})
    {
        return under_test({std::move(method), "", std::move(target), std::move(headers), std::move(body)});
    }

    descry::response get(std::string target) { return send("GET", std::move(target)); }

    descry::response send_json(std::string method, std::string target, std::string body,
                               std::vector<descry::header> headers = {})
    {
        headers.push_back({"Content-Type", "application/json"});
        return send(std::move(method), std::move(target), std::move(headers), std::move(body));
    }

    template <class T>
    static T read(descry::response const& in)
    {
        auto out = descry::read_json<T>(in.body);
        BOOST_REQUIRE_MESSAGE(out.has_value(), in.status << ' ' << in.body);
        return *std::move(out);
    }

    static std::string names_of(page<shop> const& some)
    {
        std::string out;
        for (auto const& each : some.items) (out += out.empty() ? "" : " ") += each.name;
        return out;
    }
};

}  // namespace shops
