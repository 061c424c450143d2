#include <descry/model/detail/field_table.hpp>

#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

BOOST_AUTO_TEST_SUITE(field_table)

namespace {

struct resource_base {
    std::optional<std::string> links;
    descry::extras extra;
};
BOOST_DESCRIBE_STRUCT(resource_base, (), (links, extra))

struct line {
    int amount = 0;
};
BOOST_DESCRIBE_STRUCT(line, (), (amount))

struct invoice : resource_base {
    std::string invoice_id;
    std::optional<int> total_count;
    std::vector<line> lines;
};
BOOST_DESCRIBE_STRUCT(invoice, (resource_base), (invoice_id, total_count, lines))

constexpr auto const& table_of_invoice = descry::detail::object_table_of<invoice>::table;

}  // namespace

BOOST_AUTO_TEST_CASE(fields_are_in_the_order_written_and_extras_is_none_of_them)
{
    BOOST_TEST_REQUIRE(table_of_invoice.size == 4);
    BOOST_TEST(table_of_invoice.fields[0].names[2] == "invoice_id");
    BOOST_TEST(table_of_invoice.fields[1].names[2] == "total_count");
    BOOST_TEST(table_of_invoice.fields[2].names[2] == "lines");
    BOOST_TEST(table_of_invoice.fields[3].names[2] == "links");
}

BOOST_AUTO_TEST_CASE(a_field_has_a_name_for_each_casing)
{
    auto const& f = table_of_invoice.fields[1];
    BOOST_TEST(f.names[static_cast<int>(descry::casing::camel)] == "totalCount");
    BOOST_TEST(f.names[static_cast<int>(descry::casing::pascal)] == "TotalCount");
    BOOST_TEST(f.names[static_cast<int>(descry::casing::as_declared)] == "total_count");
}

BOOST_AUTO_TEST_CASE(a_field_finds_its_member_in_any_object)
{
    for (invoice const& object : std::vector<invoice>(3)) {
        auto const place = [&](int i) {
            return descry::detail::member_at(&object, table_of_invoice, table_of_invoice.fields[i].address);
        };
        BOOST_TEST(place(0) == &object.invoice_id);
        BOOST_TEST(place(1) == &object.total_count);
        BOOST_TEST(place(2) == &object.lines);
        BOOST_TEST(place(3) == &object.links);
        BOOST_TEST(descry::detail::member_at(&object, table_of_invoice, table_of_invoice.extras) == &object.extra);
    }
}

BOOST_AUTO_TEST_CASE(only_optionals_may_be_missing)
{
    BOOST_TEST(table_of_invoice.fields[0].required);
    BOOST_TEST(!table_of_invoice.fields[1].required);
    BOOST_TEST(table_of_invoice.fields[2].required);
    BOOST_TEST(!table_of_invoice.fields[3].required);
}

BOOST_AUTO_TEST_CASE(a_field_leads_to_the_table_of_its_type)
{
    auto const& list = table_of_invoice.fields[2].type;
    BOOST_TEST((list.what == descry::kind::list));
    BOOST_TEST(list.list->element.object == &descry::detail::object_table_of<line>::table);
    BOOST_TEST((list.list->element.object->extras == nullptr));
}

BOOST_AUTO_TEST_SUITE_END()
