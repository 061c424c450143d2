// yyjson: ibireme/yyjson as a peer, by its documents.
#pragma once

#include <json/shape.hpp>

#include <yyjson.h>

#include <charconv>
#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>

namespace peers {

struct yyjson {
    static constexpr char const* name = "yyjson";

    template <class T>
    static T read(std::string const& text)
    {
        // Amounts have to stay exact, so that their numbers stay text.
        constexpr yyjson_read_flag flags = shape::has_scalars<T>() ? YYJSON_READ_NUMBER_AS_RAW : 0;
        std::unique_ptr<yyjson_doc, decltype(&yyjson_doc_free)> const document(
            yyjson_read(text.data(), text.size(), flags), yyjson_doc_free);
        if (!document) throw std::runtime_error("yyjson refuses the text");
        T value;
        fill(yyjson_doc_get_root(document.get()), value);
        return value;
    }

    template <class T>
    void write(T const& value)
    {
        std::unique_ptr<yyjson_mut_doc, decltype(&yyjson_mut_doc_free)> const document(yyjson_mut_doc_new(nullptr),
                                                                                       yyjson_mut_doc_free);
        yyjson_mut_doc_set_root(document.get(), make(document.get(), value));
        std::size_t size = 0;
        std::unique_ptr<char, decltype(&std::free)> const text(yyjson_mut_write(document.get(), 0, &size), std::free);
        out.assign(text.get(), size);
    }

    std::string out;

private:
    template <class T>
    static void fill(yyjson_val* from, T& to)
    {
        if constexpr (shape::is_optional<T>) {
            if (!yyjson_is_null(from)) fill(from, to.emplace());
        } else if constexpr (shape::is_list<T>) {
            to.reserve(yyjson_arr_size(from));
            yyjson_arr_iter elements = yyjson_arr_iter_with(from);
            while (auto* const element = yyjson_arr_iter_next(&elements))
                shape::append(to, [&](auto& filled) { fill(element, filled); });
        } else if constexpr (shape::is_array<T>) {
            auto elements = yyjson_arr_iter_with(from);
            for (auto& filled : to) fill(yyjson_arr_iter_next(&elements), filled);
        } else if constexpr (shape::is_map<T>) {
            auto members = yyjson_obj_iter_with(from);
            while (auto* const name = yyjson_obj_iter_next(&members))
                fill(yyjson_obj_iter_get_val(name), to[std::string(yyjson_get_str(name), yyjson_get_len(name))]);
        } else if constexpr (shape::is_object<T>) {
            yyjson_obj_iter members = yyjson_obj_iter_with(from);
            shape::for_each_member(to, [&](std::string_view member_name, auto& member) {
                if (auto* const value = yyjson_obj_iter_getn(&members, member_name.data(), member_name.size()))
                    fill(value, member);
            });
        } else if constexpr (shape::is_scalar<T>) {
            if (yyjson_is_str(from))
                to = shape::scalar<T>({yyjson_get_str(from), yyjson_get_len(from)}, true);
            else
                to = shape::scalar<T>(raw(from), false);
        } else if constexpr (std::is_same_v<T, std::string>) {
            to.assign(yyjson_get_str(from), yyjson_get_len(from));
        } else if constexpr (std::is_same_v<T, bool>) {
            to = yyjson_get_bool(from);
        } else if (yyjson_is_raw(from)) {
            std::from_chars(raw(from).data(), raw(from).data() + raw(from).size(), to);
        } else if constexpr (std::is_same_v<T, double>) {
            to = yyjson_get_num(from);
        } else {
            to = yyjson_get_sint(from);
        }
    }

    static std::string_view raw(yyjson_val* from) { return {yyjson_get_raw(from), yyjson_get_len(from)}; }

    template <class T>
    static yyjson_mut_val* make(yyjson_mut_doc* document, T const& from)
    {
        if constexpr (shape::is_optional<T>) {
            return make(document, *from);
        } else if constexpr (shape::is_list<T> || shape::is_array<T>) {
            auto* const list = yyjson_mut_arr(document);
            for (auto const& element : from) yyjson_mut_arr_append(list, make(document, element));
            return list;
        } else if constexpr (shape::is_map<T>) {
            auto* const object = yyjson_mut_obj(document);
            for (auto const& [member_name, value] : from)
                yyjson_mut_obj_add(object, yyjson_mut_strn(document, member_name.data(), member_name.size()),
                                   make(document, value));
            return object;
        } else if constexpr (shape::is_object<T>) {
            auto* const object = yyjson_mut_obj(document);
            shape::for_each_member(from, [&](std::string_view member_name, auto const& member) {
                if constexpr (shape::is_optional<std::remove_cvref_t<decltype(member)>>)
                    if (!member) return;
                yyjson_mut_obj_add(object, yyjson_mut_strn(document, member_name.data(), member_name.size()),
                                   make(document, member));
            });
            return object;
        } else if constexpr (shape::is_scalar<T>) {
            std::string text;
            if (descry::scalar<T>::write(from, text)) return yyjson_mut_strncpy(document, text.data(), text.size());
            return yyjson_mut_rawncpy(document, text.data(), text.size());
        } else if constexpr (std::is_same_v<T, std::string>) {
            return yyjson_mut_strn(document, from.data(), from.size());
        } else if constexpr (std::is_same_v<T, bool>) {
            return yyjson_mut_bool(document, from);
        } else if constexpr (std::is_same_v<T, double>) {
            return yyjson_mut_real(document, from);
        } else {
            return yyjson_mut_sint(document, from);
        }
    }
};

}  // namespace peers
