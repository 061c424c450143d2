// read_sequence: reads an array into a container without stable elements, or into a tuple.
#pragma once

#include <descry/json/detail/read_cursor.hpp>
#include <descry/json/detail/read_elements.hpp>
#include <descry/json/detail/read_list.hpp>
#include <descry/model/detail/value_type.hpp>

#include <algorithm>
#include <cstddef>
#include <string>

namespace descry {

namespace detail {

/// Reads the elements of a `std::vector<bool>`, the first of which is at `p`, by a buffer.
inline position read_bools(read_cursor& in, position p, sequence_table const& table, void* out)
{
    bool buffer[512];
    auto* const first = reinterpret_cast<char*>(buffer);
    element_block elements{first, first, 0, false};
    while (!elements.ended) {
        auto const size = elements.index + static_cast<std::size_t>(elements.last - first);
        if (size == in.options.max_elements) return in.too_large(p);
        auto const affordable = std::max<std::size_t>(in.budget.left() / table.element_size, 1);
        auto const count = std::min({sizeof buffer, affordable, in.options.max_elements - size});
        if (!in.take(p, count * table.element_size)) return in.fail_in_element(size);
        elements = {first, first + count, size, false};
        if (p = read_elements(in, p, elements, table.element, sizeof(bool)); !p) return nullptr;
        auto const read = static_cast<std::size_t>(elements.last - first);
        in.budget.give_back((count - read) * table.element_size);
        table.append_bools(out, buffer, read);
    }
    return p;
}

inline position read_each_of_sequence(read_cursor& in, position p, sequence_table const& table, void* out)
{
    for (std::size_t size = 0; in.peek(p) != ']'; ++size) {
        if (size != 0 && !(p = in.punctuation(p, ',', "',' or ']'"))) return nullptr;
        if (size == in.options.max_elements) return in.too_large(p);
        filled_value it{in, table.element, p};
        if (!in.take(p, table.element_size)) return in.fail_in_element(size);
        if (!table.append(out, it.filler()) && it.p) it.p = too_many(in, p, size);
        if (!it.p) return in.fail_in_element(size);
        p = in.space(it.p);
    }
    return p;
}

[[gnu::noinline]] inline position read_sequence(read_cursor& in, position p, sequence_table const& table, void* out)
{
    if (in.peek(p) != '[') return in.unexpected(p, "an array");
    if (table.written_only) return in.only_written(p);
    if (!in.take(p, table.initial_size)) return nullptr;
    if (p = in.enter(p); !p) return nullptr;
    table.clear(out);
    bool const by_buffer = table.append_bools && in.peek(p) != ']';
    p = by_buffer ? read_bools(in, p, table, out) : read_each_of_sequence(in, p, table, out);
    return p ? in.leave(p) : nullptr;
}

[[gnu::noinline]] inline position read_tuple(read_cursor& in, position p, tuple_table const& table, void* out)
{
    if (in.peek(p) != '[') return in.unexpected(p, "an array");
    auto const* const first = p;
    if (p = in.enter(p); !p) return nullptr;
    std::size_t size = 0;
    for (; in.peek(p) != ']'; ++size) {
        if (size != 0 && !(p = in.punctuation(p, ',', "',' or ']'"))) return nullptr;
        auto const* const at = p;
        if (size < table.size)
            p = read_value(in, p, table.types[size], table.at(out, size));
        else if (p = in.skip_value(p, in.depth_left()); p)
            p = wrong_size(in, at, table.size, "more");
        if (!p) return in.fail_in_element(size);
        p = in.space(p);
    }
    if (size != table.size) return wrong_size(in, first, table.size, std::to_string(size));
    return in.leave(p);
}

}  // namespace detail

}  // namespace descry
