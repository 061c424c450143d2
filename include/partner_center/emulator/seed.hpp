// seed: seeds the documents of an emulator with JSON as the service writes it.
#pragma once

#include <descry/json/read.hpp>
#include <descry/testing/emulator.hpp>

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace partner_center::demo {

/// A template with values in place of their names: `filled({{"user", id}}, R"({"id": "{user}"})")`.
inline std::string filled(std::initializer_list<std::pair<std::string_view, std::string_view>> values,
                          std::string_view text)
{
    std::string out(text);
    for (auto const& [name, value] : values) {
        auto const place = '{' + std::string(name) + '}';
        for (auto at = out.find(place); at != out.npos; at = out.find(place, at + value.size()))
            out.replace(at, place.size(), value);
    }
    return out;
}

/// Reads a model from JSON. Throws `descry::call_error` if the text has members that the model does not declare.
template <class Model>
Model written(std::string_view json)
{
    Model out{};
    descry::read_json_into(json, out, {.unknown = descry::unknown_members::refused}).value();
    return out;
}

/// Adds an element to a collection whose elements have no path of their own.
template <class R, class Element>
void add_to(descry::testing::emulator& to, typename R::key_type const& key, Element element)
{
    auto all = to.stored<R>(key).value_or(typename R::model_type());
    if (!all.items) all.items.emplace();
    all.items->push_back(std::move(element));
    to.seed<R>(key, std::move(all));
}

}  // namespace partner_center::demo
