// Azure Resource Manager: the public IP addresses of a resource group,
// https://learn.microsoft.com/rest/api/virtualnetwork/public-ip-addresses.
#include <descry/client.hpp>
#include <descry/client/pages.hpp>
#include <descry/rest/job.hpp>
#include <descry/testing.hpp>

#include <apis/show.hpp>

#include <chrono>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace resource_manager {

struct sku {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(sku, (), (name))
struct address_properties {
    std::optional<std::string> ip_address{}, provisioning_state{};
};
BOOST_DESCRIBE_STRUCT(address_properties, (), (ip_address, provisioning_state))
struct address {
    std::string location;
    std::optional<resource_manager::sku> sku{};
    std::map<std::string, std::string> tags{};
    address_properties properties{};
    descry::extras extras{};
};
BOOST_DESCRIBE_STRUCT(address, (), (location, sku, tags, properties, extras))
struct address_list {
    std::vector<address> value;
    std::optional<std::string> next_link;
};
BOOST_DESCRIBE_STRUCT(address_list, (), (value, next_link))

struct job_status {
    std::string status;
};
BOOST_DESCRIBE_STRUCT(job_status, (), (status))
bool has_succeeded(job_status const& of) { return of.status == "Succeeded"; }
bool is_final(job_status const& of) { return has_succeeded(of) || of.status == "Failed" || of.status == "Canceled"; }

struct group_key {
    std::string subscription, group;
};
BOOST_DESCRIBE_STRUCT(group_key, (), (subscription, group))
struct address_key {
    std::string subscription, group, name;
};
BOOST_DESCRIBE_STRUCT(address_key, (), (subscription, group, name))
struct job_key {
    std::string subscription, location, job;
};
BOOST_DESCRIBE_STRUCT(job_key, (), (subscription, location, job))

// The query of every call.
struct version {
    std::string api_version = "2024-05-01";
};
BOOST_DESCRIBE_STRUCT(version, (), (api_version))
template <class Verb>
using versioned = descry::with_query<Verb, version>;

struct addresses
    : descry::resource<
          address_list, group_key,
          "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Network/publicIPAddresses",
          descry::in_pages<versioned<descry::get>, &address_list::value, descry::by_link<&address_list::next_link>>> {};
struct operations
    : descry::resource<
          job_status, job_key,
          "/subscriptions/{subscription}/providers/Microsoft.Network/locations/{location}/operations/{job}",
          versioned<descry::get>> {};
struct results
    : descry::resource<
          address, job_key,
          "/subscriptions/{subscription}/providers/Microsoft.Network/locations/{location}/operationResults/{job}",
          versioned<descry::get>> {};
struct one_address
    : descry::resource<
          address, address_key,
          "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Network/publicIPAddresses/{name}",
          versioned<descry::get>, versioned<descry::patch<>>,
          descry::result_at_location<
              descry::starts<versioned<descry::or_create<descry::put<>>>, operations, is_final, has_succeeded>>> {};
// A resource has one verb that starts a job, and this is another.
struct removed_address
    : descry::resource<
          address, address_key,
          "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Network/publicIPAddresses/{name}",
          descry::starts<versioned<descry::remove<>>>> {};

}  // namespace resource_manager

template <>
inline constexpr std::string_view descry::renamed<& resource_manager::version::api_version> = "api-version";

int main()
{
    using namespace resource_manager;
    auto const time = std::make_shared<descry::testing::fake_clock>();
    descry::testing::emulator emulator({}, {.on_exchange = show});
    emulator.serve<addresses>();
    emulator.serve<one_address>();
    emulator.serve<removed_address>();
    emulator.serve<operations>();
    emulator.serve<results>();
    emulator.job<one_address, operations>(
        [&](address_key const& key, address const& wanted, job_key const&) {
            auto begun = wanted, made = wanted;
            begun.properties.provisioning_state = "Updating";
            made.properties = {"20.0.0.7", "Succeeded"};
            emulator.seed_states<one_address>(key, {begun, made});
            return std::vector<job_status>{{"InProgress"}, {"Succeeded"}};
        },
        {.field = "Azure-AsyncOperation", .status = 201});
    emulator.job<removed_address, results>(
        [&](address_key const& key, job_key const&) {
            emulator.erase<one_address>(key);
            return std::vector<address>(2);
        },
        {.polls = descry::testing::job_polls::nothing});

    descry::client const client(
        {.base_url = "https://management.azure.com",
         .credentials = descry::bearer_token{"<token>"},
         .custom_transport = std::make_shared<descry::testing::scripted_transport>(std::ref(emulator), time)});
    auto const web = client.at<one_address>({"6f1c", "shop", "web"});

    auto const job = web.start({.location = "westeurope", .sku = sku{"Standard"}, .tags = {{"team", "shop"}}});
    std::cout << job.first().properties.provisioning_state.value() << '\n';
    auto const made = job.finish(std::chrono::minutes(5));  // polls the job, and then reads the address
    std::cout << made.properties.ip_address.value() << '\n';

    auto tagged = made;
    tagged.tags["cost"] = "7";
    web.patch(made, tagged);
    for (auto const& each : client.at<addresses>({"6f1c", "shop"}).all()) std::cout << each.tags.at("cost") << '\n';

    client.at<removed_address>({"6f1c", "shop", "web"}).start().finish(std::chrono::minutes(5));
    if (web.try_get().error() == descry::errc::not_found) std::cout << "removed\n";
}
