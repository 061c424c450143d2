#include <descry/model/describe.hpp>

#include <boost/mp11/algorithm.hpp>
#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>
#include <type_traits>
#include <vector>

BOOST_AUTO_TEST_SUITE(describe)

namespace {

struct undescribed {
    int x;
};

struct root {
    int id = 0;
};
BOOST_DESCRIBE_STRUCT(root, (), (id))

struct linked {
    int links = 0;
};
BOOST_DESCRIBE_STRUCT(linked, (), (links))

struct middle : root {
    int name = 0;
};
BOOST_DESCRIBE_STRUCT(middle, (root), (name))

struct leaf : middle, linked {
    int size = 0;
    static inline int count = 0;
    int twice() const { return 2 * size; }
};
BOOST_DESCRIBE_STRUCT(leaf, (middle, linked), (size, count, twice))

class partly_private {
public:
    int open = 0;

protected:
    int inner = 0;

private:
    int hidden_ = 0;

    BOOST_DESCRIBE_CLASS(partly_private, (), (open), (inner), (hidden_))
};

template <class T>
std::vector<std::string> names_of()
{
    std::vector<std::string> names;
    boost::mp11::mp_for_each<descry::members_of<T>>([&](auto member) { names.emplace_back(member.name); });
    return names;
}

using names = std::vector<std::string>;

}  // namespace

BOOST_AUTO_TEST_CASE(a_struct_is_described_or_not)
{
    static_assert(descry::described_struct<root>);
    static_assert(descry::described_struct<partly_private>);
    static_assert(!descry::described_struct<undescribed>);
    static_assert(!descry::described_struct<int>);
    static_assert(!descry::described_struct<std::string>);
}

BOOST_AUTO_TEST_CASE(own_members_come_before_those_of_bases)
{
    BOOST_TEST(names_of<middle>() == (names{"name", "id"}), boost::test_tools::per_element());
    BOOST_TEST(names_of<leaf>() == (names{"size", "name", "id", "links"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(functions_and_statics_are_left_out) { BOOST_TEST(names_of<leaf>().size() == 4u); }

BOOST_AUTO_TEST_CASE(members_of_every_access_are_there)
{
    BOOST_TEST(names_of<partly_private>() == (names{"open", "inner", "hidden_"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_type_of_a_member_is_known)
{
    using first = boost::mp11::mp_front<descry::members_of<leaf>>;
    static_assert(std::is_same_v<descry::member_type<first, leaf>, int>);
}

BOOST_AUTO_TEST_SUITE_END()
