// lines: JSON Lines, also called NDJSON (application/jsonl): one JSON value a line.
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
#include <iosfwd>
#include <iterator>
#include <memory>
#include <optional>
#include <ranges>
#include <string>
#include <string_view>
#include <utility>

namespace descry {

namespace detail {

/// The lines of a text, a stream or a file, independent of the type of their values.
class line_reader;
using owned_line_reader = std::unique_ptr<line_reader, void (*)(line_reader*)>;

DESCRY_DECL owned_line_reader lines_of_text(std::string_view text, read_options const& options);
DESCRY_DECL owned_line_reader lines_of_stream(std::istream& in, read_options const& options);
DESCRY_DECL owned_line_reader lines_of_file(std::filesystem::path const& path, read_options const& options);

/// Advances to the next line that is not blank, or to the failure of the stream. Returns false at the end.
DESCRY_DECL bool next_line(line_reader& lines);
/// Reads the line into a new value. Returns false and sets the failure on error.
DESCRY_DECL bool read_line(line_reader const& lines, value_type const& type, void* out, failure& why);
DESCRY_DECL std::size_t line_number(line_reader const& lines) noexcept;

DESCRY_DECL void append_line(value_type const& type, void const* in, std::string& out, write_options options);
DESCRY_DECL void write_text(std::ostream& out, std::string_view text);

}  // namespace detail

/// A range of the values of a JSON Lines text, each of which is read when the iterator advances to its line. It is an
/// input range (`std::ranges::input_range`) and a view: its values are read once, by one loop. Create it with
/// `read_json_lines` or `read_json_lines_file`.
///
/// Each element is a `result<T>`, which may be moved from. A failure has the line's number in `failure_details::line`,
/// `column` in that line, and `offset` from the start of the whole text; the lines after it are read nevertheless. Only
/// if the stream or the file fails, the range ends after that failure, whose code is not one of JSON.
///
/// A line ends with LF or CR LF; the last one may end without. A CR elsewhere is white space of its line, and counts
/// for `column`, while `excerpt` begins after it. Lines of white space, and with `read_options::jsonc` of comments, are
/// skipped and counted. Each line is read by `read_json_into` with the options of the range. A line of more than
/// `read_options::max_size` bytes is `errc::too_large`, and its rest is skipped and not kept in memory. Set it for
/// untrusted streams, since a line is unlimited by default. Not thread-safe.
template <class T>
class json_lines : public std::ranges::view_base {
public:
    /// An iterator, which is valid as long as its range exists and is not moved.
    class iterator {
    public:
        using value_type = result<T>;
        using difference_type = std::ptrdiff_t;
        using iterator_concept = std::input_iterator_tag;

        iterator() = default;

        result<T>& operator*() const noexcept { return *lines_->current_; }
        result<T>* operator->() const noexcept { return &*lines_->current_; }

        iterator& operator++()
        {
            lines_->read();
            return *this;
        }
        void operator++(int) { ++*this; }

        friend bool operator==(iterator const& i, std::default_sentinel_t) noexcept { return i.is_at_end(); }

    private:
        friend json_lines;
        explicit iterator(json_lines& lines) noexcept : lines_(&lines) {}
        bool is_at_end() const noexcept { return lines_->at_end_; }

        json_lines* lines_ = nullptr;
    };

    /// Reads the next line, usually the first.
    iterator begin()
    {
        read();
        return iterator(*this);
    }
    std::default_sentinel_t end() const noexcept { return {}; }

    /// The number of the line that was read last, from 1.
    std::size_t line() const noexcept { return detail::line_number(*lines_); }

private:
    template <class U>
    friend json_lines<U> read_json_lines(std::string_view text, read_options options);
    template <class U>
    friend json_lines<U> read_json_lines(std::istream& in, read_options options);
    template <class U>
    friend json_lines<U> read_json_lines_file(std::filesystem::path const& path, read_options options);

    explicit json_lines(detail::owned_line_reader&& lines) : lines_(std::move(lines)) { detail::check_reading<T>(); }

    void read()
    {
        at_end_ = !detail::next_line(*lines_);
        if (at_end_) return;
        auto& value = current_.emplace(boost::system::in_place_value);
        if (failure why; !detail::read_line(*lines_, type_for<T>(), &*value, why)) current_.emplace(why);
    }

    detail::owned_line_reader lines_;
    std::optional<result<T>> current_;
    bool at_end_ = false;
};

/// Reads the lines of `text`, which must exist as long as the range.
/// @code
/// for (descry::result<event> const& each : descry::read_json_lines<event>(text))
///     each ? handle(*each) : complain(each.error());  // "/at: expected a string, found null at line 7, column 8 …"
/// @endcode
template <class T>
json_lines<T> read_json_lines(std::string_view text, read_options options = {})
{
    return json_lines<T>(detail::lines_of_text(text, options));
}

/// Reads the lines of a stream, which must exist as long as the range. No byte after a line is read before the iterator
/// advances, so that values can be handled as they arrive. At the end of the stream, its `eofbit` is set. A stream that
/// has failed before, such as a file that could not be opened, is one failure, `std::errc::io_error`.
template <class T>
json_lines<T> read_json_lines(std::istream& in, read_options options = {})
{
    detail::check_reading<T, detail::source::temporary_text>();
    return json_lines<T>(detail::lines_of_stream(in, options));
}

/// A temporary string would be destroyed before its lines are read.
template <class T, detail::temporary_string Text>
json_lines<T> read_json_lines(Text&&, read_options = {}) = delete;

/// Reads the lines of the file at `path`, of which it has a part in memory. A file that cannot be read is one failure,
/// as of `read_json_file`. Failures have the path in `failure_details::file`.
template <class T>
json_lines<T> read_json_lines_file(std::filesystem::path const& path, read_options options = {})
{
    detail::check_reading<T, detail::source::temporary_text>();
    return json_lines<T>(detail::lines_of_file(path, options));
}

/// Appends `value` as JSON and a line break to `out`. See `write_json_into` for options and exceptions, after which
/// `out` is unchanged. `write_options::indent` is ignored, and line breaks in unknown members and in `raw_json` are
/// written as spaces, so that there is one line.
template <class T>
void write_json_line(T const& value, std::string& out, write_options options = {})
{
    detail::append_line(type_for<T>(), &value, out, options);
}

/// Writes `value` as JSON and a line break to a stream, whose state tells whether it succeeded. After an exception of
/// `write_json_into`, nothing was written.
template <class T>
void write_json_line(T const& value, std::ostream& out, write_options options = {})
{
    std::string line;
    write_json_line(value, line, options);
    detail::write_text(out, line);
}

/// Returns the elements of a range as JSON Lines. See `write_json_line`.
template <std::ranges::input_range Values>
std::string write_json_lines(Values&& values, write_options options = {})
{
    std::string out;
    for (std::ranges::range_value_t<Values> const& value : values) write_json_line(value, out, options);
    return out;
}

}  // namespace descry

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/json/impl/lines.ipp>
#endif
