// engine: what each call brings along.
#pragma once

#include <descry/client/detail/engine.hpp>

namespace descry {

namespace detail {

DESCRY_DECL engine::additions::additions() = default;
DESCRY_DECL engine::additions::additions(additions const&) = default;
DESCRY_DECL engine::additions::additions(additions&&) noexcept = default;
DESCRY_DECL engine::additions::~additions() = default;

}  // namespace detail

}  // namespace descry
