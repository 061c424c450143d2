// read_list: reads an array into a container with contiguous elements, which it creates in blocks.
#pragma once

#include <descry/json/detail/count_elements.hpp>
#include <descry/json/detail/read_cursor.hpp>
#include <descry/json/detail/read_elements.hpp>
#include <descry/model/detail/scalar_kinds.hpp>
#include <descry/model/detail/value_type.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>

namespace descry {

namespace detail {

[[gnu::cold, gnu::noinline]] inline position too_many(read_cursor& in, position p, std::size_t capacity)
{
    return in.fail(errc::invalid_value, p,
                   "expected an array of at most " + std::to_string(capacity) + " elements, found more");
}

[[gnu::cold, gnu::noinline]] inline position wrong_size(read_cursor& in, position p, std::size_t size,
                                                        std::string const& found)
{
    return in.fail(errc::invalid_value, p,
                   "expected an array of " + std::to_string(size) + " elements, found " + found);
}

// Reads an array of a fixed size. `read` reads its elements into a block.
template <class Read>
position read_fixed_list(read_cursor& in, position p, list_table const& table, void* out, Read const& read)
{
    if (in.peek(p) != '[') return in.unexpected(p, "an array");
    auto const* const first = p;
    if (p = in.enter(p); !p) return nullptr;
    auto const wanted = table.capacity;
    auto const most = std::min(wanted, in.options.max_elements);
    auto* const begin = static_cast<char*>(out);
    element_block elements{begin, begin, 0, in.peek(p) == ']'};
    if (!elements.ended && most != 0) {
        elements.last += most * table.element_size;
        if (p = read(p, elements); !p) return nullptr;
    }
    if (elements.ended && elements.last == begin + wanted * table.element_size) [[likely]]
        return in.leave(p);
    auto const size = static_cast<std::size_t>(elements.last - begin) / table.element_size;
    if (elements.ended) return wrong_size(in, first, wanted, std::to_string(size));
    if (size == in.options.max_elements) return in.too_large(p);
    if (in.skip_value(p, in.depth_left())) wrong_size(in, p, wanted, "more");
    return in.fail_in_element(size);
}

// Reads elements of any type. Arrays of a fixed size, such as coordinates, have loops of their own.
inline position read_list_elements(read_cursor& in, position p, element_block& elements, list_table const& table)
{
    auto const& type = table.element;
    if (type.what != kind::list || type.list->resize) return read_elements(in, p, elements, type, table.element_size);
    auto const& held = *type.list;
    auto const read_lists = [&](auto const& read) {
        return read_each(in, p, elements, table.element_size, elements.first,
                         [&](position at, char* out) { return read_fixed_list(in, at, held, out, read); });
    };
    if (is_double(held.element))
        return read_lists([&](position at, element_block& block) { return read_scalars<double>(in, at, block); });
    return read_lists([&](position at, element_block& block) {
        return read_elements(in, at, block, held.element, held.element_size);
    });
}

/// The elements of an array that is being read, and their memory.
class list_reader {
public:
    list_reader(read_cursor& in, list_table const& table, void* out) noexcept
        : in_(in), table_(table), out_(out), until_(table.reserve ? 0 : list_table::any_size)
    {
    }

    /// Reads the elements, the first of which is at `p`. Returns the position of the closing bracket.
    position read(position p)
    {
        element_block elements{};
        if (table_.reserve) {
            if (is_number(table_.element.what)) {
                if (p = read_first_numbers(p, elements); !p) return nullptr;
            } else {
                reserve_ahead(p);
            }
        }
        while (!elements.ended) {
            if (p = next_block(p, elements); !p) return nullptr;
            if (p = read_list_elements(in_, p, elements, table_); !p) return nullptr;
            size_ += static_cast<std::size_t>(elements.last - elements.first) / table_.element_size;
        }
        if (size_ != created_) table_.resize(out_, size_);
        return p;
    }

private:
    // Elements that may contain arrays are counted within this many bytes: counting to the end of each array would scan
    // nested ones once for each level.
    static constexpr std::size_t look_ahead = 512;

    // Elements are created in blocks that stay in the cache until they are read.
    static constexpr std::size_t block_bytes = 4096;

    static constexpr bool is_number(kind what) noexcept
    {
        return what >= kind::signed_integer && what <= kind::floating;
    }

    // A value that is an object or an array, and never null.
    static constexpr bool is_bracketed(kind what) noexcept
    {
        return what == kind::object || what == kind::map || what == kind::list || what == kind::sequence ||
               what == kind::tuple;
    }

    // Most arrays of numbers are short: the first ones are read into a buffer, so that the memory of a short array is
    // allocated once without counting its elements before.
    position read_first_numbers(position p, element_block& elements)
    {
        alignas(std::uint64_t) char buffer[512];
        auto const affordable = std::min(in_.options.max_elements, in_.budget.left() / table_.element_size);
        auto const most = std::min(sizeof buffer / table_.element_size, affordable);
        if (most == 0) return p;
        elements = {buffer, buffer + most * table_.element_size, 0, false};
        if (p = read_elements(in_, p, elements, table_.element, table_.element_size); !p) return nullptr;
        auto const bytes = static_cast<std::size_t>(elements.last - buffer);
        size_ = created_ = bytes / table_.element_size;
        if (!elements.ended) reserve_ahead(p);
        if (reserved_ == 0) {
            if (!in_.take(p, bytes)) return in_.fail_in_element(size_);
            reserved_ = until_ = size_;
        }
        std::memcpy(table_.resize(out_, size_), buffer, bytes);
        return p;
    }

