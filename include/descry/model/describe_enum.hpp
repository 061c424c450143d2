// describe_enum: the access to Boost.Describe for enums, without its limit of 52 enumerators.
#pragma once

#include <boost/describe/enum.hpp>
#include <boost/describe/enumerators.hpp>

#include <type_traits>

namespace descry {

/// An enum that was described with BOOST_DESCRIBE_ENUM or DESCRY_DESCRIBE_ENUM.
template <class E>
concept described_enum = std::is_enum_v<E> && boost::describe::has_describe_enumerators<E>::value;

/// The descriptors of the enumerators of E, in the order described.
template <described_enum E>
using enumerators_of = boost::describe::describe_enumerators<E>;

}  // namespace descry

/// The same as BOOST_DESCRIBE_ENUM, for up to 300 enumerators instead of 52. The description is available to all of
/// Boost.Describe.
#define DESCRY_DESCRIBE_ENUM(E, ...)                                            \
    static_assert(std::is_enum<E>::value, "DESCRY_DESCRIBE_ENUM is for enums"); \
    BOOST_DESCRIBE_MAYBE_UNUSED BOOST_DESCRIBE_ENUM_BEGIN(E)                    \
        __VA_OPT__(DESCRY_DETAIL_SCAN(DESCRY_DETAIL_ENUM_1(E, __VA_ARGS__))) BOOST_DESCRIBE_ENUM_END(E)

// Eight entries, followed by a deferred call with the rest, which each rescan of the text expands once.
#define DESCRY_DETAIL_ENUM_1(E, e, ...) BOOST_DESCRIBE_ENUM_ENTRY(E, e) __VA_OPT__(DESCRY_DETAIL_ENUM_2(E, __VA_ARGS__))
#define DESCRY_DETAIL_ENUM_2(E, e, ...) BOOST_DESCRIBE_ENUM_ENTRY(E, e) __VA_OPT__(DESCRY_DETAIL_ENUM_3(E, __VA_ARGS__))
#define DESCRY_DETAIL_ENUM_3(E, e, ...) BOOST_DESCRIBE_ENUM_ENTRY(E, e) __VA_OPT__(DESCRY_DETAIL_ENUM_4(E, __VA_ARGS__))
#define DESCRY_DETAIL_ENUM_4(E, e, ...) BOOST_DESCRIBE_ENUM_ENTRY(E, e) __VA_OPT__(DESCRY_DETAIL_ENUM_5(E, __VA_ARGS__))
#define DESCRY_DETAIL_ENUM_5(E, e, ...) BOOST_DESCRIBE_ENUM_ENTRY(E, e) __VA_OPT__(DESCRY_DETAIL_ENUM_6(E, __VA_ARGS__))
#define DESCRY_DETAIL_ENUM_6(E, e, ...) BOOST_DESCRIBE_ENUM_ENTRY(E, e) __VA_OPT__(DESCRY_DETAIL_ENUM_7(E, __VA_ARGS__))
#define DESCRY_DETAIL_ENUM_7(E, e, ...) BOOST_DESCRIBE_ENUM_ENTRY(E, e) __VA_OPT__(DESCRY_DETAIL_ENUM_8(E, __VA_ARGS__))
#define DESCRY_DETAIL_ENUM_8(E, e, ...) \
    BOOST_DESCRIBE_ENUM_ENTRY(E, e) __VA_OPT__(DESCRY_DETAIL_ENUM_AGAIN DESCRY_DETAIL_PARENTHESES(E, __VA_ARGS__))
#define DESCRY_DETAIL_ENUM_AGAIN() DESCRY_DETAIL_ENUM_1
#define DESCRY_DETAIL_PARENTHESES ()

#define DESCRY_DETAIL_SCAN(...) \
    DESCRY_DETAIL_SCAN_9(DESCRY_DETAIL_SCAN_9(DESCRY_DETAIL_SCAN_9(DESCRY_DETAIL_SCAN_9(__VA_ARGS__))))
#define DESCRY_DETAIL_SCAN_9(...) DESCRY_DETAIL_SCAN_3(DESCRY_DETAIL_SCAN_3(DESCRY_DETAIL_SCAN_3(__VA_ARGS__)))
#define DESCRY_DETAIL_SCAN_3(...) DESCRY_DETAIL_SCAN_1(DESCRY_DETAIL_SCAN_1(DESCRY_DETAIL_SCAN_1(__VA_ARGS__)))
#define DESCRY_DETAIL_SCAN_1(...) __VA_ARGS__
