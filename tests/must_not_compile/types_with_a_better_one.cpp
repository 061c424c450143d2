// What to use in place of a type that is not supported.
// expected: descry::wrong::long_double_has_no_json_use_a_double_or_a_descry_decimal<shop::order,&shop::order::total>
// also: descry::wrong::wide_text_has_no_json_use_a_std_string<shop::order,&shop::order::name>
// also: descry::wrong::bitset_has_no_json_use_a_vector_of_bool_or_an_integer<shop::order,&shop::order::flags>
// also: descry::wrong::type_of_boost_json_needs_the_header_descry_json_boost_json_hpp<shop::order,&shop::order::any>
// also: descry::wrong::member_has_no_such_format<shop::order,&shop::order::text,descry::format::iso8601>
// also: descry::wrong::single_std_byte_has_no_json_use_an_integer_or_a_vector_of_std_byte<shop::order,&shop::order::mark>
// also: descry::wrong::time_of_day_has_no_json_use_a_std_chrono_duration<shop::order,&shop::order::open>
// also: descry::wrong::clock_has_no_calendar_use_a_time_of_std_chrono_system_clock<shop::order,&shop::order::begun>
// also: descry::wrong::duration_or_time_needs_an_integer_of_whole_seconds_or_of_nanoseconds<shop::order,&shop::order::ended>
// also: descry::wrong::integer_is_wider_than_64_bits_use_a_descry_decimal<shop::order,&shop::order::count>
// also: descry::wrong::c_array_has_no_json_use_a_std_array<shop::order,&shop::order::place>
// also: descry::wrong::etag_is_a_plain_member_of_a_model_and_has_no_json<shop::order,&shop::order::tags>
#include <descry/json.hpp>

#include <array>
#include <bitset>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <boost/json/value.hpp>

namespace shop {

struct order {
#ifdef MISTAKE
    long double total = 0;
    std::vector<std::wstring> name;
    std::bitset<8> flags;
    boost::json::value any;
    __extension__ __int128 count = 0;
    std::byte mark{};
    double place[3]{};
    std::optional<std::chrono::hh_mm_ss<std::chrono::seconds>> open;
    std::chrono::steady_clock::time_point begun;
    std::chrono::sys_time<std::chrono::duration<double>> ended;
    std::vector<descry::etag> tags;
#else
    descry::decimal total;
    std::string name;
    std::vector<bool> flags;
    descry::raw_json any;
    descry::decimal count;
    unsigned char mark = 0;
    std::array<double, 3> place{};
    std::optional<std::chrono::seconds> open;
    std::chrono::system_clock::time_point begun;
    std::chrono::sys_seconds ended;
    std::vector<std::string> tags;
#endif
    std::string text;
};
BOOST_DESCRIBE_STRUCT(order, (), (total, name, flags, any, count, mark, place, open, begun, ended, tags, text))

}  // namespace shop

#ifdef MISTAKE
template <>
inline constexpr auto descry::format_of<& shop::order::text> = descry::format::iso8601;
#endif

bool read() { return descry::read_json<shop::order>("{}").has_value(); }
