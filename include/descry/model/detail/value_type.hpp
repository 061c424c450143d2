// value_type: what the engines need to know of a type, as data. Types end here; tables begin.
#pragma once

#include <descry/core/naming.hpp>
#include <descry/model/detail/wire_name.hpp>
#include <descry/model/extras.hpp>
#include <descry/model/policy.hpp>
#include <descry/model/scalar.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace descry {

/// What a value is, to the engines.
enum class kind : std::uint8_t {
    boolean,           ///< bool
    signed_integer,    ///< `width` bytes
    unsigned_integer,  ///< `width` bytes
    floating,          ///< float or double, by `width`
    text,              ///< std::string
    raw,               ///< raw_json
    scalar,            ///< What `descry::scalar` is specialized for. Its table is `value_type::scalar`.
    enumeration,       ///< A described enum of `width` bytes. Its table is `value_type::enumeration`.
    maybe_quoted,      ///< A number, in quotes or not. Its table is `value_type::maybe_quoted`.
    optional,          ///< Its table is `value_type::optional`.
    optional_text,     ///< std::optional<std::string>, with the same table.
    omittable,         ///< Absent, null or a value. Its table is `value_type::optional`, and an omittable_table.
    list,              ///< Its table is `value_type::list`.
    sequence,          ///< A list without places that stay. Its table is `value_type::sequence`.
    tuple,             ///< A list of one value of each of several types. Its table is `value_type::tuple`.
    proxy,             ///< Read and written as a value of another type. Its table is `value_type::proxy`.
    map,               ///< Names to values. Its table is `value_type::map`.
    object,            ///< Its table is `value_type::object`.
    variant,           ///< One of several types. Its table is `value_type::variant`.
    dynamic,           ///< Whatever JSON has. Its table is `value_type::dynamic`.
};

/// Neither an absent member nor `null` is an error.
constexpr bool may_be_absent(kind k) noexcept
{
    return k == kind::optional || k == kind::optional_text || k == kind::omittable;
}

struct scalar_table;
struct enum_table;
struct maybe_quoted_table;
struct optional_table;
struct list_table;
struct sequence_table;
struct tuple_table;
struct proxy_table;
struct map_table;
struct object_table;
struct variant_table;
struct dynamic_table;

struct no_table {};

/// One type: its kind, and the table with the rest.
struct value_type {
    kind what = kind::boolean;
    std::uint8_t width = 0;
    union {
        no_table const* none = nullptr;
        scalar_table const* scalar;
        enum_table const* enumeration;
        maybe_quoted_table const* maybe_quoted;
        optional_table const* optional;
        list_table const* list;
        sequence_table const* sequence;
        tuple_table const* tuple;
        proxy_table const* proxy;
        map_table const* map;
        object_table const* object;
        variant_table const* variant;
        dynamic_table const* dynamic;
    };

    constexpr value_type() = default;
    constexpr value_type(kind k, std::uint8_t w, no_table const* t) noexcept : what(k), width(w), none(t) {}
    constexpr value_type(kind k, std::uint8_t w, maybe_quoted_table const* t) noexcept
        : what(k), width(w), maybe_quoted(t)
    {
    }
    constexpr value_type(kind k, std::uint8_t w, optional_table const* t) noexcept : what(k), width(w), optional(t) {}
    constexpr value_type(kind k, std::uint8_t w, list_table const* t) noexcept : what(k), width(w), list(t) {}
    constexpr value_type(kind k, std::uint8_t w, sequence_table const* t) noexcept : what(k), width(w), sequence(t) {}
    constexpr value_type(kind k, std::uint8_t w, tuple_table const* t) noexcept : what(k), width(w), tuple(t) {}
    constexpr value_type(kind k, std::uint8_t w, proxy_table const* t) noexcept : what(k), width(w), proxy(t) {}
    constexpr value_type(kind k, std::uint8_t w, enum_table const* t) noexcept : what(k), width(w), enumeration(t) {}
    constexpr value_type(kind k, std::uint8_t w, scalar_table const* t) noexcept : what(k), width(w), scalar(t) {}
    constexpr value_type(kind k, std::uint8_t w, map_table const* t) noexcept : what(k), width(w), map(t) {}
    constexpr value_type(kind k, std::uint8_t w, object_table const* t) noexcept : what(k), width(w), object(t) {}
    constexpr value_type(kind k, std::uint8_t w, variant_table const* t) noexcept : what(k), width(w), variant(t) {}
    constexpr value_type(kind k, std::uint8_t w, dynamic_table const* t) noexcept : what(k), width(w), dynamic(t) {}
};

