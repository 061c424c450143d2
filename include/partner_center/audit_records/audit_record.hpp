// audit_record: records of activity.
#pragma once

#include <descry/model/describe_enum.hpp>
#include <descry/model/open_enum.hpp>
#include <descry/model/timestamp.hpp>
#include <descry/rest/resource.hpp>

#include <partner_center/collection.hpp>
#include <partner_center/filter.hpp>
#include <partner_center/query_date.hpp>
#include <partner_center/resource_base.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace partner_center::audit_records {

enum class resource_type {
    undefined,
    customer,
    customer_user,
    order,
    subscription,
    license,
    third_party_add_on,
    mpn_association,
    transfer,
    application,
    application_credential,
    partner_user,
    partner_relationship,
    referral,
    software_key,
    software_download_link,
    spending_limit,
    invoice,
    agreement,
    partner_customer_relationship,
    self_serve_policy,
    granular_admin_relationship,
    granular_admin_access_assignment,
    partner_customer_dap,
    credit,
    customer_directory_role,
    software_page,
    device,
    policy,
    overage,
    new_commerce_migration,
    azure_entitlement,
    indirect_provider_indirect_reseller_dap
};
BOOST_DESCRIBE_ENUM(resource_type, undefined, customer, customer_user, order, subscription, license, third_party_add_on,
                    mpn_association, transfer, application, application_credential, partner_user, partner_relationship,
                    referral, software_key, software_download_link, spending_limit, invoice, agreement,
                    partner_customer_relationship, self_serve_policy, granular_admin_relationship,
                    granular_admin_access_assignment, partner_customer_dap, credit, customer_directory_role,
                    software_page, device, policy, overage, new_commerce_migration, azure_entitlement,
                    indirect_provider_indirect_reseller_dap)

enum class operation_type {
    undefined,
    update_customer_qualification,
    update_subscription,
    upgrade_subscription,
    convert_trial_subscription,
    add_customer,
    update_customer_billing_profile,
    update_customer_partner_contract_company_name,
    update_customer_spending_budget,
    delete_customer,
    remove_partner_customer_relationship,
    create_order,
    update_order,
    create_customer_user,
    delete_customer_user,
    update_customer_user,
    update_customer_user_licenses,
    reset_customer_user_password,
    update_customer_user_principal_name,
    restore_customer_user,
    create_mpn_association,
    update_mpn_association,
    update_sfb_customer_user_licenses,
    update_transfer,
    create_partner_relationship,
    register_application,
    unregister_application,
    add_application_credential,
    remove_application_credential,
    create_partner_user,
    update_partner_user,
    remove_partner_user,
    create_referral,
    update_referral,
    get_software_key,
    get_software_download_link,
    increase_spending_limit,
    ready_invoice,
    create_agreement,
    extend_relationship,
    create_transfer,
    create_self_serve_policy,
    update_self_serve_policy,
    delete_self_serve_policy,
    remove_partner_relationship,
    delete_tip_customer,
    create_related_referral,
    update_related_referral,
    granular_admin_relationship_approved,
    granular_admin_relationship_activated,
    granular_admin_relationship_termination_requested,
    granular_admin_relationship_terminated,
    granular_admin_relationship_expired,
    granular_admin_access_assignment_created,
    granular_admin_access_assignment_updated,
    granular_admin_access_assignment_deleted,
    dap_admin_relationship_approved,
    dap_admin_relationship_terminated,
    create_credit,
    update_credit,
    cancel_credit,
    add_user_member,
    remove_user_member,
    granular_admin_access_assignment_activated,
    software_attestation,
    granular_admin_relationship_cleaned_up,
    update_company_info,
    policy_created,
    policy_updated,
    policy_deleted,
    device_updated,
    devices_update_attempted,
    device_deleted,
    devices_upload_to_new_batch_attempted,
    devices_upload_to_existing_batch_attempted,
    manage_overage,
    dap_admin_relationship_terminated_by_microsoft,
    azure_fraud_event_detected,
    create_new_commerce_migration
};
DESCRY_DESCRIBE_ENUM(
    operation_type, undefined, update_customer_qualification, update_subscription, upgrade_subscription,
    convert_trial_subscription, add_customer, update_customer_billing_profile,
    update_customer_partner_contract_company_name, update_customer_spending_budget, delete_customer,
    remove_partner_customer_relationship, create_order, update_order, create_customer_user, delete_customer_user,
    update_customer_user, update_customer_user_licenses, reset_customer_user_password,
    update_customer_user_principal_name, restore_customer_user, create_mpn_association, update_mpn_association,
    update_sfb_customer_user_licenses, update_transfer, create_partner_relationship, register_application,
    unregister_application, add_application_credential, remove_application_credential, create_partner_user,
    update_partner_user, remove_partner_user, create_referral, update_referral, get_software_key,
    get_software_download_link, increase_spending_limit, ready_invoice, create_agreement, extend_relationship,
    create_transfer, create_self_serve_policy, update_self_serve_policy, delete_self_serve_policy,
    remove_partner_relationship, delete_tip_customer, create_related_referral, update_related_referral,
    granular_admin_relationship_approved, granular_admin_relationship_activated,
    granular_admin_relationship_termination_requested, granular_admin_relationship_terminated,
    granular_admin_relationship_expired, granular_admin_access_assignment_created,
    granular_admin_access_assignment_updated, granular_admin_access_assignment_deleted, dap_admin_relationship_approved,
    dap_admin_relationship_terminated, create_credit, update_credit, cancel_credit, add_user_member, remove_user_member,
    granular_admin_access_assignment_activated, software_attestation, granular_admin_relationship_cleaned_up,
    update_company_info, policy_created, policy_updated, policy_deleted, device_updated, devices_update_attempted,
    device_deleted, devices_upload_to_new_batch_attempted, devices_upload_to_existing_batch_attempted, manage_overage,
    dap_admin_relationship_terminated_by_microsoft, azure_fraud_event_detected, create_new_commerce_migration)

