// boost_json: boost::json::value as a type to read and write, alone or as a member. Including it requires linking
// Boost.JSON.
#pragma once

#include <descry/json/detail/floating.hpp>
#include <descry/model/detail/string_schemas.hpp>
#include <descry/model/detail/type_of.hpp>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/string.hpp>
#include <boost/json/value.hpp>

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

namespace descry {

/// A string of Boost.JSON, which may also be a member.
template <>
struct scalar<boost::json::string> {
    static constexpr char const* expected = "a string";
    static constexpr char const* schema = detail::string_schema;

    static std::optional<boost::json::string> read(scalar_token token)
    {
        if (!token.quoted) return {};
        return boost::json::string(token.text.data(), token.text.size());
    }

    static bool write(boost::json::string const& value, std::string& out)
    {
        out.append(value.data(), value.size());
        return true;
    }

    static scalar_token view(boost::json::string const& value, char*) noexcept
    {
        return {{value.data(), value.size()}, true};
    }
};

namespace detail {

// As in Boost.JSON, numbers are integers if they are written as such and fit 64 bits.
inline bool read_number(boost::json::value& out, std::string_view text)
{
    auto const store = [&]<class T>(T number) {
        auto const* const end = text.data() + text.size();
        auto const [last, ec] = std::from_chars(text.data(), end, number);
        bool const whole = ec == std::errc() && last == end;
        if (whole) out = number;
        return whole;
    };
    if (store(std::int64_t()) || store(std::uint64_t())) return true;
    double number = 0;
    bool const fits = read_floating(text, number);
    if (fits) out = number;
    return fits;
}

// Writes a decimal point or an exponent, so that the number is read as a double again.
inline scalar_token view_double(void const* self, scalar_buffer& buffer) noexcept
{
    auto* const end = buffer.room + scalar_buffer::room_size;
    auto* to = std::to_chars(buffer.room, end, *static_cast<double const*>(self)).ptr;
    if (std::string_view(buffer.room, to).find_first_of(".e") == std::string_view::npos) *to++ = '.', *to++ = '0';
    return {{buffer.room, to}, false};
}

inline constexpr scalar_table boost_json_number{
    "a number that a double holds",
    [](void* o, std::string_view text, bool) { return read_number(*static_cast<boost::json::value*>(o), text); },
    view_double,
    false,
    true,
    number_schema,
};

template <>
struct type_of<boost::json::value> {
    using value = boost::json::value;

    static constexpr kind what = kind::dynamic;
    static constexpr std::uint8_t width = 0;
    static dynamic_table const table;
};

template <>
struct type_of<boost::json::array> {
    using self = boost::json::array;

    static constexpr kind what = kind::list;
    static constexpr std::uint8_t width = 0;
    static constexpr list_table table{
        {kind::dynamic, 0, &type_of<boost::json::value>::table},
        sizeof(boost::json::value),
        elements_of<self>,
        reserve<self>,
        resize<self>,
        [](void* o) noexcept { static_cast<self*>(o)->clear(); },
    };
};

template <>
struct type_of<boost::json::object> {
    using self = boost::json::object;

    static constexpr kind what = kind::map;
    static constexpr std::uint8_t width = 0;
    static constexpr map_table table{
        {kind::dynamic, 0, &type_of<boost::json::value>::table},
        3 * sizeof(boost::json::key_value_pair),  // the maximum while the object grows, including its index
        [](void* o) noexcept { static_cast<self*>(o)->clear(); },
        [](void const* o) noexcept { return static_cast<self const*>(o)->size(); },
        [](void* o, std::string&& name) -> void* {
            return &static_cast<self*>(o)->emplace(name, nullptr).first->value();
        },
        [](void const* o, void* context, bool (*visit)(void*, std::string_view, void const*)) {
            for (auto const& member : *static_cast<self const*>(o))
                if (!visit(context, {member.key().data(), member.key().size()}, &member.value())) return;
        },
    };
};

inline void* emplace_boost_json(void* self, json_kind what)
{
    auto& out = *static_cast<boost::json::value*>(self);
    switch (what) {
        case json_kind::boolean: return &out.emplace_bool();
        case json_kind::number: return &out;
        case json_kind::string: return &out.emplace_string();
        case json_kind::array: return &out.emplace_array();
        case json_kind::object: return &out.emplace_object();
        case json_kind::null: break;
    }
    out.emplace_null();
    return nullptr;
}

inline dynamic_table::held_value get_boost_json(void const* self) noexcept
{
    constexpr no_table const* none = nullptr;
    auto const& in = *static_cast<boost::json::value const*>(self);
    if (auto const* const held = in.if_bool()) return {{kind::boolean, 1, none}, held};
    if (auto const* const held = in.if_int64()) return {{kind::signed_integer, 8, none}, held};
    if (auto const* const held = in.if_uint64()) return {{kind::unsigned_integer, 8, none}, held};
    if (auto const* const held = in.if_string()) return {{kind::scalar, 0, &type_of<boost::json::string>::table}, held};
    if (auto const* const held = in.if_array()) return {{kind::list, 0, &type_of<boost::json::array>::table}, held};
    if (auto const* const held = in.if_object()) return {{kind::map, 0, &type_of<boost::json::object>::table}, held};
    if (auto const* const held = in.if_double()) {
        if (is_finite(*held)) return {{kind::scalar, 0, &boost_json_number}, held};
        return {{kind::floating, sizeof(double), none}, held};  // infinity or NaN, which has no JSON form
    }
    return {{}, nullptr};
}

inline constexpr dynamic_table type_of<boost::json::value>::table{
    any_json_kind,
    "a JSON value",
    {{},
     {kind::boolean, 1, static_cast<no_table const*>(nullptr)},
     {kind::scalar, 0, &boost_json_number},
     {kind::scalar, 0, &type_of<boost::json::string>::table},
     {kind::list, 0, &type_of<boost::json::array>::table},
     {kind::map, 0, &type_of<boost::json::object>::table}},
    emplace_boost_json,
    get_boost_json,
};

}  // namespace detail

}  // namespace descry
