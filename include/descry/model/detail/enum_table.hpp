// enum_table: the table of an enum's texts and values, created from its description, and lookup in it.
#pragma once

#include <descry/core/naming.hpp>
#include <descry/core/wrong.hpp>
#include <descry/model/describe_enum.hpp>
#include <descry/model/detail/text_prefix.hpp>
#include <descry/model/detail/wire_name.hpp>
#include <descry/model/field_options.hpp>

#include <boost/mp11/algorithm.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace descry {

/// How the enumerators of an enum are written. All casings, and numbers, are accepted for reading; hyphens are read
/// only where they are written.
enum class enum_style : std::uint8_t {
    snake,        ///< `one_time`, and an enumerator named `OneTime`, are written `one_time`; `ABC` is `a_b_c`.
    camel,        ///< `one_time` is written `oneTime`.
    pascal,       ///< `one_time` is written `OneTime`.
    kebab,        ///< `one_time`, `OneTime` and `ONE_TIME` are written `one-time`.
    upper_snake,  ///< `one_time`, `OneTime` and `ONE_TIME` are written `ONE_TIME`.
    as_declared,  ///< The name of the enumerator.
    number,       ///< The value of the enumerator, as a number.
};

/// The style of E. Specialize it beside the enum; `descry::renamed<E::enumerator>` defines the text of one enumerator:
/// @code template <> inline constexpr auto descry::written_as<upgrade_type> = descry::enum_style::number; @endcode
template <class E>
inline constexpr enum_style written_as = enum_style::snake;

struct enumerator {
    std::string_view text;  ///< The text that is written.
    std::int64_t value;
    detail::text_prefix prefix;  ///< Of the text.
    std::uint32_t hash;          ///< Of the text, independent of its casing.
    bool plain;                  ///< The text is no longer than its prefix, and needs no escapes.
};

/// A described enum, type-erased.
struct enum_table {
    enumerator const* rows;
    std::size_t size;
    bool as_number;
    bool consecutive;            ///< The value of each enumerator is one more than that of the previous one.
    std::uint16_t const* slots;  ///< A hash table of the texts that are written: an index plus one, or 0.
    std::size_t mask;            ///< The size of the hash table minus one.
};

namespace detail {

constexpr std::uint32_t enumerator_hash(std::string_view text) noexcept
{
    std::uint32_t hash = 0x811C9DC5u;
    for (char const c : text)
        if (c != '_') hash = (hash ^ static_cast<unsigned char>(to_lower(c))) * 0x01000193u;
    return hash;
}

constexpr bool equal_ignoring_case_and_underscores(std::string_view a, std::string_view b) noexcept
{
    for (std::size_t i = 0, j = 0;; ++i, ++j) {
        while (i != a.size() && a[i] == '_') ++i;
        while (j != b.size() && b[j] == '_') ++j;
        if (i == a.size() || j == b.size()) return i == a.size() && j == b.size();
        if (to_lower(a[i]) != to_lower(b[j])) return false;
    }
}

/// The name of an enumerator in a style. A trailing underscore, which C++ requires in `private_`, is omitted.
template <std::size_t Length>
class styled_enumerator {
    std::array<char, Length * 2> text_{};
    std::size_t size_ = 0;

    constexpr void put(char c) noexcept { text_[size_++] = c; }

    static constexpr bool begins_word(char before, char c, enum_style style) noexcept
    {
        if (style == enum_style::as_declared || to_lower(c) == c) return false;
        bool const keeps_runs = style == enum_style::kebab || style == enum_style::upper_snake;
        return !keeps_runs || (before != '_' && to_lower(before) == before);
    }

    static constexpr char styled(char c, enum_style style) noexcept
    {
        switch (style) {
            case enum_style::as_declared: return c;
            case enum_style::upper_snake: return to_upper(c);
            case enum_style::kebab: return c == '_' ? '-' : to_lower(c);
            default: return to_lower(c);
        }
    }

public:
    constexpr styled_enumerator(std::string_view name, enum_style style) noexcept
    {
        if (style == enum_style::camel || style == enum_style::pascal) {
            auto const style_of_words = style == enum_style::camel ? casing::camel : casing::pascal;
            size_ = write_cased_name(name, style_of_words, text_.data());
            return;
        }
        if (name.back() == '_') name.remove_suffix(1);
        for (std::size_t i = 0; i != name.size(); ++i) {
            if (i != 0 && begins_word(name[i - 1], name[i], style)) put(style == enum_style::kebab ? '-' : '_');
            put(styled(name[i], style));
        }
    }

