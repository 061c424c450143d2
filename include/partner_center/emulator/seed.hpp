// seed: documents of an emulator, from JSON as the service would write it.
#pragma once

#include <descry/json/read.hpp>
#include <descry/testing/emulator.hpp>

#include <string_view>
#include <utility>

namespace partner_center::demo {

/// A model that was written down. Throws `descry::call_error` when the text names what the model does not.
template <class Model>
Model written(std::string_view json)
{
    Model out{};
    descry::read_json_into(json, out, {.unknown = descry::unknown_members::refused}).value();
    return out;
}

/// Adds an element to a collection whose elements have no place of their own.
template <class R, class Element>
void add_to(descry::testing::emulator& to, typename R::key_type const& key, Element element)
{
    auto all = to.stored<R>(key).value_or(typename R::model_type());
    if (!all.items) all.items.emplace();
    all.items->push_back(std::move(element));
    to.seed<R>(key, std::move(all));
}

}  // namespace partner_center::demo
