// link_header: the link to the next page in a `Link` field (RFC 8288).
#pragma once

#include <descry/core/naming.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace descry {

namespace detail {

/// Appended to a malformed link, which makes it an invalid reference, so that following it fails.
inline constexpr char mark_of_malformed = '\\';

/// Parses the value of one `Link` field, link by link.
class link_header_reader {
    std::string_view left_;
    std::string_view target_{};
    bool relation_seen_ = false, is_next_ = false, has_anchor_ = false;

public:
    explicit link_header_reader(std::string_view value) noexcept : left_(value) {}

    std::optional<std::string> next()
    {
        for (skip(" \t,"); !left_.empty(); skip(" \t,")) {
            auto const link = left_;
            if (!read_link()) return std::string(link) + mark_of_malformed;
            // The context of a link with an anchor is another resource (RFC 8288, 3.2).
            if (is_next_ && !has_anchor_) return std::string(target_);
        }
        return std::nullopt;
    }

private:
    bool read_link()
    {
        auto const end = left_.find('>');
        if (!take('<') || end == left_.npos) return false;
        target_ = left_.substr(0, end - 1);
        left_.remove_prefix(end);
        relation_seen_ = is_next_ = has_anchor_ = false;
        for (;;) {
            skip(" \t");
            if (left_.empty() || left_.front() == ',') return true;
            if (!take(';') || !read_parameter()) return false;
        }
    }

    bool read_parameter()
    {
        skip(" \t");
        auto const name = take_until("=;, \t");
        skip(" \t");
        std::string value;
        if (take('=')) {
            skip(" \t");
            if (!take('"'))
                value = take_until(";, \t");
            else if (!read_quoted(value))
                return false;
        }
        if (equal_ignoring_case(name, "anchor")) has_anchor_ = true;
        if (equal_ignoring_case(name, "rel") && !relation_seen_) {  // later ones are ignored (3.3)
            relation_seen_ = true;
            is_next_ = names_next(value);
        }
        return true;
    }

    // Reads a quoted string after its opening quote (RFC 9110, 5.6.4).
    bool read_quoted(std::string& value)
    {
        while (!left_.empty()) {
            if (take('"')) return true;
            if (take('\\') && left_.empty()) return false;
            value += left_.front();
            left_.remove_prefix(1);
        }
        return false;
    }

    // True if one of the relations, which are separated by white space, is `next`.
    static bool names_next(std::string_view relations) noexcept
    {
        while (!relations.empty()) {
            auto const end = std::min(relations.find_first_of(" \t"), relations.size());
            if (equal_ignoring_case(relations.substr(0, end), "next")) return true;
            relations.remove_prefix(std::min(end + 1, relations.size()));
        }
        return false;
    }

    void skip(std::string_view any) noexcept
    {
        left_.remove_prefix(std::min(left_.find_first_not_of(any), left_.size()));
    }

    bool take(char c) noexcept
    {
        bool const is_there = left_.starts_with(c);
        if (is_there) left_.remove_prefix(1);
        return is_there;
    }

    std::string_view take_until(std::string_view any) noexcept
    {
        auto const out = left_.substr(0, left_.find_first_of(any));
        left_.remove_prefix(out.size());
        return out;
    }
};

/// The target of the first link with `rel="next"`, if any. A malformed value yields an invalid link, so that the list
/// does not seem to end.
inline std::optional<std::string> next_in_link_header(std::string_view value)
{
    return link_header_reader(value).next();
}

/// Resolves a reference with an empty or relative path against the target of a request (RFC 3986, 5.2), without
/// removing dot segments. Other references are returned unchanged.
inline std::string relative_to(std::string_view target, std::string_view reference)
{
    if (reference.empty() || reference.front() == '#') return std::string(target).append(reference);
    auto const path = target.substr(0, target.find('?'));
    if (reference.front() == '?') return std::string(path).append(reference);
    auto const first = reference.substr(0, reference.find_first_of("/?#"));
    if (first.empty() || first.find(':') != first.npos) return std::string(reference);
    return std::string(path.substr(0, path.rfind('/') + 1)).append(reference);
}

}  // namespace detail

}  // namespace descry
