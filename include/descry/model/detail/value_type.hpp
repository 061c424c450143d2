// value_type: type-erased descriptions of C++ types, which the reader and the writer interpret.
#pragma once

#include <descry/core/naming.hpp>
#include <descry/model/detail/wire_name.hpp>
#include <descry/model/extras.hpp>
#include <descry/model/field_options.hpp>
#include <descry/model/policy.hpp>
#include <descry/model/scalar.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace descry {

/// The kind of a value.
enum class kind : std::uint8_t {
    boolean,           ///< bool
    signed_integer,    ///< `width` bytes
    unsigned_integer,  ///< `width` bytes
    floating,          ///< float or double, by `width`
    string,            ///< std::string
    raw,               ///< raw_json
    scalar,            ///< A type with a specialization of `descry::scalar`. Its table is `value_type::scalar`.
    enumeration,       ///< A described enum of `width` bytes. Its table is `value_type::enumeration`.
    maybe_quoted,      ///< A number, with or without quotes. Its table is `value_type::maybe_quoted`.
    optional,          ///< Its table is `value_type::optional`.
    optional_string,   ///< std::optional<std::string>, with the same table.
    omittable,         ///< Absent, null or a value. Its table is `value_type::optional`, which is an omittable_table.
    list,              ///< Its table is `value_type::list`.
    sequence,          ///< An array without stable elements. Its table is `value_type::sequence`.
    tuple,             ///< An array with one value of each of several types. Its table is `value_type::tuple`.
    proxy,             ///< Read and written as a value of another type. Its table is `value_type::proxy`.
    map,               ///< A map with names as keys. Its table is `value_type::map`.
    object,            ///< Its table is `value_type::object`.
    variant,           ///< One of several types. Its table is `value_type::variant`.
    dynamic,           ///< Any value of JSON. Its table is `value_type::dynamic`.
};

/// A value that contains no others.
constexpr bool is_leaf(kind k) noexcept { return k < kind::optional || k == kind::optional_string; }

