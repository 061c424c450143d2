// The tables that the models make, against models.txt: a list of what the service's sources know.
#include <boost/test/unit_test.hpp>

#include <descry/model/decimal.hpp>
#include <descry/model/describe_enum.hpp>
#include <descry/model/field_table.hpp>
#include <descry/model/open_enum.hpp>
#include <descry/model/timestamp.hpp>

#include <partner_center/address.hpp>
#include <partner_center/agreements/agreement.hpp>
#include <partner_center/agreements/agreement_template.hpp>
#include <partner_center/audit_records/audit_record.hpp>
#include <partner_center/billing.hpp>
#include <partner_center/carts/cart.hpp>
#include <partner_center/carts/checkout_result.hpp>
#include <partner_center/collection.hpp>
#include <partner_center/contact.hpp>
#include <partner_center/customer_directory_roles/directory_role.hpp>
#include <partner_center/customer_directory_roles/user_member.hpp>
#include <partner_center/customer_users/customer_user.hpp>
#include <partner_center/customer_users/license.hpp>
#include <partner_center/customer_users/license_update.hpp>
#include <partner_center/customers/billing_profile.hpp>
#include <partner_center/customers/company_profile.hpp>
#include <partner_center/customers/customer.hpp>
#include <partner_center/devices_deployment/batch_upload_details.hpp>
#include <partner_center/devices_deployment/configuration_policy.hpp>
#include <partner_center/devices_deployment/device.hpp>
#include <partner_center/devices_deployment/device_batch.hpp>
#include <partner_center/domains/verified_domain.hpp>
#include <partner_center/entitlements/entitlement.hpp>
#include <partner_center/entitlements/reserved_instance_artifact_details.hpp>
#include <partner_center/invoices/daily_rated_usage_line_item.hpp>
#include <partner_center/invoices/estimate_link.hpp>
#include <partner_center/invoices/invoice.hpp>
#include <partner_center/invoices/invoice_line_item.hpp>
#include <partner_center/invoices/invoice_summary.hpp>
#include <partner_center/invoices/license_based_line_item.hpp>
#include <partner_center/invoices/line_item.hpp>
#include <partner_center/invoices/one_time_invoice_line_item.hpp>
#include <partner_center/invoices/usage_based_line_item.hpp>
#include <partner_center/number_or_text.hpp>
#include <partner_center/offers/offer.hpp>
#include <partner_center/offers/offer_category.hpp>
#include <partner_center/orders/activation_link.hpp>
#include <partner_center/orders/attachment.hpp>
#include <partner_center/orders/order.hpp>
#include <partner_center/orders/provisioning_status.hpp>
#include <partner_center/profiles/billing_profile.hpp>
#include <partner_center/profiles/legal_business_profile.hpp>
#include <partner_center/profiles/mpn_profile.hpp>
#include <partner_center/profiles/organization_profile.hpp>
#include <partner_center/profiles/support_profile.hpp>
#include <partner_center/promotion_eligibilities/promotion_eligibilities.hpp>
#include <partner_center/service_requests/service_request.hpp>
#include <partner_center/service_requests/support_topic.hpp>
#include <partner_center/subscribed_skus/product_sku.hpp>
#include <partner_center/subscribed_skus/subscribed_sku.hpp>
#include <partner_center/subscriptions/activation_result.hpp>
#include <partner_center/subscriptions/azure_entitlement.hpp>
#include <partner_center/subscriptions/contract.hpp>
#include <partner_center/subscriptions/conversion.hpp>
#include <partner_center/subscriptions/overage.hpp>
#include <partner_center/subscriptions/provisioning_status.hpp>
#include <partner_center/subscriptions/registration_status.hpp>
#include <partner_center/subscriptions/subscription.hpp>
#include <partner_center/subscriptions/support_contact.hpp>
#include <partner_center/subscriptions/transition.hpp>
#include <partner_center/subscriptions/upgrade.hpp>
#include <partner_center/utilization/azure_utilization_record.hpp>
#include <partner_center/webhooks/partner_resource_change_event.hpp>
#include <partner_center/webhooks/webhook_registration.hpp>
#include <partner_center/webhooks/webhook_validation_event.hpp>

#include <fstream>
#include <map>
#include <set>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace partner_center {

namespace {

struct model {
    std::string name;
    descry::value_type type;
};

struct enumeration {
    std::string name;
    descry::value_type type;  // of the open_enum
    bool as_numbers;
    std::set<std::string> enumerators;

