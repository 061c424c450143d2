#include <descry/core/fixed_string.hpp>

#include <boost/test/unit_test.hpp>

#include <string_view>
#include <type_traits>

namespace {

template <descry::fixed_string Text>
struct labelled {
    static constexpr std::string_view label = Text.view();
};

}  // namespace

BOOST_AUTO_TEST_SUITE(fixed_string)

BOOST_AUTO_TEST_CASE(is_a_template_argument_that_keeps_its_text)
{
    BOOST_TEST(labelled<"/v1/customers/{customer_id}">::label == "/v1/customers/{customer_id}");
}

BOOST_AUTO_TEST_CASE(may_be_empty) { BOOST_TEST(labelled<"">::label.empty()); }

BOOST_AUTO_TEST_CASE(equal_texts_make_equal_types)
{
    static_assert(std::is_same_v<labelled<"get">, labelled<"get">>);
    static_assert(!std::is_same_v<labelled<"get">, labelled<"put">>);
}

BOOST_AUTO_TEST_SUITE_END()