/// One text or number, through its type-erased operations.
struct scalar_table {
    char const* expected;                                                    ///< What it is, for messages.
    bool (*read)(void* self, std::string_view text, bool quoted);            ///< False when the text is none.
    scalar_token (*write)(void const* self, detail::scalar_buffer& buffer);  ///< Valid as long as both. Without data,
                                                                             ///< it has no JSON form.
    bool quoted;    ///< What is made in the room of the buffer is a text, mostly.
    bool one_kind;  ///< It is that always, and read from nothing else.
};

/// A number that may stand in quotes, through its type-erased operations.
struct maybe_quoted_table {
    struct held_number {
        void const* value;
        bool quoted;
    };

    value_type number;
    void* (*number_in)(void* self, bool quoted) noexcept;  ///< Says whether it is in quotes; gives what to read into.
    held_number (*get)(void const* self) noexcept;
};

/// A map from names, through its type-erased operations.
struct map_table {
    value_type value;
    std::size_t entry_size;  ///< The memory that each entry takes, in bytes, without what its name and value allocate.
    void (*clear)(void* self) noexcept;
    std::size_t (*size)(void const* self) noexcept;
    void* (*value_at)(void* self, std::string&& name);  ///< The value of that name, fresh if there was none; null when
                                                        ///< the name is no key.
    /// Calls `visit` for each, until it returns false.
    void (*for_each)(void const* self, void* context,
                     bool (*visit)(void* context, std::string_view name, void const* value));
    /// The value with that number, of a map that keeps its values in the order read and looks no names up: it is given
    /// fresh names only. Null for every other map.
    void* (*at)(void* self, std::size_t number) noexcept = nullptr;
    value_type key{kind::text, 0, static_cast<no_table const*>(nullptr)};
};

/// A std::optional, or another holder of one value or none, through its type-erased operations.
struct optional_table {
    value_type value;
    void const* (*get)(void const* self) noexcept;  ///< Null when empty.
    void* (*emplace)(void* self);
    void (*reset)(void* self) noexcept;
    std::size_t allocated = 0;  ///< The memory that `emplace` allocates for the value, in bytes.
};

/// An omittable, which is empty in two ways: `reset` makes it absent.
struct omittable_table : optional_table {
    void (*set_null)(void* self) noexcept;
    bool (*is_null)(void const* self) noexcept;
};

/// A sequence, through its type-erased operations.
struct list_table {
    static constexpr auto any_size = static_cast<std::size_t>(-1);

    value_type element;
    std::size_t element_size;  ///< The memory that each element takes, in bytes; 0 when it is part of the list itself.
    std::size_t fixed_size;    ///< How many elements there have to be; `any_size` when that is open.
    std::size_t (*size)(void const* self) noexcept;
    void const* (*at)(void const* self, std::size_t index) noexcept;
    void (*reserve)(void* self, std::size_t size);  ///< Makes room for that many elements; null for a fixed size.
    void* (*grow)(void* self, std::size_t index);   ///< The next element, of that index; null when there is no room.
    void (*clear)(void* self) noexcept;
    std::size_t capacity = any_size;  ///< How many elements there can be.
};

/// Reads into, or looks at, what a table makes for the time being. Gives false after a failure, which it knows.
struct value_filler {
    void* context;
    bool (*fill)(void* context, void* value);

    bool operator()(void* value) const { return fill(context, value); }
};
struct value_visitor {
    void* context;
    bool (*visit)(void* context, void const* value);

    bool operator()(void const* value) const { return visit(context, value); }
};

/// A sequence whose elements are made before they are put into it, or found one after the other only (a set, a list, a
/// `std::vector<bool>`), through its type-erased operations.
struct sequence_table {
    value_type element;
    std::size_t element_size;  ///< The memory that each element takes, in bytes.
    std::size_t initial_size;  ///< The memory that it takes without any.
    void (*clear)(void* self) noexcept;
    void (*append)(void* self, value_filler const& fill);            ///< One element, once it is filled.
    void (*for_each)(void const* self, value_visitor const& visit);  ///< Until that gives false.
};

/// A std::tuple, a std::pair, through its type-erased operations.
struct tuple_table {
    value_type const* types;
    std::size_t size;
    void* (*at)(void* self, std::size_t index) noexcept;
};

/// A value that is read and written as another one, which exists for the time being.
struct proxy_table {
    value_type value;
    std::size_t
        memory_per_byte;  ///< The memory that reading allocates for each byte of JSON, beside what `value` does.
    void (*read)(void* self, value_filler const& fill);
    void (*write)(void const* self, value_visitor const& visit);
};

