// file: reads a file of JSON into a typed value, and replaces one.
#pragma once

#include <descry/core/config.hpp>
#include <descry/core/error.hpp>
#include <descry/json/excerpt.hpp>
#include <descry/json/options.hpp>
#include <descry/json/read.hpp>
#include <descry/json/write.hpp>
#include <descry/model/chrono.hpp>
#include <descry/model/detail/check_reading.hpp>

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace descry {

namespace detail {

/// Reads at most `max_size` bytes of a file, or one more of a larger file, and a byte order mark.
DESCRY_DECL result<std::string> read_file(std::filesystem::path const& path, std::size_t max_size);
DESCRY_DECL result<void> replace_file(std::filesystem::path const& path, std::string_view content);

/// The failure with the path of a file.
DESCRY_DECL failure in_file(failure const& why, std::filesystem::path const& path);

/// The value as a text that ends with a line break, or the failure for which it has no JSON form.
DESCRY_DECL result<std::string> write_file_text(value_type const& type, void const* in, write_options const& options);

}  // namespace detail

/// Reads the file at `path`, one JSON value, as a T. See `read_json_into`. With `read_options::jsonc` it may have
/// comments, as configuration files do.
///
/// A failure has the path in `failure_details::file`, and `failure::message()` begins with it. If the file cannot be
/// read, the code is that of the operating system, such as `std::errc::no_such_file_or_directory`, `permission_denied`
/// or `is_a_directory`, with which `failure::code()` can be compared. A file of more than `read_options::max_size`
/// bytes is `errc::too_large`, and its rest is not read. The file may be a pipe or a device.
template <class T>
[[nodiscard]] result<T> read_json_file(std::filesystem::path const& path, read_options options = {})
{
    detail::check_reading<T, detail::source::temporary_text>();
    auto const text = detail::read_file(path, options.max_size);
    if (!text) return text.error();
    auto value = read_json<T>(*text, options);
    if (!value) return detail::in_file(value.error(), path);
    return value;
}

/// Replaces the file at `path` by `value` as JSON and a line break, or creates it. See `write_json_into`;
/// `write_options::indent` writes a file for human readers.
///
/// The text is written to a new file in the same folder, `.descry-<digits>.tmp`, and to the disk, and then renamed: a
/// reader finds the former content or the new one, and so does the next start after a crash. After an error, the former
/// file is unchanged and the new one removed, with one exception: if the folder cannot be written to the disk after the
/// file was replaced, a crash may undo that, and the explanation says so. If the process is killed, a temporary file
/// may remain.
///
/// The process must be allowed to create files in the folder, and to write an existing file. A symbolic link remains
/// and the file to which it leads is replaced, or created. An existing file keeps its permissions, its group and, if
/// the process may set it, its owner; access control lists, extended attributes and further hard links are not kept. It
/// is not replaced if its group cannot be set, if it is a mount point, such as a single file mounted into a container
/// (`std::errc::device_or_resource_busy`), or if it is not a regular file. A new file has the permissions 0666 without
/// those of the umask: create a file for secrets, with its permissions, before. On Windows a replaced file too has the
/// permissions of its folder.
///
/// A failure has the path in `failure_details::file` and the code of the operating system, such as
/// `std::errc::no_space_on_device`, or the code of `write_json`, such as `errc::not_finite`. Its explanation names the
/// step that failed: `cannot create a file in /etc/shop: Permission denied`. Exceptions from a user's
/// `descry::scalar` are propagated. Two processes that write the same file at the same time do not mix their texts; one
/// of them is the last.
template <class T>
[[nodiscard]] result<void> write_json_file(std::filesystem::path const& path, T const& value,
                                           write_options options = {})
{
    auto const text = detail::write_file_text(type_for<T>(), &value, options);
    if (!text) return detail::in_file(text.error(), path);
    return detail::replace_file(path, *text);
}

}  // namespace descry

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/json/impl/file.ipp>
#endif
