// Declares a resource: a model, a key and the verbs. Client and emulator use the same declaration.
#include <descry/beast.hpp>
#include <descry/client.hpp>
#include <descry/testing.hpp>

#include <functional>
#include <iostream>
#include <optional>
#include <string>

namespace shop {

// A model is any described struct. Members that may be absent are optional; undeclared members are stored in `extras`.
struct parcel {
    std::string tracking_code;
    std::optional<std::string> recipient;
    std::optional<int> weight_in_grams;
    std::optional<std::string> version;
    descry::extras extras;
};
BOOST_DESCRIBE_STRUCT(parcel, (), (tracking_code, recipient, weight_in_grams, version, extras))

// The members of the key are the parameters of the path.
struct parcel_key {
    std::string warehouse;
    int number = 0;
};
BOOST_DESCRIBE_STRUCT(parcel_key, (), (warehouse, number))

using parcel_version = descry::if_match<&parcel::version>;

struct parcels : descry::resource<parcel, parcel_key, "/warehouses/{warehouse}/parcels/{number}", descry::get,
                                  descry::put<parcel_version>> {};

}  // namespace shop

int main()
{
    descry::testing::emulator emulator;
    emulator.serve<shop::parcels>();
    shop::parcel stored{
        .tracking_code = "JD01", .recipient = "Ada", .weight_in_grams = {}, .version = {}, .extras = {}};
    stored.extras.set("insured", R"({"amount":100.00,"currency":"EUR"})");
    emulator.seed<shop::parcels>({.warehouse = "North/East", .number = 7}, stored);
    descry::testing::https_server const service(std::ref(emulator));

    descry::client const client{{.base_url = service.base_url(), .network = {.ca_file = service.ca_file()}}};
    auto const seven = client.at<shop::parcels>({.warehouse = "North/East", .number = 7});

    auto parcel = seven.get();
    std::cout << "read    " << descry::write_json(parcel) << '\n';
    parcel.weight_in_grams = 350;
    parcel = seven.update(parcel);
    std::cout << "stored  " << descry::write_json(parcel) << '\n';

    auto const missing = client.try_get<shop::parcels>({.warehouse = "North/East", .number = 8});
    std::cout << "missing " << missing.error().message() << '\n';
}
