#include <descry/model/describe_enum.hpp>

#include <descry/model/open_enum.hpp>

#include <boost/describe/enum_to_string.hpp>
#include <boost/mp11/algorithm.hpp>
#include <boost/test/unit_test.hpp>

#include <string>

BOOST_AUTO_TEST_SUITE(describe_enum)

namespace shop {

// Boost.Describe's own macro takes 52.
// clang-format off
enum class step {
    step_0, step_1, step_2, step_3, step_4, step_5, step_6, step_7, step_8, step_9, step_10, step_11, step_12,
    step_13, step_14, step_15, step_16, step_17, step_18, step_19, step_20, step_21, step_22, step_23, step_24,
    step_25, step_26, step_27, step_28, step_29, step_30, step_31, step_32, step_33, step_34, step_35, step_36,
    step_37, step_38, step_39, step_40, step_41, step_42, step_43, step_44, step_45, step_46, step_47, step_48,
    step_49, step_50, step_51, step_52, step_53, step_54, step_55, step_56, step_57, step_58, step_59, step_60,
    step_61, step_62, step_63, step_64, step_65, step_66, step_67, step_68, step_69, step_70, step_71, step_72,
    step_73, step_74, step_75, step_76, step_77, step_78, step_79, step_80, step_81, step_82, step_83, step_84,
    step_85, step_86, step_87, step_88, step_89, step_90, step_91, step_92, step_93, step_94, step_95, step_96,
    step_97, step_98, step_99
};
DESCRY_DESCRIBE_ENUM(step,
    step_0, step_1, step_2, step_3, step_4, step_5, step_6, step_7, step_8, step_9, step_10, step_11, step_12,
    step_13, step_14, step_15, step_16, step_17, step_18, step_19, step_20, step_21, step_22, step_23, step_24,
    step_25, step_26, step_27, step_28, step_29, step_30, step_31, step_32, step_33, step_34, step_35, step_36,
    step_37, step_38, step_39, step_40, step_41, step_42, step_43, step_44, step_45, step_46, step_47, step_48,
    step_49, step_50, step_51, step_52, step_53, step_54, step_55, step_56, step_57, step_58, step_59, step_60,
    step_61, step_62, step_63, step_64, step_65, step_66, step_67, step_68, step_69, step_70, step_71, step_72,
    step_73, step_74, step_75, step_76, step_77, step_78, step_79, step_80, step_81, step_82, step_83, step_84,
    step_85, step_86, step_87, step_88, step_89, step_90, step_91, step_92, step_93, step_94, step_95, step_96,
    step_97, step_98, step_99)
// clang-format on

enum class small { one, two };
DESCRY_DESCRIBE_ENUM(small, one, two)
enum class none {};
DESCRY_DESCRIBE_ENUM(none)
enum old_style { red, green };
BOOST_DESCRIBE_ENUM(old_style, red, green)
enum class undescribed { one };

}  // namespace shop

namespace {

template <class E>
inline constexpr auto described = boost::mp11::mp_size<descry::enumerators_of<E>>::value;

static_assert(described<shop::step> == 100 && described<shop::small> == 2 && described<shop::none> == 0);
static_assert(described<shop::old_style> == 2);
static_assert(!descry::described_enum<shop::undescribed> && !descry::described_enum<int>);

}  // namespace

BOOST_AUTO_TEST_CASE(more_than_52_enumerators_are_described_in_order)
{
    int number = 0;
    boost::mp11::mp_for_each<descry::enumerators_of<shop::step>>([&](auto descriptor) {
        BOOST_TEST(descriptor.name == "step_" + std::to_string(number));
        BOOST_TEST(static_cast<int>(descriptor.value) == number);
        ++number;
    });
    BOOST_TEST(number == 100);
}

BOOST_AUTO_TEST_CASE(each_of_them_is_read_and_written)
{
    using step = descry::open_enum<shop::step>;
    for (int number = 0; number != 100; ++number) {
        auto const text = "step_" + std::to_string(number);
        BOOST_TEST((step(text) == static_cast<shop::step>(number)));
        BOOST_TEST((step("Step" + std::to_string(number)) == static_cast<shop::step>(number)));
        BOOST_TEST(step::parse_number(number).text() == text);
    }
    BOOST_TEST(!step("step_100").known());
}

BOOST_AUTO_TEST_CASE(boost_sees_them_too)
{
    BOOST_TEST(boost::describe::enum_to_string(shop::step::step_77, "") == std::string("step_77"));
    BOOST_TEST(boost::describe::enum_to_string(shop::small::two, "") == std::string("two"));
}

BOOST_AUTO_TEST_SUITE_END()
