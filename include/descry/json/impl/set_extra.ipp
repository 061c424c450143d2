// set_extra: setting an unknown member, whose text is validated.
#pragma once

#include <descry/core/error.hpp>
#include <descry/json/detail/leaf_reader.hpp>
#include <descry/json/detail/located.hpp>
#include <descry/json/detail/pointer.hpp>
#include <descry/json/options.hpp>
#include <descry/model/extras.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace descry {

namespace detail {

/// Reads a text as one value of any kind, and keeps the text.
class value_checker : leaf_reader {
public:
    explicit value_checker(std::string_view text) noexcept : leaf_reader(text, read_options().max_depth) {}

    bool document(std::string& out)
    {
        auto const* p = raw(space(begin()), out);
        if (!p) return false;
        p = space(p);
        return p == end() || refuse_trailing_content(p);
    }

    using leaf_reader::error;
};

}  // namespace detail

DESCRY_DECL void extras::set(std::string name, std::string_view json)
{
    std::string checked;
    if (detail::value_checker in(json); !in.document(checked)) {
        auto const why = detail::located(in.error(), json);
        auto details = why.details();
        details.pointer = detail::reference_token(name);
        throw call_error(why.with(std::move(details)));
    }
    set_unchecked(std::move(name), std::move(checked));
}

}  // namespace descry
