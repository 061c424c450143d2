// without_comments: a text with comments and trailing commas as strict JSON of the same size.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace descry {

namespace detail {

/// A copy of a text in which comments and trailing commas are spaces. Line breaks in comments remain, so that each byte
/// keeps its offset and its line. All else is copied as it is, up to its first error. The reader finds that error.
class without_comments {
public:
    explicit without_comments(std::string_view text) : text_(text)
    {
        while (at_ != text_.size() && open_comment_ == npos) {
            if (auto const c = text_[at_]; c == '/')
                comment();
            else if (c == ' ' || c == '\t' || c == '\n' || c == '\r')
                ++at_;
            else
                token(c);
        }
    }

    std::string_view text() const noexcept { return text_; }

    /// True if a comment without an end begins at that offset.
    bool is_open_comment(std::size_t offset) const noexcept { return offset == open_comment_; }

private:
    static constexpr auto npos = std::string::npos;

    void comment()
    {
        auto const kind = std::string_view(text_).substr(at_, 2);
        if (kind == "//") return blank(text_.find_first_of("\r\n", at_));
        if (kind != "/*") return token('/');
        auto const end = text_.find("*/", at_ + 2);
        if (end == npos)
            open_comment_ = at_;
        else
            blank(end + 2);
    }

    void blank(std::size_t end)
    {
        for (; at_ != end && at_ != text_.size(); ++at_)
            if (text_[at_] != '\n' && text_[at_] != '\r') text_[at_] = ' ';
    }

    // A string, or one byte of another token.
    void token(char first)
    {
        bool const closes = first == ']' || first == '}';
        if (closes && comma_ != npos) text_[comma_] = ' ';
        comma_ = first == ',' && after_value_ ? at_ : npos;
        after_value_ = first != ',' && first != ':' && first != '[' && first != '{';
        ++at_;
        if (first == '"') rest_of_string();
    }

    void rest_of_string()
    {
        while (at_ < text_.size()) {
            auto const c = text_[at_++];
            if (c == '"') return;
            if (c == '\\' && at_ != text_.size()) ++at_;
        }
    }

    std::string text_;
    std::size_t at_ = 0;
    std::size_t comma_ = npos;  // a comma after a value, if only white space and comments followed
    bool after_value_ = false;
    std::size_t open_comment_ = npos;
};

}  // namespace detail

}  // namespace descry
