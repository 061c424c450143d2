// data_sets: what is read and written, by all programs of this benchmark.
#pragma once

#include <json/documents.hpp>
#include <json/standard.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace data {

/// One text, or several that are read in turn.
struct document {
    char const* name;
    std::vector<std::string> texts;
    bool exact_case = true;             ///< Names as peers can match them.
    descry::read_options options = {};  ///< As which descry reads it. Peers skip unknown members in any case.
};

/// Calls `visitor.both<T>(document)` for what is read and written, and `visitor.reads<T>(document)` for the same object
/// in another text.
template <class Visitor>
void visit_data_sets(Visitor const& visitor)
{
    auto const list = [&]<class T>(char const* name, std::vector<T> const& elements) {
        visitor.template both<std::vector<T>>({name, {descry::write_json(elements)}});
    };
    auto const standard = [&]<class T>(char const* name) {
        if (auto text = standard_document(name); !text.empty()) visitor.template both<T>({name, {std::move(text)}});
    };

    auto const minified = descry::write_json(make_profile());
    using profile = customer_billing_profile;
    visitor.template both<profile>({"profile", {minified}});
    visitor.template reads<profile>({"indented", {indented(minified)}});
    auto const pascal = descry::write_json(make_profile(), {.names = descry::casing::pascal});
    visitor.template reads<profile>({.name = "PascalCase", .texts = {pascal}, .exact_case = false});
    visitor.template reads<profile>({.name = "ALL CAPS", .texts = {upper_cased_names(minified)}, .exact_case = false});
    visitor.template reads<profile>({"reverse order", {reversed(minified)}});
    visitor.template reads<profile>({"random order", shuffled(minified, 64)});
    auto const unknown = with_unknown_members(minified);
    visitor.template reads<profile>({"a third unknown", {unknown}});
    visitor.template reads<profile>({.name = "a third unknown, skipped",
                                     .texts = {unknown},
                                     .options = {.unknown = descry::unknown_members::ignored}});

    visitor.template both<page<customer>>({"500 customers", {descry::write_json(make_customers(500))}});
    visitor.template both<page<line_item>>({"2,000 line items", {descry::write_json(make_line_items(2000))}});
    visitor.template both<page<note>>(
        {"escapes", {descry::write_json(make_notes(100, "a \"quoted\" word,\ta tab\\and\r\na line / \x01\x1f "))}});
    visitor.template both<page<note>>(
        {"Japanese and emoji",
         {descry::write_json(make_notes(100, "請求書の送付先を変更しました。😀🎉 ありがとうございます "))}});
    visitor.template both<page<customer>>({"10 MB", {descry::write_json(make_customers(28'000))}});

    standard.template operator()<twitter::document>("twitter");
    standard.template operator()<citm::catalog>("citm_catalog");
    standard.template operator()<canada::collection>("canada");

    constexpr std::size_t count = 3000;
    list("bool", make_bools(count));
    list("int64 of 9 digits", make_integers(count, 9));
    list("int64 of 18 digits", make_integers(count, 18));
    list("double, 2 decimals", make_amounts(count));
    list("double, 17 digits", make_doubles(count));
    list("text of 8", make_texts(count, 8, 8));
    list("text of 20 to 60", make_texts(count, 20, 60));
    list("text of 400", make_texts(count, 400, 400));
    list("points", make_points(count));
}

}  // namespace data
