#include <descry/json.hpp>

#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

BOOST_AUTO_TEST_SUITE(large_models)

namespace {

using descry::is_absent;
using descry::is_null;
using descry::set_absent;
using descry::set_null;

// Boost.Describe takes 52 members: a bigger model is split over described bases, and is one object on the wire.
struct first_part {
    std::optional<int> a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20,
        a21, a22, a23, a24, a25, a26, a27, a28, a29, a30, a31, a32, a33, a34, a35, a36, a37, a38, a39, a40, a41, a42,
        a43, a44, a45, a46, a47, a48, a49, a50;
    descry::extras extra;
};
BOOST_DESCRIBE_STRUCT(first_part, (),
                      (a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20,
                       a21, a22, a23, a24, a25, a26, a27, a28, a29, a30, a31, a32, a33, a34, a35, a36, a37, a38, a39,
                       a40, a41, a42, a43, a44, a45, a46, a47, a48, a49, a50, extra))

struct second_part : first_part {
    std::optional<int> b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, b10, b11, b12, b13, b14, b15, b16, b17, b18, b19, b20,
        b21, b22, b23, b24, b25, b26, b27, b28, b29, b30, b31, b32, b33, b34, b35, b36, b37, b38, b39, b40, b41, b42,
        b43, b44, b45, b46, b47, b48, b49, b50, b51;
};
BOOST_DESCRIBE_STRUCT(second_part, (first_part),
                      (b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, b10, b11, b12, b13, b14, b15, b16, b17, b18, b19, b20,
                       b21, b22, b23, b24, b25, b26, b27, b28, b29, b30, b31, b32, b33, b34, b35, b36, b37, b38, b39,
                       b40, b41, b42, b43, b44, b45, b46, b47, b48, b49, b50, b51))

struct large : second_part {
    std::optional<int> c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20,
        c21, c22, c23, c24, c25, c26, c27, c28, c29, c30, c31, c32, c33, c34, c35, c36, c37, c38, c39, c40, c41, c42,
        c43, c44, c45, c46, c47, c48, c49, c50, c51;
};
BOOST_DESCRIBE_STRUCT(large, (second_part),
                      (c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20,
                       c21, c22, c23, c24, c25, c26, c27, c28, c29, c30, c31, c32, c33, c34, c35, c36, c37, c38, c39,
                       c40, c41, c42, c43, c44, c45, c46, c47, c48, c49, c50, c51))

// In the order written: own members first, then those of each base.
std::vector<std::string> names()
{
    std::vector<std::string> all;
    for (auto const& [letter, count] : {std::pair{'c', 52}, std::pair{'b', 52}, std::pair{'a', 51}})
        for (int i = 0; i != count; ++i) all.push_back(letter + std::to_string(i));
    return all;
}

std::string object(std::vector<std::string> const& of, std::string_view value)
{
    std::string out;
    for (auto const& name : of) out += (out.empty() ? '{' : ',') + ('"' + name + "\":") + std::string(value);
    return out.empty() ? "{}" : out + '}';
}

std::string rewritten(std::string_view text) { return descry::write_json(descry::read_json<large>(text).value()); }

}  // namespace

BOOST_AUTO_TEST_CASE(are_read_and_written_as_one_object)
{
    BOOST_TEST(names().size() == 155u);
    BOOST_TEST(rewritten(object(names(), "1")) == object(names(), "1"));
    auto const read = descry::read_json<large>(R"({"a50":1,"b51":2,"c51":3,"A0":4})").value();
    BOOST_TEST(*read.a50 == 1);
    BOOST_TEST(*read.b51 == 2);
    BOOST_TEST(*read.c51 == 3);
    BOOST_TEST(*read.a0 == 4);
}

BOOST_AUTO_TEST_CASE(tell_null_from_absent_for_each_member)
{
    BOOST_TEST(rewritten(object(names(), "null")) == object(names(), "null"));
    for (auto const& name : names()) {
        auto const text = object({name}, "null");
        BOOST_TEST(rewritten(text) == text);
        auto const with_unknown = R"({"u":[],")" + name + R"(":null})";
        BOOST_TEST(rewritten(with_unknown) == "{\"" + name + R"(":null,"u":[]})");
    }
}

BOOST_AUTO_TEST_CASE(keep_the_presence_of_every_second_member)
{
    std::vector<std::string> some;
    for (std::size_t i = 0; i < names().size(); i += 2) some.push_back(names()[i]);
    BOOST_TEST(rewritten(object(some, "null")) == object(some, "null"));
}

BOOST_AUTO_TEST_CASE(notice_each_member_given_twice)
{
    for (auto const& name : names()) {
        auto const result = descry::read_json<large>("{\"" + name + R"(":1,"x":2,")" + name + R"(":null})");
        BOOST_TEST_REQUIRE(!result);
        BOOST_TEST((result.error() == descry::errc::duplicate_member));
    }
}

BOOST_AUTO_TEST_CASE(can_be_sliced_at_each_level)
{
    auto const all = descry::read_json<large>(object(names(), "null")).value();
    std::vector<std::string> const listed = names();
    BOOST_TEST(descry::write_json<second_part>(all) == object({listed.begin() + 52, listed.end()}, "null"));
    BOOST_TEST(descry::write_json<first_part>(all) == object({listed.begin() + 104, listed.end()}, "null"));

    auto const some = descry::read_json<large>(R"({"c0":null,"b1":null,"a2":null})").value();
    BOOST_TEST(descry::write_json<second_part>(some) == R"({"b1":null,"a2":null})");
    BOOST_TEST(descry::write_json<first_part>(some) == R"({"a2":null})");
}

BOOST_AUTO_TEST_CASE(let_each_member_be_made_null_and_absent)
{
    large l;
    set_null(l, &large::c0);
    set_null(l, &large::b0);
    set_null(l, &large::a50);
    BOOST_TEST(descry::write_json(l) == R"({"c0":null,"b0":null,"a50":null})");
    set_absent(l, &large::b0);
    BOOST_TEST(is_absent(l, &large::b0));
    BOOST_TEST(is_null(l, &large::c0));
    BOOST_TEST(descry::write_json(l) == R"({"c0":null,"a50":null})");
}

BOOST_AUTO_TEST_CASE(copies_keep_presence_apart)
{
    auto const all = descry::read_json<large>(object(names(), "null")).value();
    auto copy = all;
    set_absent(copy, &large::c0);
    BOOST_TEST(is_null(all, &large::c0));
    BOOST_TEST(is_absent(copy, &large::c0));
}

BOOST_AUTO_TEST_SUITE_END()