/// A member by whose value the alternative of a variant is chosen.
struct discriminator {
    std::string_view name;
    std::string_view pascal;
    std::string_view declared;  ///< Its C++ name, which is read as well.
};

/// A value that chooses an alternative of a variant, together with those of its other discriminators.
struct variant_choice {
    std::size_t alternative;
    std::size_t discriminator;
    std::string_view value;
};

/// A variant, through its type-erased operations.
struct variant_table {
    static constexpr auto none = static_cast<std::size_t>(-1);
    struct held_alternative {
        std::size_t number;
        void const* value;  ///< Null when there is none.
    };

    value_type const* alternatives;
    void* (*emplace)(void* self, std::size_t number);  ///< A fresh value.
    held_alternative (*get)(void const* self) noexcept;
    std::span<discriminator const> discriminators{};
    std::span<variant_choice const> choices{};  ///< In the order of the alternatives, and of their discriminators.
    std::size_t otherwise = none;               ///< The alternative for whatever no other wants.
    bool last_may_win = false;                  ///< Some alternative takes repeated names, whatever the options say.
};

/// The values that JSON has (RFC 8259, section 3).
enum class json_kind : std::uint8_t { null_value, boolean, number, text, list, object };

inline constexpr std::size_t json_kind_count = 6;

/// What each is called in messages.
inline constexpr std::string_view json_kind_words[json_kind_count] = {"null", "a boolean", "a number",
                                                                      "text", "a list",    "an object"};

/// Some of them, a bit for each.
using json_kinds = std::uint8_t;
inline constexpr json_kinds any_json_kind = (1 << json_kind_count) - 1;
constexpr json_kinds bit_of(json_kind what) noexcept { return static_cast<json_kinds>(1 << static_cast<int>(what)); }

/// A value of one of several kinds, through its type-erased operations.
struct dynamic_table {
    struct held_value {
        value_type type;
        void const* value;          ///< Null when it is `null`.
        bool is_valueless = false;  ///< It is nothing at all (`std::variant::valueless_by_exception`).
    };

    json_kinds takes;                              ///< Values of other kinds are refused.
    char const* expected;                          ///< What it takes, for messages.
    value_type types[json_kind_count];             ///< By `json_kind`: what such a value is read as.
    void* (*emplace)(void* self, json_kind what);  ///< Makes it of that kind; what to read into, null for a `null`.
    held_value (*get)(void const* self) noexcept;
};

/// One member of a described struct.
struct field {
    detail::name_pattern pattern;  ///< Of its wire name, whatever its casing.
    /// By `casing`; each stands between quotes, before a colon, at the start of whole blocks.
    std::string_view names[3];
    value_type type;
    void const* address;     ///< Where the member would be in the object at `object_table::origin`.
    std::uint16_t presence;  ///< Its number in `extras`, the same in each base that has those: it may be sliced off.
                             ///< They count down from that of the first field, modulo `max_fields`.
    bool required;           ///< Not optional: absence is an error.
    bool plain;              ///< The names need no escapes, and are written as they stand in memory.
};

/// The case-blind index of the names of a struct: a slot holds the number of a field plus one, or zero.
struct name_slots {
    std::uint16_t const* slots;
    std::uint32_t mask;
};

/// A described struct: its members in the order written, its index of names, its extras.
struct object_table {
    field const* fields;
    std::uint16_t size;
    name_slots index;
    void const* origin;  ///< The address to which those of the fields are relative.
    presence_bits all;   ///< The presence numbers of all members.
    object_policy policy;
    void const* extras;  ///< Where its `descry::extras` would be; null when the type has none.
};

namespace detail {

/// How a member is spelled by who writes names so unless the type decides otherwise.
constexpr std::string_view wire_name(object_table const& table, field const& f, casing names = casing::camel) noexcept
{
    return f.names[static_cast<std::size_t>(table.policy.names.value_or(names))];
}

/// The address in `object` of what the table places at `address`.
inline void* member_at(void* object, object_table const& table, void const* address) noexcept
{
    auto const offset = reinterpret_cast<std::uintptr_t>(address) - reinterpret_cast<std::uintptr_t>(table.origin);
    return static_cast<char*>(object) + offset;
}

inline void const* member_at(void const* object, object_table const& table, void const* address) noexcept
{
    return member_at(const_cast<void*>(object), table, address);
}

}  // namespace detail

}  // namespace descry
