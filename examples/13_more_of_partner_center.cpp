// Declares resources of Partner Center that the library does not declare, the self-serve policies, and calls and
// emulates them like all others.
#include <descry/beast.hpp>
#include <partner_center/client.hpp>
#include <partner_center/collection.hpp>
#include <partner_center/emulator/emulator.hpp>

#include <iostream>
#include <optional>
#include <string>
#include <vector>

namespace pc = partner_center;

namespace policies {

// All members are optional, since the service omits members without a value. `open_model` stores undeclared members;
// `resource_base` also has links and attributes.
struct permission : pc::open_model {
    std::optional<std::string> resource, action;
};
BOOST_DESCRIBE_STRUCT(permission, (pc::open_model), (resource, action))

struct grantee : pc::open_model {
    std::optional<std::string> self_serve_entity_type, tenant_i_d;  // written selfServeEntityType and tenantID
};
BOOST_DESCRIBE_STRUCT(grantee, (pc::open_model), (self_serve_entity_type, tenant_i_d))

struct policy : pc::resource_base {
    std::optional<std::string> id;
    std::optional<grantee> self_serve_entity;
    std::optional<std::vector<permission>> permissions;
};
BOOST_DESCRIBE_STRUCT(policy, (pc::resource_base), (id, self_serve_entity, permissions))

struct of_entity {
    std::string entity_id{};  // not optional, since the service requires it
};
BOOST_DESCRIBE_STRUCT(of_entity, (), (entity_id))

struct policy_key {
    std::string id;
};
BOOST_DESCRIBE_STRUCT(policy_key, (), (id))

// `list_of` reads a collection in pages; `app_user_only` is for operations that require App+User credentials.
struct all
    : descry::resource<pc::collection<policy>, descry::nothing, "/v1/SelfServePolicy",
                       pc::app_user_only<pc::list_of<policy, of_entity>>, pc::app_user_only<descry::create<policy>>> {};
struct one : descry::resource<policy, policy_key, "/v1/SelfServePolicy/{id}", pc::app_user_only<descry::get>,
                              descry::put<>, pc::app_user_only<descry::remove<>>> {};

}  // namespace policies

// The service's casing of this query; other queries are in camelCase.
template <>
inline constexpr descry::object_policy descry::policy_of<policies::of_entity>{.names = descry::casing::as_declared};

int main()
{
    pc::emulator emulator;
    emulator.serve<policies::all>();
    emulator.serve<policies::one>();
    pc::client const partner{
        pc::options{.credentials = pc::demo::user_credentials(),
                    .authority = emulator.base_url(),
                    .client = {.base_url = emulator.base_url(), .network = {.ca_file = emulator.ca_file()}}}};

    auto const all = partner.at<policies::all>({});
    policies::policy wanted;
    wanted.self_serve_entity.emplace().tenant_i_d = pc::demo::customer_id;
    wanted.permissions.emplace().emplace_back().action = "Purchase";
    auto const made = all.create(wanted);

    for (auto const& policy : all.all({.entity_id = pc::demo::customer_id}))
        std::cout << "a policy for " << policy.self_serve_entity->tenant_i_d.value() << ": "
                  << policy.permissions->front().action.value() << '\n';

    auto const it = partner.at<policies::one>({made.id.value()});
    it.remove();
    std::cout << "removed; read again: " << it.try_get().error().code().message() << '\n';
}
