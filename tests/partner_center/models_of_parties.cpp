#include "models.hpp"

#include <partner_center/address.hpp>
#include <partner_center/agreements/agreement.hpp>
#include <partner_center/agreements/agreement_template.hpp>
#include <partner_center/audit_records/audit_record.hpp>
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
#include <partner_center/devices_deployment/device_policy_update.hpp>
#include <partner_center/domains/verified_domain.hpp>
#include <partner_center/profiles/billing_profile.hpp>
#include <partner_center/profiles/legal_business_profile.hpp>
#include <partner_center/profiles/mpn_profile.hpp>
#include <partner_center/profiles/organization_profile.hpp>
#include <partner_center/profiles/support_profile.hpp>
#include <partner_center/service_requests/service_request.hpp>
#include <partner_center/service_requests/support_topic.hpp>
#include <partner_center/subscribed_skus/product_sku.hpp>
#include <partner_center/subscribed_skus/subscribed_sku.hpp>
#include <partner_center/utilization/azure_utilization_record.hpp>
#include <partner_center/webhooks/partner_resource_change_event.hpp>
#include <partner_center/webhooks/webhook_registration.hpp>
#include <partner_center/webhooks/webhook_validation_event.hpp>

namespace partner_center {

namespace {

auto const parties = listed_models::describe({
    .models{
        MODEL(address),
        MODEL(agreements::agreement),
        MODEL(agreements::agreement_document),
        MODEL(agreements::agreement_meta_data),
        MODEL(agreements::direct_signed_customer_agreement_status),
        MODEL(audit_records::audit_record),
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
        MODEL(key_value),
        MODEL(link),
        MODEL(profiles::billing_profile),
        MODEL(profiles::legal_business_profile),
        MODEL(profiles::mpn_profile),
        MODEL(profiles::organization_profile),
        MODEL(profiles::support_profile),
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
        MODEL(utilization::azure_instance_data),
        MODEL(utilization::azure_resource),
        MODEL(utilization::azure_utilization_record),
        MODEL(webhooks::partner_resource_change_event),
        MODEL(webhooks::webhook_registration),
        MODEL(webhooks::webhook_response),
        MODEL(webhooks::webhook_validation_event),
    },
    .variants{},
    .enums{
        ENUM(audit_records::operation_status),
        ENUM(audit_records::operation_type),
        ENUM(audit_records::resource_type),
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
        ENUM(profiles::vetting_status),
        ENUM(profiles::vetting_sub_status),
        ENUM(profiles::vetting_version),
        ENUM(service_requests::service_request_severity),
        ENUM(service_requests::service_request_status),
        ENUM(subscribed_skus::license_group_id),
        ENUM(utilization::azure_utilization_granularity),
    },
});

}  // namespace

BOOST_AUTO_TEST_SUITE(models_of_parties)

BOOST_AUTO_TEST_CASE(each_is_what_the_list_says) { listed_models::check_against_the_list(parties); }

BOOST_AUTO_TEST_SUITE_END()

}  // namespace partner_center
