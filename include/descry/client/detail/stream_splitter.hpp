// stream_splitter: splits a body that arrives in pieces into the values of a stream: lines, or Server-Sent Events.
#pragma once

#include <descry/core/detail/characters.hpp>
#include <descry/json/detail/text_lexer.hpp>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace descry {

namespace detail {

/// A value of a stream that is not decoded yet.
struct stream_item {
    std::string text{};                                ///< A line, or the data of an event.
    std::string name{};                                ///< Of an event.
    std::shared_ptr<std::string const> id{};           ///< Of an event, and of those after it; null for a line.
    std::optional<std::chrono::milliseconds> retry{};  ///< The reconnection time that was declared last.
    std::size_t line = 0;                              ///< The number of its first line, from 1.
    std::size_t offset = 0;                            ///< Of a line in the stream.
    bool is_too_large = false;                         ///< The text is longer than the limit, and was dropped.
    bool is_cut = false;                               ///< The stream ended before the end of the line.
};

enum class stream_format : std::uint8_t {
    lines,   ///< One value a line, which ends with LF or CR LF.
    events,  ///< `text/event-stream` (WHATWG HTML, 9.2), whose lines end with LF, CR LF or CR.
};

/// Holds the incomplete value, of at most `max_size` octets.
class stream_splitter {
public:
    stream_splitter(stream_format format, std::size_t max_size)
        : format_(format), max_size_(std::min(max_size, std::numeric_limits<std::size_t>::max() - extra))
    {
    }

    /// Appends the values that end in the next piece of the body. Returns true if a line ended, even one
    /// without a value, such as a blank line or a comment.
    bool split(std::string_view piece, std::deque<stream_item>& out)
    {
        bool has_ended = false;
        while (!piece.empty()) {
            if (std::exchange(after_cr_, false) && piece.front() == '\n') {
                ++begin_;
                piece.remove_prefix(1);
                continue;
            }
            auto const end = format_ == stream_format::lines ? piece.find('\n') : piece.find_first_of("\r\n");
            keep(piece.substr(0, end));
            if (end == std::string_view::npos) break;
            after_cr_ = piece[end] == '\r';
            end_line(out);
            ++begin_;
            has_ended = true;
            piece.remove_prefix(end + 1);
        }
        return has_ended;
    }

    /// The body is complete. Its last line may lack its end. An event that lacks its blank line is none (9.2.6).
    void finish(std::deque<stream_item>& out)
    {
        if (format_ == stream_format::events || size_ == 0) return;
        auto const before = out.size();
        end_line(out);
        if (out.size() != before) out.back().is_cut = true;
    }

private:
    void keep(std::string_view part)
    {
        size_ += part.size();
        if (line_.size() + part.size() <= max_size_ + extra) {
            line_ += part;
        } else {
            // The first octet tells a comment from a field.
            line_ = std::string(line_.empty() ? part.substr(0, 1) : std::string_view(line_).substr(0, 1));
            is_long_ = true;
        }
    }

    void end_line(std::deque<stream_item>& out)
    {
        ++number_;
        std::string_view text = line_;
        if (number_ == 1) text = without_byte_order_mark(text);
        format_ == stream_format::lines ? take_line(text, out) : take_field(text, out);
        begin_ += std::exchange(size_, 0);
        is_long_ = false;
        line_.clear();
    }

    void take_line(std::string_view text, std::deque<stream_item>& out)
    {
        auto const skipped = line_.size() - text.size();
        if (text.ends_with('\r')) text.remove_suffix(1);
        bool const is_large = is_long_ || text.size() > max_size_;
        if (!is_large && text.find_first_not_of(" \t\r") == std::string_view::npos) return;
        stream_item item{.line = number_, .offset = begin_ + skipped, .is_too_large = is_large};
        if (!is_large) item.text = text;
        out.push_back(std::move(item));
    }

    // 9.2.6: the interpretation of one line.
    void take_field(std::string_view line, std::deque<stream_item>& out)
    {
        if (line.empty()) return end_event(out);
        if (line.front() == ':') return;
        if (event_.line == 0) event_.line = number_;
        if (is_long_) return drop_event();
        auto const colon = line.find(':');
        auto const name = line.substr(0, colon);
        auto value = colon == std::string_view::npos ? std::string_view() : line.substr(colon + 1);
        if (value.starts_with(' ')) value.remove_prefix(1);
        if (name == "data") {
            if (!std::exchange(has_data_, true)) event_.line = number_;
            if (event_.text.size() + value.size() > max_size_) return drop_event();
            (event_.text += value) += '\n';
        } else if (name == "event") {
            event_.name = value;
        } else if (name == "id") {
            if (value.find('\0') == std::string_view::npos) id_ = std::make_shared<std::string const>(value);
        } else if (name == "retry") {
            note_retry(value);
        }
    }

    void note_retry(std::string_view digits)
    {
        std::int64_t milliseconds = 0;
        auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), milliseconds);
        bool const is_number = !digits.empty() && digits.find_first_not_of("0123456789") == std::string_view::npos;
        if (is_number && error == std::errc()) retry_ = std::chrono::milliseconds(milliseconds);
    }

    // The further data of the event is not kept either.
    void drop_event()
    {
        event_.is_too_large = true;
        event_.text = {};
    }

    void end_event(std::deque<stream_item>& out)
    {
        auto event = std::exchange(event_, {});
        if (!std::exchange(has_data_, false) && !event.is_too_large) return;
        if (event.is_too_large)
            event.text = {};
        else
            event.text.pop_back();
        if (event.name.empty()) event.name = "message";
        event.id = id_;
        event.retry = retry_;
        out.push_back(std::move(event));
    }

    static constexpr auto extra = byte_order_mark.size() + 1;  // and a CR

    stream_format format_;
    std::size_t max_size_;
    std::string line_{};      // the incomplete line
    std::size_t size_ = 0;    // of that line in the body
    std::size_t begin_ = 0;   // of that line in the body
    std::size_t number_ = 0;  // of the complete lines
    bool is_long_ = false;    // the line was dropped, except for its first octet
    bool after_cr_ = false;   // an LF belongs to the end of the line before
    stream_item event_{};     // the incomplete event
    bool has_data_ = false;
    std::shared_ptr<std::string const> id_ = std::make_shared<std::string const>();
    std::optional<std::chrono::milliseconds> retry_{};
};

}  // namespace detail

}  // namespace descry
