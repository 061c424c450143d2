// verb_traits: the properties of the kinds of verbs, by which checks, client and emulator decide.
#pragma once

#include <descry/rest/verb.hpp>

namespace descry {

namespace detail {

/// The properties of a kind of verb.
struct verb_traits {
    bool reads = false;               ///< Reads the resource, or a fact of it, at once.
    bool updates = false;             ///< Changes the resource to a state that its request describes.
    bool removes = false;             ///< Removes the resource.
    bool creates_below = false;       ///< Creates a resource below its path. The response is 201.
    bool may_create = false;          ///< May create a resource, also under `if_absent`.
    bool may_be_several = false;      ///< A resource may have several, of which the first is the default.
    bool has_no_model = false;        ///< Has neither a state of the resource nor a file in its messages.
    bool absent_is_a_result = false;  ///< Results in a `bool`, which is false after status 404.

    /// True for a change of the resource at its path. A GET shows its outcome.
    constexpr bool changes() const noexcept { return updates || removes; }
};

constexpr verb_traits traits_of(verb_kind kind) noexcept
{
    switch (kind) {
        case verb_kind::get: return {.reads = true};
        case verb_kind::put: return {.updates = true, .may_create = true, .may_be_several = true};
        case verb_kind::patch: return {.updates = true, .may_be_several = true};
        case verb_kind::create: return {.creates_below = true, .may_create = true, .may_be_several = true};
        case verb_kind::action: return {.may_create = true, .may_be_several = true};
        case verb_kind::remove: return {.removes = true, .has_no_model = true};
        case verb_kind::exists: return {.reads = true, .has_no_model = true, .absent_is_a_result = true};
        case verb_kind::download: return {.reads = true};
        case verb_kind::upload: return {.creates_below = true, .may_create = true};
        case verb_kind::watch: break;
    }
    return {};
}

}  // namespace detail

}  // namespace descry
