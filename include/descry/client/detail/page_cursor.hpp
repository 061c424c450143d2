// page_cursor: where in a list a reader is, and what it asks for next. No sockets, no types.
#pragma once

#include <descry/client/detail/engine.hpp>
#include <descry/core/config.hpp>
#include <descry/core/error.hpp>
#include <descry/http/message.hpp>
#include <descry/rest/detail/operation.hpp>
#include <descry/rest/page.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace descry {

namespace detail {

class page_cursor {
public:
    /// What to ask for. It stays the same until `read` is called, so that a page that failed is asked for again.
    struct question {
        std::string target;
        std::vector<header> headers;
    };

    page_cursor(std::string first, std::size_t max_empty_pages);
    page_cursor(page_cursor const&) = delete;
    page_cursor& operator=(page_cursor const&) = delete;
    ~page_cursor();

    bool ended() const noexcept { return pages_ != 0 && !next_; }
    /// The page that was read last has no elements.
    bool at_empty_page() const noexcept { return empty_pages_ != 0; }

    /// Not to be called when the list has ended.
    result<question> ask(engine const& service, operation const& op) const;

    /// A page with so many elements was read.
    void read(question asked, std::size_t elements, std::optional<next_page> next);

private:
    static bool same(question const& a, question const& b);

    static failure refused(char const* why, std::string_view target, operation const& op);

    question last_;  // The page that was read last, or is to be read first.
    question mark_{};
    std::optional<next_page> next_{};
    std::size_t pages_ = 0;
    std::size_t empty_pages_ = 0;  // in a row, up to the one that was read last
    std::size_t max_empty_pages_;
};

}  // namespace detail

}  // namespace descry

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/client/impl/page_cursor.ipp>
#endif
