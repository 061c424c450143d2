// page_cursor: where in a list a reader is, and what it asks for next. No sockets, no types.
#pragma once

#include <descry/call/engine.hpp>
#include <descry/call/message.hpp>
#include <descry/core/error.hpp>
#include <descry/rest/page.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry {

namespace detail {

/// The target with a parameter of its query in place of one of that name.
inline std::string with_parameter(std::string_view target, std::string_view name, std::string_view value)
{
    auto const question = target.find('?');
    std::string out(target.substr(0, question));
    char before = '?';
    auto const add = [&](std::string_view parameter) { (out += std::exchange(before, '&')) += parameter; };
    for (auto rest = question == target.npos ? std::string_view() : target.substr(question + 1); !rest.empty();) {
        auto const end = rest.find('&');
        auto const parameter = rest.substr(0, end);
        if (parameter.substr(0, parameter.find('=')) != name) add(parameter);
        rest.remove_prefix(end == rest.npos ? rest.size() : end + 1);
    }
    add(std::string(name) + '=' + std::string(value));
    return out;
}

class page_cursor {
    std::string target_;  // of the page that was read last, or is to be read first
    std::vector<header> headers_{};
    std::optional<next_page> next_{};
    bool begun_ = false;

public:
    /// What to ask for. It stays the same until `read` is called, so that a page that failed is asked for again.
    struct question {
        std::string target;
        std::vector<header> headers;
    };

    explicit page_cursor(std::string first) : target_(std::move(first)) {}

    std::string const& target() const noexcept { return target_; }
    bool ended() const noexcept { return begun_ && !next_; }

    /// Not to be called when the list has ended.
    result<question> ask(engine const& service) const
    {
        if (!begun_) return question{target_, {}};
        question out{target_, {}};
        if (!next_->link.empty()) {
            auto resolved = service.resolve(with_one_query(next_->link));
            if (!resolved) return resolved.error();
            out.target = std::move(*resolved);
        }
        for (auto const& [name, value] : next_->parameters) out.target = with_parameter(out.target, name, value);
        for (auto const& [name, value] : next_->headers) out.headers.push_back({name, value});
        if (out.target == target_ && same(out.headers, headers_))
            return failure(errc::unsafe_link, {.explanation = "the page says that it follows itself"});
        return out;
    }

    /// A page was read.
    void read(question asked, std::optional<next_page> next)
    {
        begun_ = true;
        target_ = std::move(asked.target);
        headers_ = std::move(asked.headers);
        next_ = std::move(next);
    }

private:
    // Partner Center's documentation shows links with a second question mark, where an ampersand was meant.
    static std::string with_one_query(std::string link)
    {
        auto const question = link.find('?');
        if (question != link.npos)
            std::replace(link.begin() + static_cast<std::ptrdiff_t>(question) + 1, link.end(), '?', '&');
        return link;
    }

    static bool same(std::vector<header> const& a, std::vector<header> const& b)
    {
        return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                          [](header const& x, header const& y) { return x.name == y.name && x.value == y.value; });
    }
};

}  // namespace detail

}  // namespace descry
