// envelope: the models of pages: the member with the elements, and the members that describe the page.
#pragma once

#include <descry/json/detail/writer.hpp>
#include <descry/json/write.hpp>
#include <descry/testing/detail/any_json.hpp>
#include <descry/testing/detail/any_model.hpp>
#include <descry/testing/detail/link_tree.hpp>
#include <descry/testing/detail/store.hpp>
#include <descry/testing/detail/tables.hpp>
#include <descry/testing/emulated_api.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry::testing::detail {

/// The description of a page in a response.
struct page_content {
    std::span<element_json const> elements;
    std::size_t total = 0;    ///< The value of the member that counts elements.
    std::string_view type{};  ///< If empty, the member for the type is omitted.
    std::string self{};       ///< The URI of the page.
    std::string next{};       ///< The URI of the next page; empty on the last page.
    std::string previous{};
    std::string token{};              ///< The token for both URIs; empty if they need none.
    std::string_view token_header{};  ///< The field in which the token is sent.
    std::string_view rest{};          ///< The other members, see `envelope::rest_of`.
    std::string version_path{};       ///< The path of the version of the list, if its model has it.
    std::string version{};            ///< A number.
};

/// A bare array, or an object with a member that is the array of elements.
class envelope {
    object_table const* table_;  // null for a bare array, as is the member
    field const* member_;
    list_table const* list_;

    envelope(object_table const* table, field const* member, list_table const* list)
        : table_(table), member_(member), list_(list)
    {
    }

public:
    /// Finds the elements of a type: the array that was declared as its elements; otherwise an array with the usual
    /// name, or one whose elements are those of the items below it. Empty if the type is not a collection.
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
        if (!list) return out;
        auto const [first, size] = list_->elements(list);
        for (std::size_t i = 0; i != size; ++i) {
            auto const* const element = static_cast<char const*>(first) + i * list_->element_size;
            out.push_back(std::make_shared<std::string const>(write_value(list_->element, element)));
        }
        return out;
    }

    /// The members of an object besides its elements, as written by its model. Empty for a bare array.
    std::string rest_of(std::string_view object) const
    {
        if (!table_) return {};
        auto out = read_own(object);
        std::erase_if(out.members, [this](auto const& each) { return alike(each.name, member_->names[0]); });
        return write_json(out);
    }

    /// The required members of a model besides the elements, with the values that its type gives them. Empty for a bare
    /// array, and for a model of which the default value has no JSON form.
    std::string required_of(model_type const& model) const
    {
        std::string json;
        descry::detail::writer engine(json, {});
        if (!table_ || !engine.document(*model.type, model.make().get())) return {};
        auto out = read_own(rest_of(json));
        std::erase_if(out.members, [this](auto const& each) {
            auto const* const member = member_alike(table_, each.name);
            return !member || !member->required;
        });
        return write_json(out);
    }

    /// The JSON of a page.
    std::string write(page_content const& of, emulated_api const& api) const
    {
        if (!table_) return list_text(of);
        auto members = of.rest.empty() ? any_json(json_kind::object) : read_own(of.rest);
        auto const& names = api.envelope;
        auto const set = [&](std::string_view path, auto value) { set_at_path(members, *table_, path, value); };
        auto const set_link = [&](std::string_view path, shown_link const& link) {
            set(path, [&](value_type const& type) { return link_tree(type, link, api); });
        };
        auto const set_text = [&](std::string_view path, std::string_view text) {
            set(path,
                [text](auto&&) { return text.empty() ? std::nullopt : std::optional(text_tree(std::string(text))); });
        };
        auto const total = [&of](auto&&) { return std::optional(number_tree(std::to_string(of.total))); };
        if (names.total.empty())
            for (auto const* const name : {"total", "total_count"}) {
                auto const* const member = member_named(table_, name);
                if (member && member->required && is_integer(member->type)) set(name, total);
            }
        set(names.total, total);
        set_text(names.token, of.token);
        set_link(names.self, {of.self});
        set_link(names.next, {of.next, of.token, std::string(of.token_header)});
        set_link(names.previous, {of.previous, of.token, std::string(of.token_header)});
        if (!of.type.empty()) set_text(names.type, of.type);
        set(of.version_path, [&of](value_type const& type) {
            return std::optional(is_integer(type_inside(type)) ? number_tree(of.version) : text_tree(of.version));
        });

        std::string out;
        for (auto const* f = table_->fields; f != table_->fields + table_->size; ++f) {
            auto const name = wire_name(*table_, *f);
            auto const* const other = f == member_ ? nullptr : find_member(members, name);
            if (f != member_ && !other) continue;
            out += out.empty() ? '{' : ',';
            (out += write_json(std::string(name))) += ':';
            out += other ? write_json(*other) : list_text(of);
        }
        return out += '}';
    }

private:
    static std::string list_text(page_content const& of)
    {
        std::string out = "[";
        for (auto const& each : of.elements) {
            if (out.size() != 1) out += ',';
            out += *each;
        }
        return out += ']';
    }
};

}  // namespace descry::testing::detail
