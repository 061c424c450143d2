// Users, devices and records, and whom the service calls, as they are asked for on the wire.
#include "scripted_partner.hpp"

#include <boost/test/unit_test.hpp>

#include <partner_center/audit_records/resources.hpp>
#include <partner_center/customer_directory_roles/resources.hpp>
#include <partner_center/customer_users/resources.hpp>
#include <partner_center/devices_deployment/resources.hpp>
#include <partner_center/service_requests/resources.hpp>
#include <partner_center/webhooks/resources.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace pc = partner_center;
using namespace pc::customer_users;
using namespace pc::devices_deployment;

namespace {

device device_of(std::string serial_number)
{
    device out;
    out.serial_number = std::move(serial_number);
    out.product_key = "00329-00000-0003-AA606";
    return out;
}

constexpr std::string_view two_devices = R"([{"SerialNumber":"1R9","ProductKey":"00329-00000-0003-AA606"},)"
                                         R"({"SerialNumber":"1R8","ProductKey":"00329-00000-0003-AA606"}])";

}  // namespace

BOOST_AUTO_TEST_SUITE(calls_of_parties)

BOOST_AUTO_TEST_CASE(users_are_listed_sorted_and_filtered)
{
    test::scripted_partner const partner;
    auto const users = partner.at<customer_users_resource>({"C1"});
    (void)users.get();
    BOOST_TEST(partner.line() == "GET /v1/customers/C1/users");
    (void)users.get({.size = 20,
                     .filter = pc::where<&search::user_state>.equals(user_state::inactive),
                     .sort_field = pc::sort_field<customer_user>::by<&customer_user::display_name>(),
                     .sort_direction = sort_direction::descending});
    BOOST_TEST(
        partner.line() ==
        "GET /v1/customers/C1/users?size=20&filter=%7B%22Field%22%3A%22UserState%22%2C%22Value%22%3A%22Inactive%22"
        "%2C%22Operator%22%3A%22equals%22%7D&sortField=DisplayName&sortDirection=Descending");
    (void)users.with({.headers = {{std::string(test::next_page), "t"}}})
        .get({.seek_operation = pc::seek_operation::page_index});
    BOOST_TEST(partner.line() == "GET /v1/customers/C1/users?seekOperation=PageIndex");
    BOOST_TEST(descry::find_header(partner.sent().headers, test::next_page) == "t");
}

BOOST_AUTO_TEST_CASE(a_user_is_created_changed_and_deleted)
{
    test::scripted_partner const partner(R"({"id":"U1"})");
    customer_user user;
    user.user_principal_name = "a@contoso.com";
    user.password_profile.emplace().password = "<password>";
    BOOST_TEST(partner.at<customer_users_resource>({"C1"}).create(user).id.value() == "U1");
    BOOST_TEST(partner.line() == "POST /v1/customers/C1/users");
    BOOST_TEST(partner.sent().body ==
               R"({"UserPrincipalName":"a@contoso.com","PasswordProfile":{"Password":"<password>"}})");

    auto const one = partner.at<customer_user_resource>({"C1", "U1"});
    auto deleted = one.get();
    auto restored = deleted;
    restored.state = user_state::active;
    (void)one.patch(deleted, restored);
    BOOST_TEST(partner.line() == "PATCH /v1/customers/C1/users/U1");
    BOOST_TEST(partner.sent().body == R"({"State":"active"})");
    one.remove();
    BOOST_TEST(partner.line() == "DELETE /v1/customers/C1/users/U1");
}

BOOST_AUTO_TEST_CASE(licenses_are_those_of_some_groups)
{
    test::scripted_partner const partner;
    auto const licenses = partner.at<licenses_resource>({"C1", "U1"});
    (void)licenses.get();
    BOOST_TEST(partner.line() == "GET /v1/customers/C1/users/U1/licenses");
    using enum pc::subscribed_skus::license_group_id;
    (void)licenses.get({.license_group_ids = {{group1, group2}}});
    BOOST_TEST(partner.line() ==
               "GET /v1/customers/C1/users/U1/licenses?licenseGroupIds=Group1&licenseGroupIds=Group2");
}

BOOST_AUTO_TEST_CASE(licenses_are_assigned_by_an_update_of_them)
{
    test::scripted_partner const partner("{}", 201);
    license_update update;
    update.licenses_to_remove = {"sku-1"};
    (void)partner.at<license_updates_resource>({"C1", "U1"}).create(update);
    BOOST_TEST(partner.line() == "POST /v1/customers/C1/users/U1/licenseupdates");
    BOOST_TEST(partner.sent().body == R"({"LicensesToRemove":["sku-1"]})");
}

