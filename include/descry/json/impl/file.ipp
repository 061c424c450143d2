// file: files that are read whole, and replaced so that no crash loses their content.
#pragma once

#include <descry/json/detail/descriptor.hpp>
#include <descry/json/detail/text_lexer.hpp>
#include <descry/json/file.hpp>
#include <descry/model/random_guid.hpp>

#include <algorithm>
#include <cstdint>
#include <new>
#include <utility>

namespace descry {

namespace detail {

inline std::string to_text(std::filesystem::path const& path)
{
    auto const name = path.u8string();
    return {name.begin(), name.end()};
}

/// The failure of a step of the operating system. Its code can be compared with `std::errc`.
inline failure file_failure(std::filesystem::path const& path, std::error_code why, std::string const& step)
{
    auto const condition = why.default_error_condition();
    bool const is_generic = condition.category() == std::generic_category();
    boost::system::error_code const code(
        condition.value(), is_generic ? boost::system::generic_category() : boost::system::system_category());
    return in_file({code, {.explanation = step + ": " + code.message()}}, path);
}

DESCRY_DECL failure in_file(failure const& why, std::filesystem::path const& path)
{
    if (why == errc::not_enough_memory) return why;
    auto details = why.details();
    details.file = to_text(path);
    return why.with(std::move(details));
}

DESCRY_DECL result<std::string> read_file(std::filesystem::path const& path, std::size_t max_size)
{
    return or_out_of_memory([&]() -> result<std::string> {
        auto const failed = [&] { return file_failure(path, last_error(), "cannot be read"); };
        auto file = descriptor::to_read(path);
        if (!file) return failed();

        constexpr std::size_t least = 4096;
        // One byte more than the file may have shows its end, or that it is too large.
        constexpr auto extra = byte_order_mark.size() + 1;
        std::string out;
        auto const most = std::min(max_size, out.max_size() - extra) + extra;
        std::error_code unknown;
        auto const expected = std::filesystem::file_size(path, unknown);
        auto const room = unknown ? least : static_cast<std::size_t>(std::min<std::uintmax_t>(expected, most - 1)) + 1;
        std::size_t size = 0;
        while (size < most) {
            if (size == out.size()) out.resize(std::min(size + std::max(size, room), most));
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

    /// Creates the file. A private one is accessible only to its owner.
    bool create(bool is_private)
    {
        file_ = descriptor::to_create(path_, is_private);
        return exists_ = static_cast<bool>(file_);
    }

    bool take_permissions_of(std::filesystem::path const& path) noexcept { return file_.take_permissions_of(path); }

    /// Writes the content to the disk.
    bool write(std::string_view content) noexcept { return file_.write(content) && file_.sync() && file_.close(); }

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

DESCRY_DECL result<void> replace_file(std::filesystem::path const& path, std::string_view content)
{
    return or_out_of_memory([&]() -> result<void> {
        auto const failed = [&](char const* step, std::error_code why) { return file_failure(path, why, step); };
        constexpr auto writing = "cannot be written";
        auto target = path;
        if (auto const why = follow_links(target)) return failed(writing, why);
        std::error_code unknown;
        auto const is = std::filesystem::status(target, unknown);
        bool const is_new = is.type() == std::filesystem::file_type::not_found;
        if (unknown && !is_new) return failed(writing, unknown);
        if (!is_new)
            if (auto const why = check_replaced(target, is)) return failed(writing, why);

        auto const folder = target.parent_path();
        temporary_file file(folder);
        if (!file.create(!is_new)) {
            auto const why = last_error();
            return file_failure(path, why, "cannot create a file in " + (folder.empty() ? "." : to_text(folder)));
        }
        if (!is_new && !file.take_permissions_of(target))
            return failed("cannot keep the group and the permissions", last_error());
        if (!file.write(content)) return failed(writing, last_error());
        if (auto const why = file.rename(target)) return failed("cannot be replaced by a new file", why);
        if (!descriptor::sync_folder(folder)) return failed("was replaced, but a crash may undo it", last_error());
        return {};
    });
}

}  // namespace detail

}  // namespace descry
