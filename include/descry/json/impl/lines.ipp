// lines: the lines of texts, streams and files, of which one is in memory.
#pragma once

#include <descry/core/detail/descriptor.hpp>
#include <descry/json/detail/located.hpp>
#include <descry/json/detail/text_lexer.hpp>
#include <descry/json/detail/without_comments.hpp>
#include <descry/json/file.hpp>
#include <descry/json/lines.hpp>

#include <algorithm>
#include <istream>
#include <memory>
#include <new>
#include <ostream>
#include <streambuf>
#include <system_error>
#include <utility>

namespace descry {

namespace detail {

class line_reader {
public:
    /// `file` is the path for failures, empty for other sources.
    explicit line_reader(read_options const& options, std::filesystem::path file = {})
        : options_(options), file_(std::move(file))
    {
    }
    line_reader(line_reader const&) = delete;
    virtual ~line_reader() = default;

    bool next()
    {
        do {
            begin_ += std::exchange(size_, 0);
            why_ = {};
            if (ended_) return false;
            ended_ = !take();
            if (ended_) return has_failed();
            ++number_;
        } while (is_blank());
        return true;
    }

    bool read(value_type const& type, void* out, failure& why) const
    {
        if (has_failed())
            why = why_;
        else if (auto const done = read_document(text_, options_, type, out))
            return true;
        else
            why = done.error();
        try {
            why = located_in_source(why);
        } catch (std::bad_alloc const&) {
            why = errc::not_enough_memory;
        }
        return false;
    }

    std::size_t number() const noexcept { return number_; }

protected:
    /// Takes a line, or sets the reason for which its text is not available. Returns false at the end, and after a
    /// failure of the source.
    virtual bool take() = 0;

    void set_line(std::string_view text, std::size_t size_with_break) noexcept
    {
        text_ = text.ends_with('\r') ? text.substr(0, text.size() - 1) : text;
        size_ = size_with_break;
    }

    void set_failure(failure why) noexcept { why_ = std::move(why); }
    bool has_failed() const noexcept { return why_.code().failed(); }

    read_options const& options() const noexcept { return options_; }
    std::filesystem::path const& file() const noexcept { return file_; }

private:
    bool is_blank()
    {
        auto const text = without_byte_order_mark(text_);
        // A line that is too large is not blank, since its rest is unknown.
        if (has_failed() || text.size() > options_.max_size) return false;
        auto const first = text.find_first_not_of(blanks);
        return first == std::string_view::npos || (options_.jsonc && text[first] == '/' && has_only_comments(text));
    }

    bool has_only_comments(std::string_view text)
    {
        try {
            return without_comments(text).text().find_first_not_of(blanks) == std::string_view::npos;
        } catch (std::bad_alloc const&) {
            set_failure(errc::not_enough_memory);
            return false;
        }
    }

    failure located_in_source(failure const& why) const
    {
        auto details = why.details();
        details.line = number_ + ended_;  // which failed before it was complete
        details.multiline = begin_ != 0 || details.offset;
        if (details.offset) {
            details.column = count_characters(text_.substr(0, *details.offset)) + 1;
            *details.offset += begin_;
        }
        auto const located = why.with(std::move(details));
        return file_.empty() ? located : in_file(located, file_);
    }

    static constexpr auto blanks = " \t\r";

    read_options options_;
    std::filesystem::path file_;
    std::string_view text_{};
    std::size_t size_ = 0;    // of the line with its line break
    std::size_t begin_ = 0;   // of the line in the source
    std::size_t number_ = 0;  // of the line, from 1
    bool ended_ = false;
    failure why_{};
};

class lines_in_text : public line_reader {
public:
    lines_in_text(std::string_view text, read_options const& options) : line_reader(options), rest_(text) {}

private:
    bool take() override
    {
        if (rest_.empty()) return false;
        auto const line = rest_.substr(0, rest_.find('\n'));
        auto const size = std::min(line.size() + 1, rest_.size());
        set_line(line, size);
        rest_.remove_prefix(size);
        return true;
    }

    std::string_view rest_;
};

/// A file as the buffer of a stream. An error is thrown, which sets the `badbit` of the stream.
class file_buffer : public std::streambuf {
public:
    explicit file_buffer(std::filesystem::path const& path) : file_(descriptor::to_read(path))
    {
        if (!file_) error_ = last_error();
    }

