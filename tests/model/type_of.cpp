#include <descry/model/detail/field_table.hpp>
#include <descry/model/detail/variant_by_kind.hpp>

#include <boost/optional/optional.hpp>
#include <boost/test/unit_test.hpp>

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

BOOST_AUTO_TEST_SUITE(type_of)

namespace {

struct undescribed {
    int x;
};

struct point {
    int x = 0;
};
BOOST_DESCRIBE_STRUCT(point, (), (x))

struct node {
    std::vector<node> children;
    std::optional<std::vector<node>> others;
};
BOOST_DESCRIBE_STRUCT(node, (), (children, others))

enum class colour { red };

template <class T>
struct other_deleter {
    void operator()(T*) const noexcept {}
};

template <class T>
constexpr descry::kind kind_of = descry::type_for<T>().what;

template <class T>
constexpr int width_of = descry::type_for<T>().width;

using descry::json_type;
using descry::kind;

template <template <class> class Holder>
constexpr bool holds_nothing_that_is_null =
    json_type<Holder<int>> && json_type<Holder<std::variant<bool, int>>> && json_type<Holder<node>> &&
    !json_type<Holder<std::optional<int>>> && !json_type<Holder<boost::optional<int>>> &&
    !json_type<Holder<std::shared_ptr<int>>> && !json_type<Holder<std::unique_ptr<int>>> &&
    !json_type<Holder<std::optional<std::string>>> && !json_type<Holder<descry::omittable<int>>> &&
    !json_type<Holder<std::nullptr_t>> && !json_type<Holder<std::variant<std::nullptr_t, int>>> &&
    !json_type<Holder<std::variant<std::shared_ptr<bool>, int>>>;

template <class T>
using optional_twice = std::optional<std::optional<T>>;
template <class T>
using unique_pointer = std::unique_ptr<T>;

}  // namespace

BOOST_AUTO_TEST_CASE(integers_are_known_by_sign_and_width)
{
    static_assert(kind_of<std::int8_t> == kind::signed_integer && width_of<std::int8_t> == 1);
    static_assert(kind_of<std::uint8_t> == kind::unsigned_integer && width_of<std::uint8_t> == 1);
    static_assert(kind_of<short> == kind::signed_integer && width_of<short> == 2);
    static_assert(kind_of<unsigned> == kind::unsigned_integer && width_of<unsigned> == 4);
    static_assert(kind_of<long> == kind::signed_integer && width_of<long> == sizeof(long));
    static_assert(kind_of<long long> == kind::signed_integer && width_of<long long> == 8);
    static_assert(kind_of<unsigned long long> == kind::unsigned_integer && width_of<unsigned long long> == 8);
}

BOOST_AUTO_TEST_CASE(bool_is_no_integer) { static_assert(kind_of<bool> == kind::boolean); }

BOOST_AUTO_TEST_CASE(the_other_kinds)
{
    static_assert(kind_of<float> == kind::floating && width_of<float> == 4);
    static_assert(kind_of<double> == kind::floating && width_of<double> == 8);
    static_assert(kind_of<std::string> == kind::string);
    static_assert(kind_of<descry::raw_json> == kind::raw);
    static_assert(kind_of<std::optional<int>> == kind::optional);
    static_assert(kind_of<std::vector<std::optional<std::string>>> == kind::list);
    static_assert(kind_of<point> == kind::object);
    static_assert(kind_of<node> == kind::object);
}

BOOST_AUTO_TEST_CASE(what_has_no_json_form_of_its_own_is_not_supported)
{
    static_assert(!json_type<undescribed>);
    static_assert(!json_type<std::vector<undescribed>>);
    static_assert(!json_type<std::optional<undescribed>>);
    static_assert(!json_type<int*>);
    static_assert(!json_type<colour>);
    static_assert(!json_type<void>);
    static_assert(json_type<std::unique_ptr<int>> && !json_type<std::unique_ptr<undescribed>>);
    static_assert(!json_type<std::unique_ptr<int, other_deleter<int>>> && !json_type<std::unique_ptr<int[]>>);
    static_assert(json_type<std::shared_ptr<int>> && !json_type<std::shared_ptr<int const>>);
    static_assert(!json_type<std::weak_ptr<int>> && !json_type<std::shared_ptr<int[]>>);
    static_assert(!json_type<std::wstring> && !json_type<std::bitset<8>> && !json_type<std::byte>);
    static_assert(!json_type<int&>);
    static_assert(!json_type<long double>);
}

BOOST_AUTO_TEST_CASE(a_constant_cannot_be_read_into)
{
    static_assert(!json_type<int const>);
    static_assert(!json_type<unsigned const>);
    static_assert(!json_type<char const>);
    static_assert(!json_type<bool const>);
    static_assert(!json_type<std::string const>);
    static_assert(!json_type<std::optional<int> const>);
    static_assert(!json_type<std::optional<int const>>);
    static_assert(!json_type<point const>);
}

BOOST_AUTO_TEST_CASE(only_a_char_is_text)
{
    static_assert(kind_of<char> == kind::scalar);
    static_assert(!json_type<wchar_t>);
    static_assert(!json_type<char8_t>);
    static_assert(!json_type<char16_t>);
    static_assert(!json_type<char32_t>);
    static_assert(json_type<signed char>);
    static_assert(json_type<unsigned char>);
}

BOOST_AUTO_TEST_CASE(an_optional_of_an_optional_is_absent_or_null_as_a_member_only)
{
    static_assert(kind_of<std::optional<std::optional<int>>> == kind::omittable);
    static_assert(!json_type<std::vector<std::optional<std::optional<int>>>>);
    static_assert(!json_type<std::optional<std::optional<std::optional<int>>>>);
    static_assert(!json_type<std::optional<std::monostate>>);
}

BOOST_AUTO_TEST_CASE(what_is_null_itself_is_in_no_optional_or_pointer)
{
    static_assert(holds_nothing_that_is_null<boost::optional>);
    static_assert(holds_nothing_that_is_null<std::shared_ptr>);
    static_assert(holds_nothing_that_is_null<unique_pointer>);
    static_assert(holds_nothing_that_is_null<descry::omittable>);
    static_assert(holds_nothing_that_is_null<optional_twice>);
    static_assert(!json_type<std::optional<std::shared_ptr<int>>> && !json_type<std::optional<std::unique_ptr<int>>>);
    static_assert(!json_type<std::optional<boost::optional<int>>>);
    static_assert(!json_type<std::optional<std::variant<std::nullptr_t, int>>>);
}

BOOST_AUTO_TEST_CASE(a_vector_of_bool_has_no_elements_to_point_at_and_is_a_sequence)
{
    static_assert(kind_of<std::vector<bool>> == kind::sequence);
    static_assert(json_type<std::optional<std::vector<bool>>>);
    static_assert(json_type<std::vector<std::optional<bool>>>);
}

BOOST_AUTO_TEST_CASE(integers_wider_than_64_bits_are_not_supported)
{
#ifdef __SIZEOF_INT128__
    __extension__ using wide = __int128;
    __extension__ using unsigned_wide = unsigned __int128;
    // The library calls them integers only where GNU extensions are on.
    static_assert(!json_type<wide>);
    static_assert(!json_type<unsigned_wide>);
#endif
}

BOOST_AUTO_TEST_SUITE_END()
