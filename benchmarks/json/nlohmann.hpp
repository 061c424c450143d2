// nlohmann: nlohmann's JSON as a peer.
#pragma once

#include <descry/json.hpp>
#include <json/shape.hpp>
#include <nlohmann/json.hpp>

#include <string>
#include <string_view>
#include <type_traits>

namespace peers {

/// nlohmann by its values.
struct nlohmann_json {
    static constexpr char const* name = "nlohmann";

    template <class T>
    static T read(std::string const& text)
    {
        T value;
        fill(nlohmann::json::parse(text), value);
        return value;
    }

    template <class T>
    void write(T const& value)
    {
        out = make(value).dump();
    }

    std::string out;

private:
    template <class T>
    static void fill(nlohmann::json const& from, T& to)
    {
        if constexpr (shape::is_optional<T>) {
            if (!from.is_null()) fill(from, to.emplace());
        } else if constexpr (shape::is_list<T>) {
            to.reserve(from.size());
            for (auto const& element : from) shape::append(to, [&](auto& filled) { fill(element, filled); });
        } else if constexpr (shape::is_array<T>) {
            for (std::size_t i = 0; i != to.size(); ++i) fill(from.at(i), to[i]);
        } else if constexpr (shape::is_map<T>) {
            for (auto at = from.begin(); at != from.end(); ++at) fill(*at, to[at.key()]);
        } else if constexpr (shape::is_object<T>) {
            shape::for_each_member(to, [&](std::string_view name, auto& member) {
                if (auto const at = from.find(name); at != from.end()) fill(*at, member);
            });
        } else if constexpr (shape::is_scalar<T>) {
            if (from.is_string())
                to = shape::scalar<T>(from.get_ref<std::string const&>(), true);
            else  // the text of a number is gone
                to = shape::scalar<T>(descry::write_json(from.get<double>()), false);
        } else {
            from.get_to(to);
        }
    }

    template <class T>
    static nlohmann::ordered_json make(T const& from)
    {
        if constexpr (shape::is_optional<T>) {
            return make(*from);
        } else if constexpr (shape::is_list<T> || shape::is_array<T>) {
            auto out = nlohmann::ordered_json::array();
            for (auto const& element : from) out.push_back(make(element));
            return out;
        } else if constexpr (shape::is_map<T>) {
            auto out = nlohmann::ordered_json::object();
            for (auto const& [name, value] : from) out[name] = make(value);
            return out;
        } else if constexpr (shape::is_object<T>) {
            auto out = nlohmann::ordered_json::object();
            shape::for_each_member(from, [&](std::string_view name, auto const& member) {
                if constexpr (shape::is_optional<std::remove_cvref_t<decltype(member)>>)
                    if (!member) return;
                out[std::string(name)] = make(member);
            });
            return out;
        } else if constexpr (shape::is_scalar<T>) {
            std::string text;
            if (descry::scalar<T>::write(from, text)) return text;
            return std::stod(text);
        } else {
            return from;
        }
    }
};

}  // namespace peers
