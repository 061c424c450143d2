// sinks: body sinks that write to a file, a string or a function, and one that reports progress.
#pragma once

#include <descry/core/config.hpp>
#include <descry/http/message.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace descry {

namespace detail {

class file_replacement;

}  // namespace detail

/// Writes to a file, which replaces an existing one once the body is complete. Until then the octets are in a new file
/// `.descry-<digits>.tmp` in the same folder, which the destructor removes. The file is replaced as by
/// `write_json_file`: its permissions and its group are kept, a symbolic link remains, and the content is on the disk
/// before `end` returns. Errors of the system are thrown as `std::system_error`, so that the failure explains them.
class file_sink final : public body_sink {
    std::filesystem::path path_;
    std::unique_ptr<detail::file_replacement> file_;

public:
    DESCRY_DECL explicit file_sink(std::filesystem::path path);
    DESCRY_DECL ~file_sink() override;
    file_sink(file_sink const&) = delete;
    file_sink& operator=(file_sink const&) = delete;

    std::filesystem::path const& path() const noexcept { return path_; }

    DESCRY_DECL bool begin(std::optional<std::uint64_t>) override;
    DESCRY_DECL bool write(std::string_view piece) override;
    DESCRY_DECL bool end() override;
};

/// Stores the body in a string. For a body of more than `limit` octets, a function throws `std::length_error`, so that
/// the failure states the limit.
class text_sink final : public body_sink {
    std::size_t limit_;
    std::string text_{};

public:
    explicit text_sink(std::size_t limit) : limit_(limit) {}

    /// The octets received so far; the complete body after a call that succeeded.
    std::string const& text() const& noexcept { return text_; }
    std::string&& text() && noexcept { return std::move(text_); }

    bool begin(std::optional<std::uint64_t> size) override
    {
        text_.clear();
        if (size.value_or(0) > limit_) refuse();
        return true;
    }

    bool write(std::string_view piece) override
    {
        if (piece.size() > limit_ - text_.size()) refuse();
        text_ += piece;
        return true;
    }

private:
    [[noreturn]] void refuse() const
    {
        throw std::length_error("it has more than " + std::to_string(limit_) + " octets");
    }
};

/// Passes each piece to a function, which returns false to refuse it.
class function_sink final : public body_sink {
    std::function<bool(std::string_view)> take_;
    std::function<void()> restart_;

public:
    /// `restart` is called at the beginning of each body, before its first piece. Earlier pieces must then be
    /// discarded.
    explicit function_sink(std::function<bool(std::string_view)> take, std::function<void()> restart = {})
        : take_(std::move(take)), restart_(std::move(restart))
    {
    }

    bool begin(std::optional<std::uint64_t>) override
    {
        if (restart_) restart_();
        return true;
    }
    bool write(std::string_view piece) override { return take_(piece); }
};

/// Forwards to another sink and reports its progress to a function: the octets received so far, beginning with 0, and
/// the total if the service declares it.
class progress_sink final : public body_sink {
    std::shared_ptr<body_sink> to_;
    std::function<void(std::uint64_t so_far, std::optional<std::uint64_t> total)> report_;
    std::uint64_t so_far_ = 0;
    std::optional<std::uint64_t> total_{};

public:
    using function = std::function<void(std::uint64_t so_far, std::optional<std::uint64_t> total)>;

    progress_sink(std::shared_ptr<body_sink> to, function report) : to_(std::move(to)), report_(std::move(report)) {}
    /// `to` must outlive this sink.
    progress_sink(body_sink& to, function report)
        : progress_sink(std::shared_ptr<body_sink>(std::shared_ptr<void>(), &to), std::move(report))
    {
    }

    bool begin(std::optional<std::uint64_t> size) override
    {
        so_far_ = 0;
        total_ = size;
        if (!to_->begin(size)) return false;
        report_(so_far_, total_);
        return true;
    }

    bool write(std::string_view piece) override
    {
        if (!to_->write(piece)) return false;
        so_far_ += piece.size();
        report_(so_far_, total_);
        return true;
    }

    bool end() override { return to_->end(); }
};

}  // namespace descry

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/http/impl/sinks.ipp>
#endif
