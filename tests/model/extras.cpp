#include <descry/json/read.hpp>
#include <descry/model/extras.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <utility>
#include <vector>

BOOST_AUTO_TEST_SUITE(extras)

namespace {

std::string listed(descry::extras const& kept)
{
    std::string out;
    for (auto const& m : kept.members()) out += m.name + '=' + m.json + ' ';
    return out;
}

// On both sides of the bits that fit into the pointer, and of the words beyond.
constexpr std::size_t edges[] = {0, 1, 31, 32, 61, 62, 63, 64, 65, 126, 127, 128, 255};

}  // namespace

BOOST_AUTO_TEST_CASE(is_one_pointer_wide_and_empty_at_first)
{
    static_assert(sizeof(descry::extras) == sizeof(void*));
    descry::extras const kept;
    BOOST_TEST(kept.members().empty());
    BOOST_TEST(kept.find("anything").empty());
    for (auto number : edges) BOOST_TEST(!kept.present(number));
}

BOOST_AUTO_TEST_CASE(keeps_members_in_the_order_given)
{
    descry::extras kept;
    kept.append("zeta", "1");
    kept.append("Alpha", "[2]");
    kept.set("mid", "\"3\"");
    BOOST_TEST(listed(kept) == "zeta=1 Alpha=[2] mid=\"3\" ");
}

BOOST_AUTO_TEST_CASE(finds_by_the_exact_name)
{
    descry::extras kept;
    kept.append("taxId", "\"x\"");
    kept.append("TAXID", "2");
    BOOST_TEST(kept.find("taxId") == "\"x\"");
    BOOST_TEST(kept.find("TAXID") == "2");
    for (auto const* const other : {"taxid", "taxi"}) BOOST_TEST(kept.find(other).empty());
}

BOOST_AUTO_TEST_CASE(set_replaces_the_exact_name_in_place)
{
    descry::extras kept;
    kept.append("taxId", "1");
    kept.append("b", "2");
    kept.set("taxId", "3");
    kept.set("TaxID", "4");
    BOOST_TEST(listed(kept) == "taxId=3 b=2 TaxID=4 ");
}

BOOST_AUTO_TEST_CASE(set_takes_one_json_value_and_nothing_else)
{
    descry::extras kept;
    kept.set("a", " {\"x\": [1.50, \"\\u20ac\"]}\n");
    BOOST_TEST(listed(kept) == "a={\"x\": [1.50, \"\\u20ac\"]} ");
    for (auto const* const none : {"", " ", "x", "1,", "1 2", "{", "[1,]", "\"a", "01", "\"\xff\"", "null}"}) {
        BOOST_CHECK_THROW(kept.set("a", none), descry::call_error);
        BOOST_CHECK_THROW(kept.set("b", none), descry::call_error);
    }
    BOOST_TEST(kept.members().size() == 1u);
    BOOST_TEST(kept.find("a").size() == 23u);
    BOOST_CHECK_EXCEPTION(kept.set("a/b", "[1,]"), descry::call_error, [](descry::call_error const& why) {
        return why.error() == descry::errc::syntax_error && why.error()->pointer == "/a~1b" &&
               why.error()->offset == 2u;
    });
}

BOOST_AUTO_TEST_CASE(erase_removes_the_exact_name)
{
    descry::extras kept;
    kept.erase("nothing there");
    kept.append("a", "1");
    kept.append("b", "2");
    kept.append("A", "3");
    kept.erase("A");
    kept.erase("A");
    BOOST_TEST(listed(kept) == "a=1 b=2 ");
}

BOOST_AUTO_TEST_CASE(clear_forgets_members_and_presence)
{
    descry::extras kept;
    kept.append("a", "1");
    kept.set_present(3);
    kept.clear();
    BOOST_TEST(kept.members().empty());
    BOOST_TEST(!kept.present(3));
}

BOOST_AUTO_TEST_CASE(presence_of_each_number_stands_alone)
{
    for (auto number : edges) {
        descry::extras kept;
        kept.set_present(number);
        for (auto other : edges) BOOST_TEST(kept.present(other) == (other == number), number << " and " << other);
        kept.set_present(number, false);
        for (auto other : edges) BOOST_TEST(!kept.present(other));
    }
}

BOOST_AUTO_TEST_CASE(presence_survives_the_move_out_of_the_pointer)
{
    descry::extras kept;
    for (auto number : edges) {
        kept.set_present(number);
        for (auto earlier : edges) BOOST_TEST(kept.present(earlier) == (earlier <= number));
    }
    kept.append("a", "1");
    for (auto number : edges) BOOST_TEST(kept.present(number));
}

BOOST_AUTO_TEST_CASE(presence_may_come_before_or_after_the_first_unknown_member)
{
    descry::extras before;
    before.set_present(0);
    before.set_present(62);
    before.append("a", "1");

    descry::extras after;
    after.append("a", "1");
    after.set_present(0);
    after.set_present(62);

    for (auto number : edges) BOOST_TEST(before.present(number) == after.present(number));
    BOOST_TEST((before == after));
}

BOOST_AUTO_TEST_CASE(copies_are_deep)
{
    descry::extras original;
    original.append("a", "1");
    original.set_present(5);
    original.set_present(200);

    descry::extras copy = original;
    copy.set("a", "2");
    copy.append("b", "3");
    copy.set_present(5, false);
    BOOST_TEST(listed(original) == "a=1 ");
    BOOST_TEST(original.present(5));
    BOOST_TEST(copy.present(200));

    original.clear();
    BOOST_TEST(listed(copy) == "a=2 b=3 ");
}

BOOST_AUTO_TEST_CASE(assignment_replaces_what_was_there)
{
    descry::extras one;
    one.append("a", "1");
    descry::extras other;
    other.append("b", "2");
    one = other;
    BOOST_TEST(listed(one) == "b=2 ");
    BOOST_TEST(listed(other) == "b=2 ");

    auto& same = one;
    one = same;
    BOOST_TEST(listed(one) == "b=2 ");

    one = descry::extras();
    BOOST_TEST(one.members().empty());
}

BOOST_AUTO_TEST_CASE(a_move_takes_everything_along)
{
    descry::extras from;
    from.append("a", "1");
    from.set_present(7);
    auto const to = std::move(from);
    BOOST_TEST(listed(to) == "a=1 ");
    BOOST_TEST(to.present(7));
    BOOST_TEST(from.members().empty());  // NOLINT: promised to be empty
    BOOST_TEST(!from.present(7));
}

BOOST_AUTO_TEST_CASE(equality_compares_names_values_and_order_but_not_presence)
{
    descry::extras a;
    descry::extras b;
    a.set_present(1);
    BOOST_TEST((a == b));
    a.append("x", "1");
    BOOST_TEST((a != b));
    b.append("x", "1");
    BOOST_TEST((a == b));
    b.set("x", "2");
    BOOST_TEST((a != b));
}

BOOST_AUTO_TEST_SUITE_END()