BOOST_AUTO_TEST_CASE(roles_have_members_and_users_have_roles)
{
    using namespace pc::customer_directory_roles;
    test::scripted_partner const partner;
    (void)partner.at<directory_roles_resource>({"C1"}).get();
    BOOST_TEST(partner.line() == "GET /v1/customers/C1/directoryroles");
    (void)partner.at<user_directory_roles_resource>({"C1", "U1"}).get();
    BOOST_TEST(partner.line() == "GET /v1/customers/C1/users/U1/directoryroles");

    auto const members = partner.at<user_members_resource>({"C1", "R1"});
    (void)members.get({.size = 5});
    BOOST_TEST(partner.line() == "GET /v1/customers/C1/directoryroles/R1/usermembers?size=5");
    user_member member;
    member.id = "U1";
    (void)members.create(member);
    BOOST_TEST(partner.line() == "POST /v1/customers/C1/directoryroles/R1/usermembers");
    BOOST_TEST(partner.sent().body == R"({"Id":"U1"})");
    partner.at<user_member_resource>({"C1", "R1", "U1"}).remove();
    BOOST_TEST(partner.line() == "DELETE /v1/customers/C1/directoryroles/R1/usermembers/U1");
}

BOOST_AUTO_TEST_CASE(devices_are_added_as_a_bare_list)
{
    test::scripted_partner const partner("", 204);
    partner.at<devices_resource>({"C1", "B1"}).start({device_of("1R9"), device_of("1R8")});
    BOOST_TEST(partner.line() == "POST /v1/customers/C1/deviceBatches/B1/devices");
    BOOST_TEST(partner.sent().body == two_devices);
    BOOST_TEST(descry::find_header(partner.sent().headers, "Content-Type") == "application/json");
}

BOOST_AUTO_TEST_CASE(devices_of_a_new_batch_stand_in_the_request_for_it)
{
    test::scripted_partner const partner("", 204);
    device_batch_creation_request request;
    request.batch_id = "B1";
    request.devices = {device_of("1R9"), device_of("1R8")};
    partner.at<device_batches_resource>({"C1"}).start(request);
    BOOST_TEST(partner.line() == "POST /v1/customers/C1/deviceBatches");
    BOOST_TEST(partner.sent().body == R"({"BatchId":"B1","Devices":)" + std::string(two_devices) + '}');
}

BOOST_AUTO_TEST_CASE(policies_of_devices_are_sent_as_a_whole)
{
    test::scripted_partner const partner("", 204);
    device_policy_update_request request;
    request.devices = {device_of("1R9"), device_of("1R8")};
    partner.at<device_policy_updates_resource>({"C1"}).start(request);
    BOOST_TEST(partner.line() == "PATCH /v1/customers/C1/DevicePolicyUpdates");
    BOOST_TEST(partner.sent().body == R"({"Devices":)" + std::string(two_devices) + '}');
}

BOOST_AUTO_TEST_CASE(devices_and_policies_are_replaced_without_condition)
{
    test::scripted_partner const partner(R"({"attributes":{"etag":"e"}})");
    (void)partner.at<device_resource>({"C1", "B1", "D1"}).update(device_of("1R9"));
    BOOST_TEST(partner.line() == "PUT /v1/customers/C1/deviceBatches/B1/devices/D1");
    auto const policy = partner.at<configuration_policy_resource>({"C1", "P1"});
    auto read = policy.get();
    read.policy_settings = {policy_settings_type::skip_eula};
    (void)policy.update(read);
    BOOST_TEST(partner.line() == "PUT /v1/customers/C1/policies/P1");
    BOOST_TEST(partner.sent().body == R"({"PolicySettings":["skip_eula"],"Attributes":{"Etag":"e"}})");
    BOOST_TEST(descry::find_header(partner.sent().headers, "If-Match").empty());
}

BOOST_AUTO_TEST_CASE(a_job_with_devices_has_a_status)
{
    test::scripted_partner const partner(R"({"status":"finished_with_errors"})");
    auto const details = partner.at<batch_upload_status_resource>({"C1", "T1"}).get();
    BOOST_TEST(partner.line() == "GET /v1/customers/C1/batchJobStatus/T1");
    BOOST_TEST((details.status == device_upload_status_type::finished_with_errors));
}

