// operation: one verb of one resource, as data. What the call engine and the emulator know of a declaration.
#pragma once

#include <descry/model/value_type.hpp>
#include <descry/rest/credential_kind.hpp>
#include <descry/rest/path.hpp>

#include <span>
#include <string_view>

namespace descry {

/// One verb of one resource. What reads a resource knows the entity tag that its update needs.
struct operation {
    std::string_view method;
    path_table const* path;
    value_type model;
    credential_kind needs;
    std::string_view (*tag)(void const* model) noexcept;  ///< The entity tag of a model; null without if_match.
    void (*set_tag)(void* model, std::string_view tag);   ///< Puts one into a model; null without if_match.
    std::span<std::string_view const> sensitive;          ///< The wire names of what must not be shown.
    bool repeatable;        ///< Sent twice it has the effect of once, even if the service does not know it again.
    operation const* read;  ///< Of an update: what reads the same resource; null without one.
};

}  // namespace descry
