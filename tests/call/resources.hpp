// resources: of the service in document.hpp, for the tests of verbs.
#pragma once

#include "document.hpp"

#include <optional>
#include <string>
#include <vector>

namespace call_test::resources {

struct search {
    std::optional<std::string> text;
    std::optional<int> size;
};
BOOST_DESCRIBE_STRUCT(search, (), (text, size))

struct shelf {
    std::vector<document> items;
};
BOOST_DESCRIBE_STRUCT(shelf, (), (items))

struct receipt {
    std::string number;
};
BOOST_DESCRIBE_STRUCT(receipt, (), (number))

struct shelves : descry::resource<shelf, descry::nothing, "/documents", descry::with_query<descry::get, search>,
                                  descry::create<document>> {};

struct items : descry::resource<document, document_key, "/documents/{id}", descry::get, descry::patch<document_tag>,
                                descry::remove<>, descry::exists> {};

struct merged_items : descry::resource<document, document_key, "/documents/{id}",
                                       descry::patch<descry::unconditional, "application/merge-patch+json">> {};

struct removal {
    std::optional<bool> with_copies{};
};
BOOST_DESCRIBE_STRUCT(removal, (), (with_copies))

struct new_title {
    std::string title{};
};
BOOST_DESCRIBE_STRUCT(new_title, (), (title))

struct titled_items
    : descry::resource<document, document_key, "/documents/{id}", descry::action<new_title, descry::whole_model, "PUT">,
                       descry::with_query<descry::remove<>, removal>> {};

// Conditional operations.
using tag_if_present = descry::if_match_if_present<&document::tag>;

struct guarded : descry::resource<document, document_key, "/documents/{id}", descry::get, descry::put<document_tag>,
                                  descry::remove<document_tag>> {};

struct half_guarded
    : descry::resource<document, document_key, "/documents/{id}", descry::get, descry::put<tag_if_present>,
                       descry::patch<tag_if_present>, descry::with_query<descry::remove<tag_if_present>, removal>> {};

struct existing
    : descry::resource<document, document_key, "/documents/{id}", descry::get, descry::put<descry::if_exists>,
                       descry::patch<descry::if_exists>, descry::remove<descry::if_exists>> {};

struct absent
    : descry::resource<document, document_key, "/documents/{id}", descry::get, descry::put<descry::if_absent>> {};

// The entity tag is in a representation.
struct guarded_action : descry::resource<document, document_key, "/documents/{id}",
                                         descry::with_condition<descry::action<new_title, receipt>, document_tag>,
                                         descry::with_condition<descry::create<new_title, receipt>, tag_if_present>,
                                         descry::with_condition<descry::exists, document_tag>> {};

inline std::string condition_in(descry::request const& sent)
{
    std::string out;
    for (auto const& [name, value] : sent.headers)
        if (name == "If-Match" || name == "If-None-Match") out += name + ": " + value;
    return out;
}

inline descry::request last(network const& to) { return to->requests().back(); }

}  // namespace call_test::resources
