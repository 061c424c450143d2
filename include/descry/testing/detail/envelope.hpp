// envelope: how a model holds the elements of a collection, and says where the next ones are.
#pragma once

#include <descry/json/write.hpp>
#include <descry/testing/detail/any_json.hpp>
#include <descry/testing/detail/any_model.hpp>
#include <descry/testing/detail/store.hpp>
#include <descry/testing/detail/tables.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry::testing::detail {

/// What an answer says of a page.
struct page_content {
    std::span<element_json const> elements;
    std::size_t total = 0;    ///< What the envelope counts.
    std::string_view type{};  ///< What its attributes say that it is; empty when they say nothing.
    std::string self{};       ///< Where it was asked for.
    std::string next{};       ///< Where the next page is; empty on the last.
    std::string previous{};
    std::string token{};              ///< For both; empty when they need none.
    std::string_view token_header{};  ///< That it is sent in.
    std::string_view rest{};          ///< The members that are none of these, see `envelope::rest_of`.
};

/// A bare list, or an object with a member that is the list.
class envelope {
    object_table const* table_;  // null for a bare list, as is the member
    field const* member_;
    list_table const* list_;

    envelope(object_table const* table, field const* member, list_table const* list)
        : table_(table), member_(member), list_(list)
    {
    }

public:
    /// How a type is one: it has a list that was declared as its elements; else a list of that name, or one whose
    /// elements are those of the items below it. Nothing when the type is no collection.
    static std::optional<envelope> in(value_type const& type, field const* declared, std::string_view name,
                                      object_table const* item)
    {
        auto const& whole = type_inside(type);
        if (whole.what == kind::list) return envelope(nullptr, nullptr, whole.list);
        if (whole.what != kind::object) return std::nullopt;
        for (auto const* f = whole.object->fields; f != whole.object->fields + whole.object->size; ++f) {
            auto const& member = type_inside(f->type);
            if (member.what != kind::list) continue;
            if (declared ? f == declared
                         : alike(f->names[2], name) || (item && object_in(member.list->element) == item))
                return envelope(whole.object, f, member.list);
        }
        return std::nullopt;
    }

    value_type const& element_type() const noexcept { return list_->element; }
    bool is_bare() const noexcept { return !table_; }

    /// The elements in an object of the type.
    std::vector<element_json> elements_of(void const* object) const
    {
        auto const* const list =
            table_ ? value_inside(member_->type, descry::detail::member_at(object, *table_, member_->address)) : object;
        std::vector<element_json> out;
        for (std::size_t i = 0, size = list ? list_->size(list) : 0; i != size; ++i)
            out.push_back(std::make_shared<std::string const>(write_value(list_->element, list_->at(list, i))));
        return out;
    }

    /// What an object, written by its model, says besides its elements; nothing of a bare list.
    std::string rest_of(std::string_view object) const
    {
        if (!table_) return {};
        auto out = read_own(object);
        std::erase_if(out.members, [this](auto const& each) { return alike(each.name, member_->names[0]); });
        return write_json(out);
    }

    /// The JSON of a page.
    std::string write(page_content const& of) const
    {
        if (!table_) return list_text(of);
        auto const rest = of.rest.empty() ? any_json(json_kind::object) : read_own(of.rest);
        members out;
        for (auto const* f = table_->fields; f != table_->fields + table_->size; ++f) {
            auto const name = wire_name(*table_, *f);
            if (f == member_)
                out.add(name, list_text(of));
            else if (alike(name, "totalCount"))
                out.add(name, std::to_string(of.total));
            else if (alike(name, "continuationToken"))
                out.add(name, of.token.empty() ? "" : write_json(of.token));
            else if (alike(name, "links") && object_in(f->type))
                out.add(name, links_text(object_in(f->type), of));
            else if (alike(name, "attributes") && !of.type.empty())
                out.add(name, attributes_text(object_in(f->type), of));
            else if (auto const* const other = find_member(rest, name))
                out.add(name, write_json(*other));
        }
        return out.text();
    }

private:
    // An object that is put together from texts.
    class members {
        std::string text_ = "{";

    public:
        void add(std::string_view name, std::string_view json)
        {
            if (json.empty()) return;
            if (text_.size() != 1) text_ += ',';
            text_ += write_json(std::string(name));
            text_ += ':';
            text_ += json;
        }

        bool empty() const { return text_.size() == 1; }
        std::string text() const { return text_ + '}'; }
    };

    static std::string list_text(page_content const& of)
    {
        std::string out = "[";
        for (auto const& each : of.elements) {
            if (out.size() != 1) out += ',';
            out += *each;
        }
        return out += ']';
    }

    static std::string attributes_text(object_table const* table, page_content const& of)
    {
        auto const* const type = member_alike(table, "objectType");
        members out;
        if (type) out.add(wire_name(*table, *type), write_json(std::string(of.type)));
        return type ? out.text() : std::string();
    }

    static std::string links_text(object_table const* table, page_content const& of)
    {
        members out;
        add_link(out, table, "self", of.self, {}, {});
        add_link(out, table, "next", of.next, of.token, of.token_header);
        add_link(out, table, "previous", of.previous, of.token, of.token_header);
        return out.text();
    }

    static void add_link(members& out, object_table const* links, std::string_view name, std::string const& uri,
                         std::string const& token, std::string_view token_header)
    {
        auto const* const f = member_alike(links, name);
        if (!f || uri.empty()) return;
        if (type_inside(f->type).what == kind::text) return out.add(wire_name(*links, *f), write_json(uri));
        auto const* const spelling = object_in(f->type);
        members link, header;
        for (auto const* const spelled : {"uri", "href", "url"})
            if (auto const* const place = member_alike(spelling, spelled))
                link.add(wire_name(*spelling, *place), write_json(uri));
        if (auto const* const method = member_alike(spelling, "method"))
            link.add(wire_name(*spelling, *method), "\"GET\"");
        header.add("key", write_json(std::string(token_header)));
        header.add("value", write_json(token));
        if (auto const* const headers = member_alike(spelling, "headers"))
            link.add(wire_name(*spelling, *headers), token.empty() ? "[]" : '[' + header.text() + ']');
        if (!link.empty()) out.add(wire_name(*links, *f), link.text());
    }
};

}  // namespace descry::testing::detail