    std::error_code const& error() const noexcept { return error_; }

private:
    int_type underflow() override
    {
        if (error_) throw std::system_error(error_);
        auto const count = file_.read(content_, sizeof content_);
        if (count < 0) throw std::system_error(error_ = last_error());
        if (count == 0) return traits_type::eof();
        setg(content_, content_, content_ + count);
        return traits_type::to_int_type(*content_);
    }

    descriptor file_;
    std::error_code error_{};
    char content_[64 * 1024];
};

struct open_file {
    explicit open_file(std::filesystem::path const& path) : buffer(path) {}

    file_buffer buffer;
    std::istream stream{&buffer};
};

/// Lines of a stream, whose buffer it shares with no other stream while a line is read.
class lines_in_stream : public line_reader {
public:
    lines_in_stream(std::istream& from, read_options const& options)
        : line_reader(options), from_(from), in_(from.rdbuf())
    {
    }
    lines_in_stream(std::filesystem::path const& path, read_options const& options)
        : line_reader(options, path),
          opened_(std::make_unique<open_file>(path)),
          from_(opened_->stream),
          in_(&opened_->buffer)
    {
    }

private:
    bool take() override
    {
        if (in_.eof()) from_.setstate(std::ios_base::eofbit);
        if (from_.eof()) return false;
        if (from_.good() && from_.tie()) from_.tie()->flush();
        if (from_.good() && take_line()) return true;
        if (from_.good() && !in_.bad()) {
            from_.setstate(std::ios_base::eofbit);
            return false;
        }
        set_failure(lost());
        if (in_.bad()) from_.setstate(std::ios_base::badbit);
        return false;
    }

    /// Returns false at the end, and if the buffer throws an exception.
    bool take_line()
    {
        char piece[4096];
        std::size_t size = 0;
        line_.clear();
        do {
            in_.clear();
            in_.getline(piece, sizeof piece);
            auto const count = static_cast<std::size_t>(in_.gcount());
            if (in_.bad()) return false;
            size += count;
            keep({piece, count - in_.good()});  // without the line break
        } while (in_.fail() && !in_.eof());     // the piece was too short
        set_line(line_, size);
        return size != 0;
    }

    void keep(std::string_view piece)
    {
        if (has_failed()) return;
        constexpr auto extra = byte_order_mark.size() + 2;  // and a CR, and one byte that is too many
        auto const most = std::min(options().max_size, line_.max_size() - extra) + extra;
        try {
            line_.append(piece.substr(0, most - line_.size()));
        } catch (std::bad_alloc const&) {
            line_ = {};
            set_failure(errc::not_enough_memory);
        }
    }

    failure lost() const
    {
        if (opened_) return file_failure(file(), opened_->buffer.error(), "cannot be read");
        auto const code = boost::system::errc::make_error_code(boost::system::errc::io_error);
        return {code, {.explanation = "the stream failed"}};
    }

    std::unique_ptr<open_file> opened_;
    std::istream& from_;
    std::istream in_;  // with a state of its own
    std::string line_;
};

template <class Lines>
owned_line_reader own(Lines* lines)
{
    return {lines, [](line_reader* reader) { delete reader; }};
}

DESCRY_DECL owned_line_reader lines_of_text(std::string_view text, read_options const& options)
{
    return own(new lines_in_text(text, options));
}

DESCRY_DECL owned_line_reader lines_of_stream(std::istream& in, read_options const& options)
{
    return own(new lines_in_stream(in, options));
}

DESCRY_DECL owned_line_reader lines_of_file(std::filesystem::path const& path, read_options const& options)
{
    return own(new lines_in_stream(path, options));
}

DESCRY_DECL bool next_line(line_reader& lines) { return lines.next(); }

DESCRY_DECL bool read_line(line_reader const& lines, value_type const& type, void* out, failure& why)
{
    return lines.read(type, out, why);
}

DESCRY_DECL std::size_t line_number(line_reader const& lines) noexcept { return lines.number(); }

DESCRY_DECL void append_line(value_type const& type, void const* in, std::string& out, write_options options)
{
    options.indent = 0;
    std::string line;
    write_document(type, in, line, options);
    // Line breaks of JSON are outside of strings.
    std::replace_if(
        line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
    line += '\n';
    out += line;
}

DESCRY_DECL void write_text(std::ostream& out, std::string_view text)
{
    out.write(text.data(), static_cast<std::streamsize>(text.size()));
}

}  // namespace detail

}  // namespace descry
