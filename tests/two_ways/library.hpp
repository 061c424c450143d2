// library: what a program of three files declares and shares.
#pragma once

#include <descry/client.hpp>
#include <descry/model/decimal.hpp>

#include <optional>
#include <string>
#include <vector>

namespace library {

struct book {
    std::string id;
    std::string title;
    std::optional<descry::decimal> price;
    std::vector<std::string> authors;
};
BOOST_DESCRIBE_STRUCT(book, (), (id, title, price, authors))

struct book_key {
    std::string id;
};
BOOST_DESCRIBE_STRUCT(book_key, (), (id))

struct books : descry::resource<book, book_key, "/books/{id}", descry::get, descry::put<>> {};

/// Of another file than the one that makes the client.
book rename(descry::client const& from, std::string const& id, std::string title);

/// Of a third: what the book is as JSON, read again and written.
std::string written_twice(book const& one);

}  // namespace library