    std::string heading() const { return "enum " + name + (as_numbers ? " as numbers" : ""); }
};

#define MODEL(T) model_of<T>(#T)
#define ENUM(E) enumeration_of<E>(#E)

template <class T>
model model_of(std::string name)
{
    return {std::move(name), descry::type_for<T>()};
}

template <class E>
enumeration enumeration_of(std::string name)
{
    constexpr bool as_numbers = descry::written_as<E> == descry::enum_style::number;
    std::set<std::string> enumerators;
    boost::mp11::mp_for_each<descry::enumerators_of<E>>([&](auto descriptor) {
        auto const written = descry::open_enum<E>(descriptor.value).to_string();
        auto const number = std::to_string(static_cast<int>(descriptor.value));
        if (as_numbers) BOOST_TEST(written == number);
        enumerators.insert((as_numbers ? descriptor.name : written) + '=' + number);
    });
    return {std::move(name), descry::type_for<descry::open_enum<E>>(), as_numbers, std::move(enumerators)};
}

std::vector<model> const& all_models()
{
    static std::vector<model> const all{
        MODEL(address),
        MODEL(agreements::agreement),
        MODEL(agreements::agreement_document),
        MODEL(agreements::agreement_meta_data),
        MODEL(agreements::direct_signed_customer_agreement_status),
        MODEL(audit_records::audit_record),
        MODEL(carts::cart),
        MODEL(carts::cart_checkout_result),
        MODEL(carts::cart_error),
        MODEL(carts::cart_line_item),
        MODEL(carts::order_error),
        MODEL(carts::participant),
        MODEL(carts::renews_to),
        MODEL(collection<customers::customer>),
        MODEL(contact),
        MODEL(customer_billing_profile),
        MODEL(customer_directory_roles::directory_role),
        MODEL(customer_directory_roles::user_member),
        MODEL(customer_users::customer_user),
        MODEL(customer_users::license),
        MODEL(customer_users::license_assignment),
        MODEL(customer_users::license_update),
        MODEL(customer_users::license_warning),
        MODEL(customer_users::password_profile),
        MODEL(customers::customer),
        MODEL(customers::customer_company_profile),
        MODEL(customers::user_credentials),
        MODEL(devices_deployment::assigned_policy),
        MODEL(devices_deployment::batch_upload_details),
        MODEL(devices_deployment::configuration_policy),
        MODEL(devices_deployment::device),
        MODEL(devices_deployment::device_batch),
        MODEL(devices_deployment::device_batch_creation_request),
        MODEL(devices_deployment::device_policy_update_request),
        MODEL(devices_deployment::device_upload_details),
        MODEL(domains::domain),
        MODEL(domains::domain_federation_settings),
        MODEL(domains::verified_domain),
        MODEL(entitlements::artifact),
        MODEL(entitlements::entitlement),
        MODEL(entitlements::quantity_detail),
        MODEL(entitlements::reference_order),
        MODEL(entitlements::reservation),
        MODEL(entitlements::reserved_instance_artifact),
        MODEL(entitlements::reserved_instance_artifact_details),
        MODEL(invoices::daily_rated_usage_line_item),
        MODEL(invoices::daily_usage_line_item),
        MODEL(invoices::estimate_link),
        MODEL(invoices::invoice),
        MODEL(invoices::invoice_detail),
        MODEL(invoices::invoice_line_item),
        MODEL(invoices::invoice_summary),
        MODEL(invoices::invoice_summary_detail),
        MODEL(invoices::license_based_line_item),
        MODEL(invoices::one_time_invoice_line_item),
        MODEL(invoices::tax_receipt),
        MODEL(invoices::usage_based_line_item),
        MODEL(key_value),
        MODEL(link),
        MODEL(offers::offer),
        MODEL(offers::offer_attestation_properties),
        MODEL(offers::offer_category),
        MODEL(offers::offer_links),
        MODEL(offers::product),
        MODEL(orders::attachment_metadata),
        MODEL(orders::order),
        MODEL(orders::order_attachment),
        MODEL(orders::order_line_item),
        MODEL(orders::order_line_item_activation_link),
        MODEL(orders::order_line_item_links),
        MODEL(orders::order_line_item_provisioning_status),
        MODEL(orders::order_links),
        MODEL(orders::pricing),
        MODEL(orders::quantity_provisioning_status),
        MODEL(orders::renews_to),
        MODEL(profiles::billing_profile),
        MODEL(profiles::legal_business_profile),
        MODEL(profiles::mpn_profile),
        MODEL(profiles::organization_profile),
        MODEL(profiles::support_profile),
        MODEL(promotion_eligibilities::promotion_eligibilities),
        MODEL(promotion_eligibilities::promotion_eligibilities_request),
        MODEL(promotion_eligibilities::promotion_eligibilities_request_item),
        MODEL(promotion_eligibilities::promotion_eligibility),
        MODEL(promotion_eligibilities::promotion_eligibility_error),
        MODEL(promotion_eligibilities::promotion_term),
        MODEL(promotion_eligibilities::redemption_limit_promotion_eligibility_error),
        MODEL(promotion_eligibilities::seat_count_promotion_eligibility_error),
        MODEL(promotion_eligibilities::term_promotion_eligibility_error),
        MODEL(resource_attributes),
        MODEL(resource_links),
        MODEL(service_requests::file_info),
        MODEL(service_requests::service_request),
        MODEL(service_requests::service_request_contact),
        MODEL(service_requests::service_request_note),
        MODEL(service_requests::service_request_organization),
        MODEL(service_requests::support_topic),
        MODEL(subscribed_skus::product_sku),
        MODEL(subscribed_skus::service_plan),
        MODEL(subscribed_skus::subscribed_sku),
        MODEL(subscriptions::api_fault),
        MODEL(subscriptions::azure_entitlement),
        MODEL(subscriptions::azure_entitlement_cancellation_request_content),
        MODEL(subscriptions::conversion),
        MODEL(subscriptions::conversion_error),
        MODEL(subscriptions::conversion_result),
        MODEL(subscriptions::item_sub_type),
        MODEL(subscriptions::item_type),
        MODEL(subscriptions::next_charge_instructions),
        MODEL(subscriptions::overage),
        MODEL(subscriptions::overage_links),
        MODEL(subscriptions::product_term),
        MODEL(subscriptions::refund_option),
        MODEL(subscriptions::refundable_quantity),
        MODEL(subscriptions::refundable_quantity_detail),
        MODEL(subscriptions::scheduled_next_term_instructions),
        MODEL(subscriptions::subscription),
        MODEL(subscriptions::subscription_activation_result),
        MODEL(subscriptions::subscription_links),
        MODEL(subscriptions::subscription_provisioning_status),
        MODEL(subscriptions::subscription_registration_status),
        MODEL(subscriptions::support_contact),
        MODEL(subscriptions::transition),
        MODEL(subscriptions::transition_eligibility),
        MODEL(subscriptions::transition_eligibility_detail),
        MODEL(subscriptions::transition_error),
        MODEL(subscriptions::transition_event),
        MODEL(subscriptions::upgrade),
        MODEL(subscriptions::upgrade_error),
        MODEL(subscriptions::upgrade_result),
        MODEL(subscriptions::user_license_error),
        MODEL(utilization::azure_instance_data),
        MODEL(utilization::azure_resource),
        MODEL(utilization::azure_utilization_record),
        MODEL(webhooks::partner_resource_change_event),
        MODEL(webhooks::webhook_registration),
        MODEL(webhooks::webhook_response),
        MODEL(webhooks::webhook_validation_event),
    };
    return all;
}

std::vector<model> const& all_variants()
{
    static std::vector<model> const all{
        MODEL(entitlements::entitled_artifact),
        MODEL(invoices::line_item),
        MODEL(promotion_eligibilities::eligibility_error),
    };
    return all;
}

std::vector<enumeration> const& all_enums()
{
    static std::vector<enumeration> const all{
        ENUM(audit_records::operation_status),
        ENUM(audit_records::operation_type),
        ENUM(audit_records::resource_type),
        ENUM(billing_cycle_type),
        ENUM(billing_type),
        ENUM(carts::cart_error_code),
        ENUM(carts::participant_type),
        ENUM(customer_users::user_domain_type),
        ENUM(customer_users::user_state),
        ENUM(customers::customer_partner_relationship),
        ENUM(devices_deployment::device_upload_status_type),
        ENUM(devices_deployment::policy_category),
        ENUM(devices_deployment::policy_settings_type),
        ENUM(domains::authentication_protocol),
        ENUM(domains::authentication_type),
        ENUM(domains::domain_capability),
        ENUM(domains::domain_status),
        ENUM(domains::prompt_login_behavior),
        ENUM(domains::verification_method),
        ENUM(invoices::billing_provider),
        ENUM(invoices::document_type),
        ENUM(invoices::invoice_line_item_type),
        ENUM(profiles::vetting_status),
        ENUM(profiles::vetting_sub_status),
        ENUM(profiles::vetting_version),
        ENUM(service_requests::service_request_severity),
        ENUM(service_requests::service_request_status),
        ENUM(subscribed_skus::license_group_id),
        ENUM(subscriptions::contract_type),
        ENUM(subscriptions::conversion_error_code),
        ENUM(subscriptions::provisioning_status),
        ENUM(subscriptions::subscription_status),
        ENUM(subscriptions::transition_error_code),
        ENUM(subscriptions::upgrade_error_code),
        ENUM(subscriptions::upgrade_type),
        ENUM(utilization::azure_utilization_granularity),
    };
    return all;
}

// The name of a type in the list: `list object contact`. That a member may be absent goes without saying.
std::string kind_of(descry::value_type const& type)
{
    using descry::kind;
    switch (type.what) {
        case kind::boolean: return "boolean";
        case kind::signed_integer:
        case kind::unsigned_integer: return "integer";
        case kind::text: return "text";
        case kind::raw: return "raw";
        case kind::optional:
        case kind::optional_text: return kind_of(type.optional->value);
        case kind::list: return "list " + kind_of(type.list->element);
        case kind::map: return "map " + kind_of(type.map->value);
        case kind::object:
            for (auto const& m : all_models())
                if (m.type.object == type.object) return "object " + m.name;
            return "object that is no model";
        case kind::variant:
            for (auto const& v : all_variants())
                if (v.type.variant == type.variant) return "variant " + v.name;
            return "variant that the list does not know";
        case kind::scalar:
            for (auto const& e : all_enums())
                if (e.type.scalar == type.scalar) return "enum " + e.name;
            if (type.scalar == descry::type_for<descry::decimal>().scalar) return "decimal";
            if (type.scalar == descry::type_for<descry::timestamp>().scalar) return "timestamp";
            if (type.scalar == descry::type_for<number_or_text>().scalar) return "number_or_text";
            return "scalar that the list does not know";
        default: return "kind that the list does not know";
    }
}

// `totalCount: integer`
std::string in_the_list(std::string_view wire_name, std::string_view kind)
{
    return std::string(wire_name).append(": ").append(kind);
}

std::set<std::string> members_of(descry::object_table const& table)
{
    std::set<std::string> out;
    for (auto const& f : std::span(table.fields, table.size))
        out.insert(in_the_list(f.names[static_cast<int>(descry::casing::camel)], kind_of(f.type)));
    return out;
}

std::set<std::string> choices_of(descry::variant_table const& table)
{
    std::set<std::string> out;
    for (auto const& choice : table.choices) {
        std::string condition(table.discriminators[choice.discriminator].name);
        out.insert(in_the_list((condition += '=') += choice.value, kind_of(table.alternatives[choice.alternative])));
    }
    if (table.otherwise != table.none)
        out.insert(in_the_list("otherwise", kind_of(table.alternatives[table.otherwise])));
    return out;
}

// What stands in the list below each `model <name>`, `variant <name>`, `enum <name>` and `enum <name> as numbers`.
std::map<std::string, std::set<std::string>> read_list()
{
    std::map<std::string, std::set<std::string>> out;
    std::ifstream file("tests/partner_center/models.txt");
    std::set<std::string>* below = nullptr;
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line[0] == '#') continue;
        if (line[0] != ' ') {
            below = &out[line];
            continue;
        }
        auto const colon = line.find(": ");
        bool const is_enum = colon == std::string::npos;
        std::istringstream words(is_enum ? line : line.substr(colon + 2));
        for (std::string word; words >> word;)
            below->insert(is_enum ? word : in_the_list(word, std::string_view(line).substr(2, colon - 2)));
    }
    return out;
}