    // Creates elements for those that begin at `p`, and returns it; null after a failure.
    position next_block(position p, element_block& elements)
    {
        if (size_ == in_.options.max_elements) return in_.too_large(p);
        if (size_ == until_ && !more_room(p)) return in_.fail_in_element(size_);
        if (size_ == table_.capacity) return too_long(p);
        auto const most = std::min({until_, table_.capacity, in_.options.max_elements});
        created_ = std::min(most, size_ + std::max<std::size_t>(block_bytes / table_.element_size, 1));
        auto* const first = static_cast<char*>(table_.resize(out_, created_)) + size_ * table_.element_size;
        elements = {first, first + (created_ - size_) * table_.element_size, size_, false};
        return p;
    }

    // Fails for an array with too many elements; `p` is at the first superfluous one.
    [[gnu::cold, gnu::noinline]] position too_long(position p)
    {
        if (in_.skip_value(p, in_.depth_left())) too_many(in_, p, table_.capacity);
        return in_.fail_in_element(size_);
    }

    void look_again_later() noexcept
    {
        until_ = std::min(reserved_, size_ + std::max<std::size_t>(decoding_budget::portion / table_.element_size, 1));
    }

    // Reserves memory for the elements from `p` on, beside those that were read.
    [[gnu::noinline]] void reserve_ahead(position p)
    {
        auto const more = is_number(table_.element.what) ? count_all(p) : count_ahead(p);
        auto const affordable = (in_.budget.left() - size_ * table_.element_size) / table_.element_size;
        auto const size = size_ + std::min({more, in_.options.max_elements - size_, affordable});
        if (!in_.budget.take(size * table_.element_size)) return;
        table_.reserve(out_, size);
        reserved_ = size;
        look_again_later();
    }

    // The number of all elements if they contain no others and are not long, if the array is short or if memory is
    // scarce, and otherwise twice the number of those that are near.
    std::size_t count_ahead(position p)
    {
        auto const bytes = in_.size_from(p);
        auto const near = count(p, std::min(bytes, look_ahead));
        if (near.is_complete) return near.size;
        return is_counted(near.size) || is_tight(near.size, bytes) ? count_all(p) : 2 * near.size;
    }

    // Whether elements of the size of the near ones are all counted. Of long texts, moving them costs less than
    // scanning them once more.
    bool is_counted(std::size_t near) const noexcept
    {
        constexpr std::size_t long_text = 32;
        return is_leaf(table_.element.what) && near >= look_ahead / long_text;
    }

    // Whether the array may need more than half of the memory that is left, if elements of the size of the near ones
    // follow up to the end of the text. It must not grow then, since it would need memory for its elements twice.
    bool is_tight(std::size_t near, std::size_t bytes) const noexcept
    {
        return (bytes / look_ahead + 1) * near > in_.budget.left() / table_.element_size / 2;
    }

    element_count count(position p, std::size_t bytes) const noexcept
    {
        return count_elements(p, p + bytes, is_bracketed(table_.element.what));
    }

    std::size_t count_all(position p)
    {
        auto const bytes = in_.size_from(p);
        if (bytes >= read_cursor::long_text_size && !in_.budget.is_in_time()) return 0;
        return is_number(table_.element.what) ? count_numbers({p, bytes}) : count(p, bytes).size;
    }

    // Grows the array for at least one more element. Returns false if that is not possible. The existing elements are
    // moved, so that their present memory is needed until then.
    [[gnu::noinline]] bool more_room(position p)
    {
        if (size_ != reserved_) {
            if (!in_.is_in_time(p)) return false;
        } else {
            auto const affordable = in_.budget.left() / table_.element_size;
            auto const more = 2 * size_ <= affordable ? size_ : std::min(size_, count_all(p));
            reserved_ = std::max(size_ + 1, std::min({size_ + more, in_.options.max_elements, affordable}));
            if (!in_.take(p, reserved_ * table_.element_size)) return false;
            table_.reserve(out_, reserved_);
            in_.budget.give_back(size_ * table_.element_size);
        }
        look_again_later();
        return true;
    }

    read_cursor& in_;
    list_table const& table_;
    void* out_;
    std::size_t size_ = 0;      // that were read
    std::size_t created_ = 0;   // those, and the present block
    std::size_t reserved_ = 0;  // for which memory was taken from the budget
    std::size_t until_;         // at which the caller is asked again whether to stop
};

[[gnu::noinline]] inline position read_list(read_cursor& in, position p, list_table const& table, void* out)
{
    if (!table.resize)
        return read_fixed_list(in, p, table, out, [&](position first, element_block& elements) {
            return read_elements(in, first, elements, table.element, table.element_size);
        });
    if (in.peek(p) != '[') return in.unexpected(p, "an array");
    if (p = in.enter(p); !p) return nullptr;
    table.clear(out);
    if (in.peek(p) != ']') p = list_reader(in, table, out).read(p);
    return p ? in.leave(p) : nullptr;
}

}  // namespace detail

}  // namespace descry
