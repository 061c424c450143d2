// read_elements: the loops over the elements of an array, one for each kind of scalar.
#pragma once

#include <descry/json/detail/read_cursor.hpp>
#include <descry/json/detail/window.hpp>
#include <descry/model/detail/scalar_kinds.hpp>
#include <descry/model/detail/stored_integer.hpp>
#include <descry/model/detail/value_type.hpp>

#include <bit>
#include <cstddef>
#include <string>
#include <type_traits>

namespace descry {

namespace detail {

/// Elements that exist and are to be read into.
struct element_block {
    char* first;
    char* last;         ///< The end; after reading, the end of those that were read.
    std::size_t index;  ///< Of the first one.
    bool ended;         ///< Set when the end of the array was found.
};

/// Reads elements up to the end of a block or of the array, from the position of `element` on, which is in the block.
/// Returns the position of the next element, or that of the closing bracket.
template <class Read>
[[gnu::always_inline]] inline position read_each(read_cursor& in, position p, element_block& elements, std::size_t size,
                                                 char* element, Read const& read)
{
    do {
        auto const* const next = read(p, element);
        if (!next)
            return in.fail_in_element(elements.index + static_cast<std::size_t>(element - elements.first) / size);
        p = next;
        element += size;
        if (p < in.near_end() && *p == ',') [[likely]] {
            if (!in.is_token(*++p)) p = in.space(p);
            continue;
        }
        p = in.space(p);
        elements.ended = in.peek(p) == ']';
        if (elements.ended) break;
        if (p = in.punctuation(p, ',', "',' or ']'"); !p) return nullptr;
    } while (element != elements.last);
    elements.last = element;
    return p;
}

/// Reads booleans that are followed by nothing but a comma, but not the last one of a block. They are found by their
/// commas: reading one need not wait for the end of the previous one. Moves `element` behind the last that was read.
inline position read_separate_booleans(read_cursor& in, position p, char*& element, char const* last)
{
    auto* to = element;
    while (in.size_from(p) >= window::size + lexer::name_room) {
        auto const* const begin = p;
        for (auto commas = window(p).equal(','); commas != 0; commas &= commas - 1) {
            auto const* const comma = begin + std::countr_zero(commas);
            bool value{};
            if (to + 1 == last || in.plain_boolean(p, value) != comma) return element = to, in.space(p);
            store_as(value, to++);
            p = comma + 1;
        }
        if (p == begin) break;
    }
    element = to;
    return in.space(p);
}

/// Reads elements that are booleans, numbers or strings.
template <class T>
position read_scalars(read_cursor& in, position p, element_block& elements)
{
    auto* element = elements.first;
    if constexpr (std::is_same_v<T, bool>) p = read_separate_booleans(in, p, element, elements.last);
    return read_each(in, p, elements, sizeof(T), element, [&](position at, char* out) {
        if constexpr (std::is_arithmetic_v<T>) {  // the element may have another type of this size
            T value{};
            auto const* const next = in.value(at, value);
            if (next) store_as(value, out);
            return next;
        } else {
            return in.value(at, *reinterpret_cast<T*>(out));
        }
    });
}

/// Reads elements of any type.
inline position read_elements(read_cursor& in, position p, element_block& elements, value_type const& type,
                              std::size_t size)
{
    auto const read_any = [&] {
        return read_each(in, p, elements, size, elements.first,
                         [&](position at, char* out) { return read_value(in, at, type, out); });
    };
    if (type.what == kind::enumeration)
        return read_each(in, p, elements, size, elements.first, [&](position at, char* out) {
            return in.enumeration(at, *type.enumeration, type.width, out);
        });
    auto const read_all = [&]<class T>(T*) { return read_scalars<T>(in, p, elements); };
    return visit_scalar_kind(type, read_all, read_any);
}

}  // namespace detail

}  // namespace descry