BOOST_AUTO_TEST_CASE(audit_records_are_those_of_some_days)
{
    test::scripted_partner const partner;
    auto const records = partner.at<pc::audit_records::audit_records_resource>({});
    BOOST_TEST((records.try_get({}).error() == descry::errc::empty_query));  // it takes a first day
    BOOST_TEST((records.try_get({.size = 500}).error() == descry::errc::empty_query));
    BOOST_TEST(partner.silent());
    (void)records.get({.start_date = descry::date("2019-03-01")});
    BOOST_TEST(partner.line() == "GET /v1/auditrecords?startDate=2019-03-01");
    (void)records.with({.headers = {{std::string(test::next_page), "t"}}})
        .get({.start_date = descry::date("2019-03-01"),
              .end_date = {{2019, 3, 31}},
              .size = 500,
              .filter = pc::where<&pc::audit_records::search::customer_id>.equals("C1")});
    BOOST_TEST(partner.line() ==
               "GET /v1/auditrecords?startDate=2019-03-01&endDate=2019-03-31&size=500&filter=%7B%22Field%22%3A%22"
               "CustomerId%22%2C%22Value%22%3A%22C1%22%2C%22Operator%22%3A%22equals%22%7D");
    BOOST_TEST(descry::find_header(partner.sent().headers, test::next_page) == "t");
    (void)partner.at<pc::audit_records::audit_record_resource>({"A 1"}).get();
    BOOST_TEST(partner.line() == "GET /v1/auditrecords/A%201");
}

BOOST_AUTO_TEST_CASE(service_requests_are_the_partners_or_of_a_customer)
{
    using namespace pc::service_requests;
    test::scripted_partner const partner;
    (void)partner.at<service_requests_resource>({}).get({.size = 10, .offset = 0});
    BOOST_TEST(partner.line() == "GET /v1/servicerequests?size=10&offset=0");
    (void)partner.at<support_topics_resource>({}).get();
    BOOST_TEST(partner.line() == "GET /v1/servicerequests/supporttopics");
    (void)partner.at<customer_service_requests_resource>({"C1"}).get();
    BOOST_TEST(partner.line() == "GET /v1/customers/C1/servicerequests");
    (void)partner.at<customer_service_request_resource>({"C1", "1"}).get();
    BOOST_TEST(partner.line() == "GET /v1/customers/C1/servicerequests/1");

    service_request request;
    request.title = "Help";
    (void)partner.at<new_service_request_resource>({"en-US"}).create(request);
    BOOST_TEST(partner.line() == "POST /v1/servicerequests/en-US");
    auto const closed = [&] {
        auto out = request;
        out.status = service_request_status::closed;
        return out;
    }();
    (void)partner.at<service_request_resource>({"1"}).patch(request, closed);
    BOOST_TEST(partner.line() == "PATCH /v1/servicerequests/1");
    BOOST_TEST(partner.sent().body == R"({"Status":"closed"})");
}

BOOST_AUTO_TEST_CASE(webhooks_have_a_base_of_their_own)
{
    using namespace pc::webhooks;
    test::scripted_partner const partner(R"({"WebhookUrl":"https://a.example/hook","WebhookEvents":["test-created"]})");
    auto const registration = partner.at<webhook_registration_resource>({});
    auto read = registration.get();
    BOOST_TEST(partner.line() == "GET /webhooks/v1/registration");
    BOOST_TEST(partner.sent().base_url == "https://api.partnercenter.microsoft.com");

    constexpr std::string_view body = R"({"WebhookUrl":"https://a.example/hook","WebhookEvents":["invoice-ready"]})";
    read.webhook_events = {"invoice-ready"};
    (void)registration.create(read);
    BOOST_TEST(partner.line() == "POST /webhooks/v1/registration");
    BOOST_TEST(partner.sent().body == body);
    (void)registration.update(read);
    BOOST_TEST(partner.line() == "PUT /webhooks/v1/registration");
    BOOST_TEST(partner.sent().body == body);
    BOOST_TEST(descry::find_header(partner.sent().headers, "If-Match").empty());
}

BOOST_AUTO_TEST_CASE(events_are_a_bare_list)
{
    test::scripted_partner const partner(R"(["invoice-ready","test-created"])");
    auto const events = partner.at<pc::webhooks::webhook_events_resource>({}).get();
    BOOST_TEST(partner.line() == "GET /webhooks/v1/registration/events");
    BOOST_TEST((events == std::vector<std::string>{"invoice-ready", "test-created"}));
}

BOOST_AUTO_TEST_CASE(a_test_event_is_sent_without_a_body)
{
    using namespace pc::webhooks;
    test::scripted_partner const partner(R"({"correlationId":"E1"})");
    auto const event = partner.at<webhook_validation_events_resource>({}).invoke();
    BOOST_TEST(partner.line() == "POST /webhooks/v1/registration/validationEvents");
    BOOST_TEST(partner.sent().body.empty());
    (void)partner.at<webhook_validation_event_resource>({event.correlation_id.value()}).get();
    BOOST_TEST(partner.line() == "GET /webhooks/v1/registration/validationEvents/E1");
}

BOOST_AUTO_TEST_SUITE_END()