/// Neither an absent member nor `null` is an error.
constexpr bool may_be_absent(kind k) noexcept
{
    return k == kind::optional || k == kind::optional_string || k == kind::omittable;
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

/// A type: its kind, and the table for the kind.
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

/// Type-erased operations of a single string or number.
struct scalar_table {
    char const* expected;                                          ///< What is expected, for messages.
    bool (*read)(void* self, std::string_view text, bool quoted);  ///< Returns false if the text is invalid.
    /// Valid as long as both arguments. Null data if there is no JSON form.
    scalar_token (*write)(void const* self, detail::scalar_buffer& buffer);
    bool quoted;                              ///< Text that `write` creates in the buffer is usually a string.
    bool one_kind;                            ///< It is always a string or always a number, and is read only as such.
    char const* schema = nullptr;             ///< Its JSON Schema, if it has one of its own.
    enum_table const* enumerators = nullptr;  ///< Of an open_enum.
    bool borrows = false;                     ///< It is a view of the text that is read.
    detail::text_form form = detail::text_form::unique;
    detail::text_explainer found = nullptr;  ///< Of a text that is not valid, for messages.
};

/// Type-erased operations of a number that may be in quotes.
struct maybe_quoted_table {
    struct held_number {
        void const* value;
        bool quoted;
    };

    value_type number;
    /// Sets whether it is in quotes; returns the number to read into.
    void* (*number_in)(void* self, bool quoted) noexcept;
    held_number (*get)(void const* self) noexcept;
};

/// Type-erased operations of a map with names as keys.
struct map_table {
    value_type value;
    std::size_t entry_size;  ///< The memory in bytes of each entry, without that allocated by its name and value.
    void (*clear)(void* self) noexcept;
    std::size_t (*size)(void const* self) noexcept;
    /// The value for that name, inserted if necessary; null if the name is not a valid key.
    void* (*value_at)(void* self, std::string&& name);
    /// Calls `visit` for each entry until it returns false.
    void (*for_each)(void const* self, void* context,
                     bool (*visit)(void* context, std::string_view name, void const* value));
    /// The value with that index, for a map that keeps the order of reading and has no lookup, so that only new names
    /// are inserted. Null for all other maps.
    void* (*at)(void* self, std::size_t number) noexcept = nullptr;
    value_type key{kind::string, 0, static_cast<no_table const*>(nullptr)};
    std::size_t memory_per_byte = 0;  ///< The memory that a key allocates for each byte of its name, beside the text.
};

/// Type-erased operations of a std::optional, or another type with one value or none.
struct optional_table {
    value_type value;
    void const* (*get)(void const* self) noexcept;  ///< Null if empty.
    void* (*emplace)(void* self);
    void (*reset)(void* self) noexcept;
    std::size_t allocated = 0;  ///< The memory in bytes that `emplace` allocates for the value.
    bool shared = false;        ///< Copies have the same value, not one each.
};

/// An omittable, which is absent or null if empty. `reset` makes it absent.
struct omittable_table : optional_table {
    void (*set_null)(void* self) noexcept;
    bool (*is_null)(void const* self) noexcept;
};

/// Type-erased operations of an array with contiguous elements.
struct list_table {
    static constexpr auto any_size = static_cast<std::size_t>(-1);

    struct held_elements {
        void const* first;
        std::size_t size;
    };

    value_type element;
    std::size_t element_size;  ///< The memory in bytes of each element, and its distance to the next one.
    held_elements (*get)(void const* self) noexcept;  ///< Null for a fixed size, since such an array is its elements.
    /// Reserves memory for that many elements; null if the elements are part of the array object.
    void (*reserve)(void* self, std::size_t size);
    /// Creates or removes elements at the end, and returns the first one; null for a fixed size.
    void* (*resize)(void* self, std::size_t size);
    void (*clear)(void* self) noexcept;
    std::size_t capacity = any_size;  ///< The maximum number of elements; of an array of a fixed size, the only one.

    held_elements elements(void const* self) const noexcept { return get ? get(self) : held_elements{self, capacity}; }
};

/// A callback that reads into, or writes, a temporary value of a table. Returns false after a failure, which its
/// context stores.
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

/// Type-erased operations of an array whose elements are created before they are inserted, or are accessible only in
/// order (a set, a list, a `std::vector<bool>`).
struct sequence_table {
    value_type element;
    std::size_t element_size;  ///< The memory in bytes of each element.
    std::size_t initial_size;  ///< The memory in bytes without elements.
    void (*clear)(void* self) noexcept;
    /// Appends an element after it was filled. Returns false if the capacity is exceeded.
    bool (*append)(void* self, value_filler const& fill);
    void (*for_each)(void const* self, value_visitor const& visit);  ///< Stops if `visit` returns false.
    /// For a `std::vector<bool>`, operations on many elements at once; null for all others.
    void (*append_bools)(void* self, bool const* from, std::size_t count) = nullptr;
    /// Copies at most `most` elements; returns their number.
    std::size_t (*copy_bools)(void const* self, std::size_t first, bool* to, std::size_t most) = nullptr;
    bool written_only = false;  ///< It is a view. `clear` and `append` are null.
};

/// Type-erased operations of a std::tuple or a std::pair.
struct tuple_table {
    value_type const* types;
    std::size_t size;
    void* (*at)(void* self, std::size_t index) noexcept;
};

/// A value that is read and written as a temporary value of another type.
struct proxy_table {
    value_type value;
    /// The memory that reading allocates for each byte of JSON, beside what `value` does.
    std::size_t memory_per_byte;
    void (*read)(void* self, value_filler const& fill);
    void (*write)(void const* self, value_visitor const& visit);
    bool written_only = false;  ///< It is a reference. `read` is null.
};

/// A member whose value selects the alternative of a variant.
struct discriminator {
    std::string_view name;
    std::string_view pascal;
    std::string_view declared;  ///< Its C++ name, which is read as well.
};

/// A value of a discriminator that, together with those of the others, selects an alternative of a variant.
struct variant_choice {
    std::size_t alternative;
    std::size_t discriminator;
    std::string_view value;
};

/// Type-erased operations of a variant.
struct variant_table {
    static constexpr auto none = static_cast<std::size_t>(-1);
    struct held_alternative {
        std::size_t number;
        void const* value;  ///< Null if there is none.
    };

    value_type const* alternatives;
    void* (*emplace)(void* self, std::size_t number);  ///< Creates a new value.
    held_alternative (*get)(void const* self) noexcept;
    std::span<discriminator const> discriminators{};
    std::span<variant_choice const> choices{};  ///< In the order of the alternatives, and of their discriminators.
    std::size_t otherwise = none;               ///< The alternative for values that no other accepts.
    bool last_may_win = false;                  ///< Some alternative accepts repeated names, whatever the options are.
};

/// The kinds of values in JSON (RFC 8259, section 3).
enum class json_kind : std::uint8_t { null, boolean, number, string, array, object };

inline constexpr std::size_t json_kind_count = 6;

/// The names of the kinds in messages.
inline constexpr std::string_view json_kind_names[json_kind_count] = {"null",     "a boolean", "a number",
                                                                      "a string", "an array",  "an object"};

/// A set of kinds, with a bit for each.
using json_kinds = std::uint8_t;
inline constexpr json_kinds any_json_kind = (1 << json_kind_count) - 1;
constexpr json_kinds bit_of(json_kind what) noexcept { return static_cast<json_kinds>(1 << static_cast<int>(what)); }

/// Type-erased operations of a value of one of several kinds.
struct dynamic_table {
    struct held_value {
        value_type type;
        void const* value;          ///< Null if the value is `null`.
        bool is_valueless = false;  ///< The variant is valueless (`std::variant::valueless_by_exception`).
    };

    json_kinds takes;                   ///< The kinds that are accepted.
    char const* expected;               ///< What is accepted, for messages.
    value_type types[json_kind_count];  ///< By `json_kind`: the type as which such a value is read.
    /// Assigns a value of that kind; returns the object to read into, or null for `null`.
    void* (*emplace)(void* self, json_kind what);
    held_value (*get)(void const* self) noexcept;
};

/// One member of a described struct.
struct field {
    detail::name_pattern pattern;  ///< Of its name in JSON, independent of the casing.
    /// By `casing`. Each is stored in quotes, followed by a colon, at the start of whole blocks.
    std::string_view names[3];
    value_type type;
    void const* address;  ///< The address of the member in the object at `object_table::origin`.
    /// Its number in `extras`, equal in all bases that have these, since an object may be sliced. The numbers decrease
    /// from that of the first field on, modulo `max_fields`.
    std::uint16_t presence;
    bool required;                                        ///< Whether its absence is an error.
    bool plain;                                           ///< The names need no escapes, and are written as stored.
    parameter_style style = parameter_style::of_service;  ///< In queries and forms.
    patch_style patched = patch_style::by_difference;     ///< In merge patches.
    std::string_view const* merge_key = nullptr;          ///< The name of a member of its elements, or null.
};

/// The index of the names of a struct, independent of their casing. A slot has the index of a field plus one, or zero.
struct name_slots {
    std::uint16_t const* slots;
    std::uint32_t mask;
};

/// A described struct: its members in the order in which they are written, its index of names, and its extras.
struct object_table {
    field const* fields;
    std::uint16_t size;
    name_slots index;
    void const* origin;  ///< The address to which the addresses of the fields are relative.
    presence_bits all;   ///< The presence numbers of all members.
    object_policy policy;
    void const* extras;     ///< The address of its `descry::extras`; null if the type has none.
    char const* signature;  ///< Contains the name of the type, in the spelling of the compiler: `signature_of`.
};

namespace detail {

/// The spelling of a member in a casing, unless the type defines another one.
constexpr std::string_view wire_name(object_table const& table, field const& f, casing names = casing::camel) noexcept
{
    return f.names[static_cast<std::size_t>(table.policy.names.value_or(names))];
}

/// The address in `object` that corresponds to `address` in the table.
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