    constexpr std::string_view view() const noexcept { return {text_.data(), size_}; }
};

template <class Descriptor>
struct enumerator_name {
    static constexpr std::string_view declared = Descriptor::name;
    static constexpr styled_enumerator<declared.size()> styled{
        declared, written_as<std::remove_cv_t<decltype(Descriptor::value)>>};
};

template <class E, class Descriptor>
constexpr enumerator make_enumerator()
{
    constexpr auto value = static_cast<std::int64_t>(Descriptor::value);
    static_assert(value >= 0 || std::is_signed_v<std::underlying_type_t<E>>,
                  "the value of an enumerator fits in int64_t");
    constexpr auto own = renamed<Descriptor::value>;
    auto const text = own.empty() ? enumerator_name<Descriptor>::styled.view() : own;
    bool const plain = text.size() <= text_prefix::size && !has_special(text);
    return {text, value, text_prefix(text), enumerator_hash(text), plain};
}

template <class E, class Descriptors = enumerators_of<E>>
struct enum_rows;

template <class E, template <class...> class List, class... Descriptor>
struct enum_rows<E, List<Descriptor...>> {
    static constexpr std::array<enumerator, sizeof...(Descriptor)> rows{make_enumerator<E, Descriptor>()...};

    struct pair {
        std::size_t first, second;
    };

    /// Two enumerators with the same text; equal indices if there are none.
    static constexpr pair clash = [] {
        for (std::size_t i = 0; i != rows.size(); ++i)
            for (std::size_t j = i + 1; j != rows.size(); ++j)
                if (rows[i].hash == rows[j].hash && equal_ignoring_case_and_underscores(rows[i].text, rows[j].text))
                    return pair{i, j};
        return pair{0, 0};
    }();

    static constexpr bool consecutive = [] {
        for (std::size_t i = 1; i < rows.size(); ++i)
            if (rows[i - 1].value == INT64_MAX || rows[i].value != rows[i - 1].value + 1) return false;
        return rows.size() != 0;
    }();

    static constexpr std::size_t capacity = std::bit_ceil(rows.size() * 4 + 1);

    static constexpr auto slots = [] {
        std::array<std::uint16_t, capacity> table{};
        for (std::size_t i = 0; i != rows.size(); ++i) {
            auto at = rows[i].prefix.hash() & (capacity - 1);
            while (table[at] != 0) at = (at + 1) & (capacity - 1);
            table[at] = static_cast<std::uint16_t>(i + 1);
        }
        return table;
    }();
};

template <class E>
constexpr enum_table make_enum_table()
{
    if constexpr (!described_enum<E>) {
        refuse<wrong::type_is_not_described_with_boost_describe<E>>();
        return {};
    } else if constexpr (constexpr auto clash = enum_rows<E>::clash; clash.first != clash.second) {
        refuse<
            wrong::two_enumerators_share_a_wire_name<E, boost::mp11::mp_at_c<enumerators_of<E>, clash.first>::value,
                                                     boost::mp11::mp_at_c<enumerators_of<E>, clash.second>::value>>();
        return {};
    } else {
        using rows = enum_rows<E>;
        return {rows::rows.data(), rows::rows.size(),  written_as<E> == enum_style::number,
                rows::consecutive, rows::slots.data(), rows::capacity - 1};
    }
}

template <class E>
inline constexpr enum_table enum_table_of = make_enum_table<E>();

}  // namespace detail

namespace detail {

/// The enumerator with exactly that text, or null. `equals_rest` compares texts of this prefix and size that are longer
/// than a prefix.
template <class Equal>
enumerator const* find_written(enum_table const& table, text_prefix prefix, std::size_t size, Equal const& equals_rest)
{
    for (auto at = prefix.hash() & table.mask; table.slots[at] != 0; at = (at + 1) & table.mask)
        if (auto const& row = table.rows[table.slots[at] - 1];
            row.prefix == prefix && row.text.size() == size && equals_rest(row.text))
            return &row;
    return nullptr;
}

}  // namespace detail

/// The enumerator with that text, in any casing and without regard to underscores, or null.
inline enumerator const* find_enumerator(enum_table const& table, std::string_view text) noexcept
{
    auto const is_text = [text](std::string_view written) { return written == text; };
    if (auto const* const e = detail::find_written(table, detail::text_prefix(text), text.size(), is_text)) return e;
    auto const hash = detail::enumerator_hash(text);
    for (auto const* e = table.rows; e != table.rows + table.size; ++e)
        if (e->hash == hash && detail::equal_ignoring_case_and_underscores(e->text, text)) return e;
    return nullptr;
}

/// The enumerator with that value, the first described if there are several, or null.
inline enumerator const* find_enumerator(enum_table const& table, std::int64_t value) noexcept
{
    for (auto const* e = table.rows; e != table.rows + table.size; ++e)
        if (e->value == value) return e;
    return nullptr;
}

namespace detail {

/// The same for an enum of `width` bytes, with the value as an unsigned number.
inline enumerator const* find_stored_enumerator(enum_table const& table, std::uint64_t bits, std::size_t width) noexcept
{
    auto const mask = ~std::uint64_t{} >> (64 - 8 * width);
    if (table.consecutive) {
        auto const index = (bits - static_cast<std::uint64_t>(table.rows->value)) & mask;
        return index < table.size ? table.rows + index : nullptr;
    }
    for (auto const* e = table.rows; e != table.rows + table.size; ++e)
        if (((static_cast<std::uint64_t>(e->value) ^ bits) & mask) == 0) return e;
    return nullptr;
}

}  // namespace detail

}  // namespace descry