enum class operation_status { succeeded, failed, progress, decline };
BOOST_DESCRIBE_ENUM(operation_status, succeeded, failed, progress, decline)

struct audit_record : basic_resource {
    std::optional<std::string> id, partner_id, customer_id, customer_name, user_principal_name;
    std::optional<std::string> application_id;
    std::optional<descry::open_enum<audit_records::resource_type>> resource_type;
    std::optional<std::string> resource_old_value;  ///< JSON as text, with names in PascalCase.
    std::optional<std::string> resource_new_value;  ///< JSON as text, with names in PascalCase.
    std::optional<descry::open_enum<audit_records::operation_type>> operation_type;
    std::optional<std::string> original_correlation_id;
    std::optional<descry::timestamp> operation_date;
    std::optional<descry::open_enum<audit_records::operation_status>> operation_status;
    std::optional<std::vector<key_value>> customized_data;
    std::optional<std::string> session_id;

    bool operator==(audit_record const&) const = default;
};
BOOST_DESCRIBE_STRUCT(audit_record, (basic_resource),
                      (id, partner_id, customer_id, customer_name, user_principal_name, application_id, resource_type,
                       resource_old_value, resource_new_value, operation_type, original_correlation_id, operation_date,
                       operation_status, customized_data, session_id))

/// The fields by which the service filters; see `where`.
struct search : searchable {
    std::string company_name, customer_id;
    audit_records::resource_type resource_type;
};
BOOST_DESCRIBE_STRUCT(search, (), (company_name, customer_id, resource_type))

struct audit_records_query {
    query_date start_date{};               ///< The first day. Required; the service keeps records for a limited time.
    std::optional<query_date> end_date{};  ///< The last day.
    std::optional<std::int64_t> size{};    ///< The maximum number of elements of a page.
    std::optional<partner_center::filter<search>> filter{};
};
BOOST_DESCRIBE_STRUCT(audit_records_query, (), (start_date, end_date, size, filter))

/// "Get a record of Partner Center activity". The next page is requested with the token of the previous one in the
/// header `MS-ContinuationToken`.
struct audit_records_resource : descry::resource<collection<audit_record>, descry::nothing, "/v1/auditrecords",
                                                 list_of<audit_record, audit_records_query>> {};

struct audit_record_key {
    std::string id{};
};
BOOST_DESCRIBE_STRUCT(audit_record_key, (), (id))

/// One record. In the service's Swagger definition, not in the documentation.
struct audit_record_resource : descry::resource<audit_record, audit_record_key, "/v1/auditrecords/{id}", descry::get> {
};

}  // namespace partner_center::audit_records
