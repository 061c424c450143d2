// read_cursor: the state that all functions of one reading share: the text, the options and the memory that is left.
#pragma once

#include <descry/json/detail/decoding_budget.hpp>
#include <descry/json/detail/leaf_reader.hpp>
#include <descry/json/options.hpp>
#include <descry/model/detail/value_type.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace descry {

namespace detail {

class object_reader;

/// A text that is being read. Like the functions of the lexer, those that read a value take a position and return the
/// one after the value, or null after a failure.
class read_cursor : public leaf_reader {
public:
    // Scanning a text of this size takes longer than reading a clock.
    static constexpr std::size_t long_text_size = 1024 * 1024;

    read_cursor(std::string_view text, read_options const& how, permission const& in_time) noexcept
        : leaf_reader(text, how.max_depth),
          options(how),
          budget(how.max_decoded_bytes, in_time),
          spelling(how.names),
          typed_depth_end_(how.max_depth > max_typed_depth ? how.max_depth - max_typed_depth : 0)
    {
    }

    /// Begins again, and compares the names of members exactly. All positions are then treated as near the end, so that
    /// every name is looked up.
    void start_by_spelling()
    {
        by_spelling = true;
        forgo_room();
        start_again(options.max_depth);
        budget.start_again(options.max_decoded_bytes);
    }

    position enter(position p)
    {
        if (depth_left() == typed_depth_end_) return fail(errc::too_deep, p, {});
        descend();
        return space(p + 1);
    }

    position leave(position p) noexcept
    {
        ascend();
        return p + 1;
    }

    /// Takes memory from the budget. Returns false, with a failure, if the budget is exhausted or the caller stops
    /// reading.
    [[gnu::noinline]] bool take(position p, std::size_t bytes) { return budget.take(bytes) || refuse_decoding(p); }

    /// Returns false, with a failure, if the caller stops reading.
    bool is_in_time(position p) { return budget.is_in_time() || refuse_decoding(p); }

    [[gnu::cold, gnu::noinline]] position too_large(position at) { return fail(errc::too_large, at, {}); }

    [[gnu::cold, gnu::noinline]] position only_written(position p)
    {
        return fail(errc::invalid_value, p, "a view cannot be read into: it holds nothing itself");
    }

    [[gnu::cold, gnu::noinline]] position duplicate(position at)
    {
        fail(errc::duplicate_member, at, {});
        return fail_at(at);
    }

    /// Adds the member whose name is at `at` to the path of a failure.
    [[gnu::cold, gnu::noinline]] position fail_at(position at)
    {
        std::string_view name;
        text(at, name);
        return fail_in(name);
    }

    /// Adds an element to the path of a failure.
    [[gnu::cold, gnu::noinline]] position fail_in_element(std::size_t index) { return fail_in(std::to_string(index)); }

    /// A member that is read at the end of its object.
    struct postponed_member {
        object_reader const* of;
        position at;
        field const* meant;
    };

    read_options const options;
    decoding_budget budget;
    casing spelling;  ///< In which names are expected, as in the previous objects.
    bool by_spelling = false;
    bool doubtful = false;  // the text may have another meaning with `by_spelling`
    // Members of an object are after those of the enclosing objects.
    std::vector<postponed_member> postponed;

private:
    [[gnu::cold, gnu::noinline]] bool refuse_decoding(position p)
    {
        if (budget.refusal() != errc::too_large)
            return refuse(budget.refusal(), p, "the deadline passed while the text was decoded");
        return refuse(errc::too_large, p,
                      "the decoded value needs more than the " + std::to_string(options.max_decoded_bytes) +
                          " bytes that max_decoded_bytes allows");
    }

    std::size_t const typed_depth_end_;  // of `depth_left`
};

/// Reads a value of any type.
inline position read_value(read_cursor& in, position p, value_type const& type, void* out);

/// A temporary value of a table that is being read.
struct filled_value {
    read_cursor& in;
    value_type const& type;
    position p;  // null after a failure

    value_filler filler() noexcept
    {
        return {this, [](void* context, void* value) {
                    auto& it = *static_cast<filled_value*>(context);
                    it.p = read_value(it.in, it.p, it.type, value);
                    return it.p != nullptr;
                }};
    }
};

}  // namespace detail

}  // namespace descry
