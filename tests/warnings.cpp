// What a program includes, header-only and by -I, causes no warning at any level of optimization.
#include <descry/client/stream.hpp>
#include <descry/client/wire_log.hpp>
#include <descry/descry.hpp>
#include <descry/rest/page.hpp>

#include <chrono>
#include <cstdint>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

namespace shop {

struct book {
    std::uint64_t id = 0;
    std::string title;
    std::optional<std::string> note;
    descry::etag tag;
};
BOOST_DESCRIBE_STRUCT(book, (), (id, title, note, tag))

struct book_key {
    std::uint64_t id = 0;
};
BOOST_DESCRIBE_STRUCT(book_key, (), (id))

struct shelf {
    std::vector<book> books;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(shelf, (), (books, next))

struct books : descry::resource<book, book_key, "/books/{id}", descry::get, descry::put<descry::if_match<&book::tag>>,
                                descry::patch<descry::if_match<&book::tag>>, descry::remove<>> {};
struct shelves : descry::resource<shelf, descry::nothing, "/books",
                                  descry::in_pages<descry::get, &shelf::books, descry::by_link<&shelf::next>>,
                                  descry::create<book>, descry::watch<book>> {};

}  // namespace shop

int main()
{
    using namespace std::chrono_literals;
    descry::client const api{{.base_url = "https://localhost:1",
                              .network = {.max_header_bytes = 4096},
                              .wrap_transport = descry::wire_log(std::clog)}};
    auto const one = api.at<shop::books>({.id = 1}).with({.timeout = 500ms, .retries = 0});
    auto changed = one.get();
    auto const before = changed;
    changed.title = "new";
    (void)one.try_update(changed);
    (void)one.try_patch(before, changed);
    (void)one.try_modify([](shop::book& it) { it.note = "read"; });
    (void)one.try_remove();
    for (auto const& each : api.at<shop::shelves>({}).all()) std::cout << each.title << '\n';
    for (auto const& each : api.at<shop::shelves>({}).watch()) std::cout << each.title << '\n';
}
