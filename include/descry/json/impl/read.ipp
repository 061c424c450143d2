// read: one reader for all types, so that a further type adds only a call.
#pragma once

#include <descry/json/detail/located.hpp>
#include <descry/json/detail/reader.hpp>
#include <descry/json/detail/without_comments.hpp>
#include <descry/json/impl/set_extra.ipp>
#include <descry/json/read.hpp>

#include <new>
#include <utility>

namespace descry {

namespace detail {

/// The failure, with the option that permits what failed.
[[gnu::cold, gnu::noinline]] inline failure error_with_option(reader const& engine)
{
    auto const why = engine.error();
    if (!engine.is_jsonc()) return why;
    auto details = why.details();
    details.explanation += " (read_options::jsonc permits it)";
    return why.with(std::move(details));
}

/// Reads strict JSON. Borrowed members are views of `lender`, which has the same strings at the same offsets.
template <class Text>
bool read_strict(Text const& text, std::string_view lender, read_options const& options, value_type const& type,
                 void* out, failure& why)
{
    reader engine(text, options);
    engine.borrow_from(lender);
    bool const read = engine.document(type, out);
    if (!read) why = error_with_option(engine);
    return read;
}

[[gnu::cold, gnu::noinline]] inline bool read_commented(std::string_view text, read_options const& options,
                                                        value_type const& type, void* out, failure& why)
{
    without_comments const strict(text);
    bool const read = read_strict(strict.text(), text, options, type, out, why);
    if (!read && why->offset && strict.is_open_comment(*why->offset))
        why = {errc::unexpected_end,
               {.explanation = "a comment has no end", .pointer = why->pointer, .offset = why->offset}};
    return read;
}

DESCRY_DECL result<void> read_document(std::string_view text, read_options const& options, value_type const& type,
                                       void* out)
{
    try {
        failure why;
        // A text that is too large is refused before it is copied.
        bool const is_copied = options.jsonc && without_byte_order_mark(text).size() <= options.max_size;
        if (is_copied                              ? read_commented(text, options, type, out, why)
            : text.size() <= padded_text::max_size ? read_strict(padded_text(text), text, options, type, out, why)
                                                   : read_strict(text, text, options, type, out, why))
            return {};
        return located(why, text);
    } catch (std::bad_alloc const&) {
        return failure(errc::not_enough_memory);
    }
}

}  // namespace detail

}  // namespace descry
