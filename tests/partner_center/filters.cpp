#include <boost/describe/class.hpp>
#include <boost/test/unit_test.hpp>

#include <descry/json.hpp>
#include <descry/rest/query.hpp>

#include <partner_center/audit_records/audit_record.hpp>
#include <partner_center/customer_users/customer_user.hpp>
#include <partner_center/customers/customer.hpp>
#include <partner_center/invoices/invoice.hpp>
#include <partner_center/service_requests/service_request.hpp>

#include <optional>
#include <string>
#include <type_traits>

namespace pc = partner_center;

namespace {

struct customers_query {
    std::optional<int> size;
    std::optional<pc::filter<pc::customers::search>> filter;
};
BOOST_DESCRIBE_STRUCT(customers_query, (), (size, filter))

struct users_query {
    std::optional<pc::sort_field<pc::customer_users::customer_user>> sort_field;
};
BOOST_DESCRIBE_STRUCT(users_query, (), (sort_field))

struct incidents : pc::searchable {
    bool resolved;
};
BOOST_DESCRIBE_STRUCT(incidents, (), (resolved))

template <class Value>
concept tells_whether_resolved = requires(Value value) { pc::where<&incidents::resolved>.equals(value); };
static_assert(tells_whether_resolved<bool>);
static_assert(!tells_whether_resolved<char const*> && !tells_whether_resolved<int>);

template <class Query>
descry::result<std::string> target(Query const& query)
{
    std::string out = "/v1/x";
    descry::query_style const as_the_service{.objects = descry::parameter_style::json};
    if (auto const done = append_query(out, descry::detail::object_table_of<Query>::table, &query, as_the_service);
        !done)
        return done.error();
    return out;
}

template <class Fields>
std::string json(pc::filter<Fields> const& filter)
{
    return descry::write_json(filter);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(filters)

BOOST_AUTO_TEST_CASE(are_written_as_the_service_reads_them)
{
    using pc::customers::search;
    auto const starts = pc::where<&search::company_name>.starts_with("Con");
    BOOST_TEST(json(starts) == R"({"Field":"CompanyName","Value":"Con","Operator":"starts_with"})");
    BOOST_TEST(json(starts && pc::where<&search::domain>.equals("x.example")) ==
               R"({"LeftFilter":{"Field":"CompanyName","Value":"Con","Operator":"starts_with"},)"
               R"("RightFilter":{"Field":"Domain","Value":"x.example","Operator":"equals"},"Operator":"and"})");
    BOOST_TEST(
        json(pc::where<&search::indirect_reseller>.equals("1") ||
             pc::where<&search::indirect_cloud_solution_provider>.equals("2")) ==
        R"({"LeftFilter":{"Field":"IndirectReseller","Value":"1","Operator":"equals"},)"
        R"("RightFilter":{"Field":"IndirectCloudSolutionProvider","Value":"2","Operator":"equals"},"Operator":"or"})");
}

BOOST_AUTO_TEST_CASE(know_every_operator)
{
    auto const field = pc::where<&pc::customers::search::domain>;
    auto const with = [](std::string const& how) {
        return R"({"Field":"Domain","Value":"x","Operator":")" + how + "\"}";
    };
    BOOST_TEST(json(field.equals("x")) == with("equals"));
    BOOST_TEST(json(field.not_equals("x")) == with("not_equals"));
    BOOST_TEST(json(field.greater_than("x")) == with("greater_than"));
    BOOST_TEST(json(field.greater_than_or_equals("x")) == with("greater_than_or_equals"));
    BOOST_TEST(json(field.less_than("x")) == with("less_than"));
    BOOST_TEST(json(field.less_than_or_equals("x")) == with("less_than_or_equals"));
    BOOST_TEST(json(field.substring("x")) == with("substring"));
    BOOST_TEST(json(field.starts_with("x")) == with("starts_with"));
    BOOST_TEST(json(field.not_starts_with("x")) == with("not_starts_with"));
}

BOOST_AUTO_TEST_CASE(take_values_of_the_type_of_their_field)
{
    using pc::audit_records::resource_type;
    BOOST_TEST(json(pc::where<&pc::audit_records::search::resource_type>.equals(resource_type::third_party_add_on)) ==
               R"({"Field":"ResourceType","Value":"ThirdPartyAddOn","Operator":"equals"})");
    BOOST_TEST(json(pc::where<&incidents::resolved>.equals(false)) ==
               R"({"Field":"Resolved","Value":"false","Operator":"equals"})");
    BOOST_TEST(json(pc::where<&pc::audit_records::search::customer_id>.equals("7")) ==
               R"({"Field":"CustomerId","Value":"7","Operator":"equals"})");
    BOOST_TEST(json(pc::where<&pc::audit_records::search::company_name>.substring("o")) ==
               R"({"Field":"CompanyName","Value":"o","Operator":"substring"})");
    BOOST_TEST(json(pc::where<&pc::invoices::search::invoice_date>.greater_than(descry::date(2021, 3, 1))) ==
               R"({"Field":"InvoiceDate","Value":"2021-03-01","Operator":"greater_than"})");
    BOOST_TEST(json(pc::where<&pc::service_requests::search::status>.not_equals(
                   pc::service_requests::service_request_status::attention_needed)) ==
               R"({"Field":"Status","Value":"AttentionNeeded","Operator":"not_equals"})");
    BOOST_TEST(
        json(pc::where<&pc::customer_users::search::user_state>.equals(pc::customer_users::user_state::inactive)) ==
        R"({"Field":"UserState","Value":"Inactive","Operator":"equals"})");
}

BOOST_AUTO_TEST_CASE(are_encoded_in_a_query)
{
    customers_query const query{10,
                                pc::where<&pc::customers::search::company_name>.starts_with("Caf\xC3\xA9 \"A\" & B")};
    BOOST_TEST(
        target(query).value() ==
        "/v1/x?size=10&filter=%7B%22Field%22%3A%22CompanyName%22%2C%22Value%22%3A%22Caf%C3%A9%20%5C%22A%5C%22%20%26"
        "%20B%22%2C%22Operator%22%3A%22starts_with%22%7D");
    BOOST_TEST(target(customers_query{}).value() == "/v1/x");
    customers_query const wrong{{}, pc::where<&pc::customers::search::company_name>.equals("\xFF")};
    BOOST_TEST((target(wrong).error() == descry::errc::invalid_utf8));
}

BOOST_AUTO_TEST_CASE(are_copied_as_a_whole)
{
    auto const left = pc::where<&pc::customers::search::domain>.equals("a");
    auto both = left && left;
    auto const copy = both;
    both = left;
    BOOST_TEST(json(both) == json(left));
    BOOST_TEST(json(copy) == json(left && left));
    both = both || copy;
    BOOST_TEST(json(both) == json(left || copy));
}

BOOST_AUTO_TEST_CASE(of_one_collection_are_not_for_another)
{
    static_assert(!std::is_convertible_v<pc::filter<pc::customers::search>, pc::filter<pc::invoices::search>>);
}

BOOST_AUTO_TEST_CASE(users_are_sorted_by_a_member)
{
    using pc::customer_users::customer_user;
    users_query const query{pc::sort_field<customer_user>::by<&customer_user::display_name>()};
    BOOST_TEST(target(query).value() == "/v1/x?sortField=DisplayName");
}

BOOST_AUTO_TEST_SUITE_END()