void check_same(std::string const& whose, std::set<std::string> const& described, std::set<std::string> const& listed)
{
    for (auto const& entry : listed)
        if (!described.contains(entry)) BOOST_ERROR(whose + " lacks " + entry);
    for (auto const& entry : described)
        if (!listed.contains(entry)) BOOST_ERROR(whose + " has besides " + entry);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(models)

BOOST_AUTO_TEST_CASE(all_that_the_list_has_is_described_and_no_more)
{
    std::set<std::string> described, listed;
    for (auto const& m : all_models()) described.insert("model " + m.name);
    for (auto const& v : all_variants()) described.insert("variant " + v.name);
    for (auto const& e : all_enums()) described.insert(e.heading());
    for (auto const& [heading, entries] : read_list()) listed.insert(heading);
    BOOST_TEST(!listed.empty());
    check_same("the code", described, listed);
}

BOOST_AUTO_TEST_CASE(every_model_has_the_members_of_the_list_of_their_kind_and_no_other)
{
    auto list = read_list();
    for (auto const& m : all_models()) {
        BOOST_TEST(m.type.object->extras, m.name << " keeps no members that it does not name");
        check_same(m.name, members_of(*m.type.object), list["model " + m.name]);
    }
}

BOOST_AUTO_TEST_CASE(every_variant_is_chosen_by_the_values_of_the_list)
{
    auto list = read_list();
    for (auto const& v : all_variants()) check_same(v.name, choices_of(*v.type.variant), list["variant " + v.name]);
}

BOOST_AUTO_TEST_CASE(every_enum_has_the_enumerators_of_the_list_as_they_are_written)
{
    auto list = read_list();
    for (auto const& e : all_enums()) check_same(e.name, e.enumerators, list[e.heading()]);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace partner_center
