// file_replacement: a new file that takes the place of another one, so that no crash loses the content of both.
#pragma once

#include <descry/core/detail/descriptor.hpp>

#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace descry {

namespace detail {

/// A step that failed, and the reason of the operating system.
struct failed_step {
    std::error_code why{};
    std::string what{};

    explicit operator bool() const noexcept { return static_cast<bool>(why); }
};

inline std::string to_text(std::filesystem::path const& path)
{
    auto const name = path.u8string();
    return {name.begin(), name.end()};
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

/// Finds out whether a file exists, to which no link leads. Fails if it must not be replaced.
inline std::error_code find_replaced(std::filesystem::path const& path, bool& exists)
{
    std::error_code failed;
    auto const is = std::filesystem::status(path, failed);
    exists = is.type() != std::filesystem::file_type::not_found;
    if (!exists) return {};
    if (failed) return failed;
    if (std::filesystem::is_directory(is)) return std::make_error_code(std::errc::is_a_directory);
    if (!std::filesystem::is_regular_file(is)) return std::make_error_code(std::errc::operation_not_supported);
    return descriptor::may_write(path) ? std::error_code() : last_error();
}

/// A new file in the folder of another one, which it replaces once it is complete. Until then, the destructor removes
/// it. After a step that failed, no further one is taken.
class file_replacement {
public:
    file_replacement() = default;
    file_replacement(file_replacement const&) = delete;
    ~file_replacement()
    {
        file_.close();
        std::error_code ignored;
        if (exists_) std::filesystem::remove(path_, ignored);
    }

    /// Creates the new file, which is empty and called `.descry-<id>.tmp`, for the file at `path`.
    failed_step create(std::filesystem::path const& path, std::string const& id)
    {
        target_ = path;
        bool replaces = false;
        if (auto const why = follow_links(target_)) return {why, writing};
        if (auto const why = find_replaced(target_, replaces)) return {why, writing};
        auto const folder = target_.parent_path();
        path_ = folder / (".descry-" + id + ".tmp");
        file_ = descriptor::to_create(path_, replaces);
        exists_ = static_cast<bool>(file_);
        if (!exists_) {
            auto const why = last_error();
            return {why, "cannot create a file in " + (folder.empty() ? "." : to_text(folder))};
        }
        bool const done = !replaces || file_.take_permissions_of(target_);
        return done ? failed_step() : failed_step{last_error(), "cannot keep the group and the permissions"};
    }

    failed_step write(std::string_view content)
    {
        return file_.write(content) ? failed_step() : failed_step{last_error(), writing};
    }

    /// Writes the new file to the disk, and renames it. If only the last step fails, the file was replaced.
    failed_step commit()
    {
        if (!file_.sync() || !file_.close()) return {last_error(), writing};
        std::error_code failed;
        std::filesystem::rename(path_, target_, failed);
        if (failed) return {failed, "cannot be replaced by a new file"};
        exists_ = false;
        bool const done = descriptor::sync_folder(target_.parent_path());
        return done ? failed_step() : failed_step{last_error(), "was replaced, but a crash may undo it"};
    }

private:
    static constexpr char const* writing = "cannot be written";

    std::filesystem::path target_, path_;
    descriptor file_;
    bool exists_ = false;
};

}  // namespace detail

}  // namespace descry
