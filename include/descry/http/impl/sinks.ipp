// sinks: the file that a sink writes.
#pragma once

#include <descry/core/detail/file_replacement.hpp>
#include <descry/http/sinks.hpp>
#include <descry/model/random_guid.hpp>

#include <system_error>

namespace descry {

namespace detail {

inline void throw_if(failed_step const& failed)
{
    if (failed) throw std::system_error(failed.why, failed.what);
}

}  // namespace detail

DESCRY_DECL file_sink::file_sink(std::filesystem::path path) : path_(std::move(path)) {}

DESCRY_DECL file_sink::~file_sink() = default;

DESCRY_DECL bool file_sink::begin(std::optional<std::uint64_t>)
{
    file_ = std::make_unique<detail::file_replacement>();
    detail::throw_if(file_->create(path_, random_guid()));
    return true;
}

DESCRY_DECL bool file_sink::write(std::string_view piece)
{
    detail::throw_if(file_->write(piece));
    return true;
}

DESCRY_DECL bool file_sink::end()
{
    auto const file = std::move(file_);
    detail::throw_if(file->commit());
    return true;
}

}  // namespace descry
