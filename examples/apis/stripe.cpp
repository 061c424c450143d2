// Stripe: customers and payments, https://docs.stripe.com/api.
#include <descry/client.hpp>
#include <descry/client/pages.hpp>
#include <descry/testing.hpp>
#include <descry/testing/throttle.hpp>

#include <apis/show.hpp>

#include <cstdint>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace stripe {

struct address {
    std::optional<std::string> city{}, country{};
};
BOOST_DESCRIBE_STRUCT(address, (), (city, country))

struct new_customer {
    std::optional<std::string> email{};
    std::optional<stripe::address> address{};
    std::map<std::string, std::string> metadata{};
};
BOOST_DESCRIBE_STRUCT(new_customer, (), (email, address, metadata))
struct customer : new_customer {
    std::string id;
    descry::extras extras;
};
BOOST_DESCRIBE_STRUCT(customer, (new_customer), (id, extras))

struct customer_list {
    std::vector<customer> data;
    bool has_more = false;
};
BOOST_DESCRIBE_STRUCT(customer_list, (), (data, has_more))

struct new_payment {
    std::int64_t amount = 0;  // in the smallest unit of the currency
    std::string currency;
    std::optional<std::string> customer{};
    std::vector<std::string> expand{};
};
BOOST_DESCRIBE_STRUCT(new_payment, (), (amount, currency, customer, expand))

enum class payment_status { requires_payment_method, processing, succeeded, canceled };
BOOST_DESCRIBE_ENUM(payment_status, requires_payment_method, processing, succeeded, canceled)

struct payment {
    std::string id;
    std::int64_t amount = 0;
    std::string currency;
    descry::open_enum<payment_status> status;
    std::variant<std::monostate, std::string, stripe::customer> customer;  // the id, or the customer if it is expanded
};
BOOST_DESCRIBE_STRUCT(payment, (), (id, amount, currency, status, customer))

struct card_error {
    std::string type;
    std::optional<std::string> code, decline_code, param;
};
BOOST_DESCRIBE_STRUCT(card_error, (), (type, code, decline_code, param))
struct error {
    card_error error;
};
BOOST_DESCRIBE_STRUCT(error, (), (error))

struct id {
    std::string id;
};
BOOST_DESCRIBE_STRUCT(id, (), (id))
struct list_query {
    std::optional<int> limit{};
    std::optional<std::string> starting_after{};
};
BOOST_DESCRIBE_STRUCT(list_query, (), (limit, starting_after))

using next = descry::by_last_element<"starting_after", &customer::id, &customer_list::has_more>;
struct customers
    : descry::resource<customer_list, descry::nothing, "/v1/customers", descry::create<new_customer, customer>,
                       descry::in_pages<descry::with_query<descry::get, list_query>, &customer_list::data, next>> {};
struct one_customer
    : descry::resource<customer, id, "/v1/customers/{id}", descry::get, descry::with_method<descry::patch<>, "POST">> {
};
struct payments
    : descry::resource<payment, descry::nothing, "/v1/payment_intents", descry::create<new_payment, payment>> {};

descry::service const wire{.idempotency_key_header = "Idempotency-Key",
                           .body = {.names = descry::casing::as_declared},
                           .requests = descry::body_coding::form};

}  // namespace stripe

int main()
{
    // The emulator knows the declarations, and from here what they do not say: a refused card, and what a payment does.
    auto const declined = descry::response{
        402, {}, R"({"error":{"type":"card_error","code":"card_declined","decline_code":"lost_card"}})"};
    descry::testing::emulator emulator(
        {.wire = stripe::wire},
        {.on_exchange = show, .before = descry::testing::respond_first_with({{}, {}, declined})});
    emulator.serve<stripe::customers>();
    emulator.serve<stripe::one_customer>();
    emulator.serve<stripe::payments>();
    emulator.on<stripe::payments>([&](descry::nothing, stripe::new_payment const& wanted) {
        return stripe::payment{"pi_1", wanted.amount, wanted.currency, stripe::payment_status::succeeded,
                               *emulator.stored<stripe::one_customer>({*wanted.customer})};
    });

    descry::client const client(
        {.base_url = "https://api.stripe.com",
         .credentials = descry::bearer_token{"<secret key>"},
         .headers = {{"Stripe-Version", "2024-06-20"}},
         .custom_transport = std::make_shared<descry::testing::scripted_transport>(std::ref(emulator))},
        stripe::wire);
    auto const customers = client.at<stripe::customers>({});
    auto const payments = client.at<stripe::payments>({});

    auto const ada = customers.create(
        {.email = "ada@example.com", .address = stripe::address{.city = "London"}, .metadata = {{"plan", "basic"}}});
    auto changed = ada;
    changed.metadata["plan"] = "full";
    client.at<stripe::one_customer>({ada.id}).patch(ada, changed);  // sends what differs

    stripe::new_payment const wanted{.amount = 1999, .currency = "eur", .customer = ada.id, .expand = {"customer"}};
    if (auto const paid = payments.try_create(wanted); !paid)
        if (auto const why = paid.error().as<stripe::error>())
            std::cout << why->error.type << ": " << why->error.decline_code.value() << '\n';

    // The response to the payment is lost. The retry has the same key, so that nothing is paid twice.
    emulator.fail_next({descry::testing::drop(descry::testing::dropped::after_it_is_carried_out)});
    auto const paid = payments.with({.idempotency_key = "order-1042"}).create(wanted);
    std::cout << paid.amount << ' ' << paid.currency << " of " << *std::get<stripe::customer>(paid.customer).email
              << '\n';

    customers.create({.email = "bob@example.com"});
    for (auto const& each : customers.all({.limit = 1})) std::cout << each.email.value() << '\n';
}
