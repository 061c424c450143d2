// file: files that are read whole, and replaced so that no crash loses their content.
#pragma once

#include <descry/json/detail/descriptor.hpp>
#include <descry/json/detail/place.hpp>
#include <descry/json/file.hpp>
#include <descry/model/random_guid.hpp>

#include <algorithm>
#include <cstdint>
#include <new>
#include <utility>

namespace descry {

namespace detail {

inline failure file_failure(std::filesystem::path const& path, std::error_code why, char const* what)
{
    boost::system::error_code const code(why.value(), boost::system::generic_category());
    return in_file({code, {.explanation = std::string(what) + ": " + code.message()}}, path);
}

DESCRY_DECL failure in_file(failure const& why, std::filesystem::path const& path)
{
    if (why == errc::not_enough_memory) return why;
    auto details = why.details();
    auto const name = path.u8string();
    details.file.assign(name.begin(), name.end());
    return why.with(std::move(details));
}

DESCRY_DECL result<std::string> read_file(std::filesystem::path const& path, std::size_t max_size)
{
    return or_out_of_memory([&]() -> result<std::string> {
        auto const failed = [&] { return file_failure(path, last_error(), "cannot be read"); };
        auto file = descriptor::to_read(path);
        if (!file) return failed();

        constexpr std::size_t least = 4096;
        auto const limit = bounded_sum(max_size, byte_order_mark.size());
        std::error_code unknown;
        auto const expected = std::filesystem::file_size(path, unknown);
        // One more byte shows the end of the file, or that it is too large.
        auto const room = unknown ? least : static_cast<std::size_t>(std::min<std::uintmax_t>(expected, limit - 1)) + 1;
        std::string out;
        std::size_t size = 0;
        while (size <= limit) {
            if (size == out.size()) out.resize(size + std::max(size, room));
            auto const count = file.read(out.data() + size, out.size() - size);
            if (count < 0) return failed();
            if (count == 0) break;
            size += static_cast<std::size_t>(count);
        }
        out.resize(size);
        return out;
    });
}

DESCRY_DECL result<std::string> write_file_text(value_type const& type, void const* in, write_options const& options)
try {
    std::string out;
    write_document(type, in, out, options);
    out += '\n';
    return out;
} catch (call_error const& e) {
    return e.error();
} catch (std::bad_alloc const&) {
    return failure(errc::not_enough_memory);
}

/// Replaces a path by the one to which its symbolic links lead, which need not exist.
inline std::error_code follow_links(std::filesystem::path& path)
{
    constexpr int most = 40;  // as in Linux
    std::error_code failed;
    for (int i = 0; i != most; ++i) {
        std::error_code absent;
        if (!std::filesystem::is_symlink(std::filesystem::symlink_status(path, absent))) return {};
        auto const target = std::filesystem::read_symlink(path, failed);
        if (failed) return failed;
        path = path.parent_path() / target;
    }
    return std::make_error_code(std::errc::too_many_symbolic_link_levels);
}

/// A file that is removed unless it was renamed.
class temporary_file {
public:
    explicit temporary_file(std::filesystem::path const& folder) : path_(folder / (".descry-" + random_guid() + ".tmp"))
    {
    }
    temporary_file(temporary_file const&) = delete;
    ~temporary_file()
    {
        file_.close();
        std::error_code ignored;
        if (exists_) std::filesystem::remove(path_, ignored);
    }

    /// Creates the file with the content, and writes it to the disk.
    std::error_code write(std::string_view content, std::filesystem::path const* replaced)
    {
        file_ = descriptor::to_create(path_, replaced != nullptr);
        exists_ = static_cast<bool>(file_);
        bool const done = exists_ && (!replaced || file_.take_permissions_of(*replaced)) && file_.write(content) &&
                          file_.sync() && file_.close();
        return done ? std::error_code() : last_error();
    }

    std::error_code rename(std::filesystem::path const& to)
    {
        std::error_code failed;
        std::filesystem::rename(path_, to, failed);
        exists_ = static_cast<bool>(failed);
        return failed;
    }

private:
    std::filesystem::path path_;
    descriptor file_;
    bool exists_ = false;
};

/// The reason for which a file may not be replaced. Links to it were followed.
inline std::error_code check_replaced(std::filesystem::path const& path, std::filesystem::file_status is)
{
    if (std::filesystem::is_directory(is)) return std::make_error_code(std::errc::is_a_directory);
    if (!std::filesystem::is_regular_file(is)) return std::make_error_code(std::errc::operation_not_supported);
    return descriptor::may_write(path) ? std::error_code() : last_error();
}

inline std::error_code replace(std::filesystem::path path, std::string_view content)
{
    if (auto const failed = follow_links(path)) return failed;
    std::error_code failed;
    auto const is = std::filesystem::status(path, failed);
    bool const is_new = is.type() == std::filesystem::file_type::not_found;
    if (failed && !is_new) return failed;
    if (!is_new && (failed = check_replaced(path, is))) return failed;

    auto const folder = path.parent_path();
    temporary_file file(folder);
    if (failed = file.write(content, is_new ? nullptr : &path); failed) return failed;
    if (failed = file.rename(path); failed) return failed;
    return descriptor::sync_folder(folder) ? std::error_code() : last_error();
}

DESCRY_DECL result<void> replace_file(std::filesystem::path const& path, std::string_view content)
{
    return or_out_of_memory([&]() -> result<void> {
        if (auto const failed = replace(path, content)) return file_failure(path, failed, "cannot be written");
        return {};
    });
}

}  // namespace detail

}  // namespace descry
