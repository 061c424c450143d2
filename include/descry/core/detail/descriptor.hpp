// descriptor: an open file of the operating system. Functions that fail set `errno`.
#pragma once

#include <cerrno>
#include <cstddef>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

#ifdef _WIN32
#include <fcntl.h>
#include <io.h>
#include <sys/stat.h>
#else
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace descry {

namespace detail {

inline std::error_code last_error() noexcept { return {errno, std::generic_category()}; }

/// Calls a function again if a signal interrupted it.
template <class Function>
auto uninterrupted(Function const& call)
{
    for (;;)
        if (auto const done = call(); done >= 0 || errno != EINTR) return done;
}

class descriptor {
public:
    descriptor() = default;
    explicit descriptor(int fd) noexcept : fd_(fd) {}
    descriptor(descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    descriptor& operator=(descriptor&& other) noexcept
    {
        std::swap(fd_, other.fd_);
        return *this;
    }
    ~descriptor() { close(); }

    explicit operator bool() const noexcept { return fd_ >= 0; }

    /// The number of bytes that were read, at most `size`; 0 at the end of the file, negative on error.
    std::ptrdiff_t read(char* to, std::size_t size) noexcept
    {
        return uninterrupted([&] { return read_some(to, size); });
    }

    bool write(std::string_view content) noexcept
    {
        while (!content.empty()) {
            auto const written = uninterrupted([&] { return write_some(content); });
            if (written < 0) return false;
            content.remove_prefix(static_cast<std::size_t>(written));
        }
        return true;
    }

    /// Writes the content of the file to the disk. True for a file that cannot be written to a disk, such as a pipe.
    bool sync() noexcept
    {
        return uninterrupted([&] { return sync_now(); }) == 0 || errno == EINVAL;
    }

    bool close() noexcept { return fd_ < 0 || close_now(std::exchange(fd_, -1)) == 0; }

#ifdef _WIN32
    static descriptor to_read(std::filesystem::path const& path) noexcept
    {
        return descriptor(::_wopen(path.c_str(), _O_RDONLY | _O_BINARY | _O_NOINHERIT));
    }

    static descriptor to_create(std::filesystem::path const& path, bool) noexcept
    {
        constexpr int flags = _O_WRONLY | _O_CREAT | _O_EXCL | _O_BINARY | _O_NOINHERIT;
        return descriptor(::_wopen(path.c_str(), flags, _S_IREAD | _S_IWRITE));
    }

    bool take_permissions_of(std::filesystem::path const&) noexcept { return true; }

    static bool may_write(std::filesystem::path const& path) noexcept { return ::_waccess(path.c_str(), 2) == 0; }

    static bool sync_folder(std::filesystem::path const&) noexcept { return true; }

private:
    static unsigned bounded(std::size_t size) noexcept
    {
        constexpr std::size_t most = 1 << 30;
        return static_cast<unsigned>(size < most ? size : most);
    }

    std::ptrdiff_t read_some(char* to, std::size_t size) noexcept { return ::_read(fd_, to, bounded(size)); }
    std::ptrdiff_t write_some(std::string_view from) noexcept
    {
        return ::_write(fd_, from.data(), bounded(from.size()));
    }
    int sync_now() noexcept { return ::_commit(fd_); }
    static int close_now(int fd) noexcept { return ::_close(fd); }
#else
    static descriptor to_read(std::filesystem::path const& path) noexcept
    {
        return descriptor(uninterrupted([&] { return ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY); }));
    }

    /// Creates a file, which must not exist. A private one is accessible only to its owner.
    static descriptor to_create(std::filesystem::path const& path, bool is_private) noexcept
    {
        constexpr int flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW;
        return descriptor(uninterrupted([&] { return ::open(path.c_str(), flags, is_private ? 0600 : 0666); }));
    }

    /// Gives the file the group and the permissions of another one, and its owner if the process may do so.
    bool take_permissions_of(std::filesystem::path const& path) noexcept
    {
        constexpr auto unchanged = static_cast<uid_t>(-1);
        struct stat other {};
        struct stat own {};
        if (::stat(path.c_str(), &other) != 0 || ::fstat(fd_, &own) != 0) return false;
        if (own.st_gid != other.st_gid && ::fchown(fd_, unchanged, other.st_gid) != 0) return false;
        if (::fchmod(fd_, other.st_mode & 0777) != 0) return false;
        [[maybe_unused]] bool const is_owned =
            own.st_uid == other.st_uid || ::fchown(fd_, other.st_uid, other.st_gid) == 0;
        return true;
    }

    static bool may_write(std::filesystem::path const& path) noexcept
    {
        return ::faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) == 0;
    }

    /// Writes the names of the files in a folder to the disk.
    static bool sync_folder(std::filesystem::path const& path) noexcept
    {
        descriptor folder(::open(path.empty() ? "." : path.c_str(), O_RDONLY | O_CLOEXEC | O_DIRECTORY));
        return !folder || folder.sync();
    }

private:
    std::ptrdiff_t read_some(char* to, std::size_t size) noexcept { return ::read(fd_, to, size); }
    std::ptrdiff_t write_some(std::string_view from) noexcept { return ::write(fd_, from.data(), from.size()); }
    int sync_now() noexcept { return ::fsync(fd_); }
    static int close_now(int fd) noexcept { return ::close(fd); }
#endif

    int fd_ = -1;
};

}  // namespace detail

}  // namespace descry
