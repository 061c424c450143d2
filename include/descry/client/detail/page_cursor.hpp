// page_cursor: the position of a reader in a collection, and the request of the next page. No sockets, no types.
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
    /// How a page is requested. The request of the next page does not change until `read` is called, so that a page
    /// that failed is requested again.
    struct page_request {
        std::string target;
        std::vector<header> headers;
        std::string content{};  ///< What differs in the request from that of other pages, to detect cycles.
    };

    page_cursor(page_request first, std::size_t max_empty_pages);
    page_cursor(page_cursor const&) = delete;
    page_cursor& operator=(page_cursor const&) = delete;
    ~page_cursor();

    bool ended() const noexcept { return pages_ != 0 && !next_; }
    /// True if the page that was read last has no elements.
    bool at_empty_page() const noexcept { return empty_pages_ != 0; }

    /// Must not be called after the last page.
    result<page_request> next_request(engine const& service, operation const& op) const;

    /// A page with this number of elements was read. `content` is that of the request of the next page.
    void read(page_request request, std::size_t elements, std::optional<next_page> next, std::string content = {});

private:
    static bool same(page_request const& a, page_request const& b);

    static failure refused(char const* why, std::string_view target, operation const& op);

    page_request last_;  // the page that was read last, or the first page before it is read
    page_request mark_{};
    std::optional<next_page> next_{};
    std::string content_{};  // of the next request
    std::size_t pages_ = 0;
    std::size_t empty_pages_ = 0;  // consecutive, including the page that was read last
    std::size_t max_empty_pages_;
};

}  // namespace detail

}  // namespace descry

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/client/impl/page_cursor.ipp>
#endif
