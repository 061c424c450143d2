// models: what the models and enums of Partner Center are, to be held against models.txt: a list of what the service's
// sources know.
#pragma once

#include <boost/test/unit_test.hpp>

#include <descry/model/decimal.hpp>
#include <descry/model/describe_enum.hpp>
#include <descry/model/detail/field_table.hpp>
#include <descry/model/open_enum.hpp>
#include <descry/model/timestamp.hpp>

#include <partner_center/number_or_text.hpp>

#include <fstream>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace listed_models {

using object = std::unique_ptr<void, void (*)(void*)>;

struct model {
    std::string name;
    descry::value_type type;
    object (*make)();
};

struct enumeration {
    std::string name;
    descry::value_type type;  // of the open_enum
    bool as_numbers;
    std::set<std::string> enumerators;

    std::string heading() const { return "enum " + name + (as_numbers ? " as numbers" : ""); }
};

struct described {
    std::vector<model> models, variants;
    std::vector<enumeration> enums;
};

/// Those of all files of tests: a model of one has members that are described in another.
inline described& all_described()
{
    static described all;
    return all;
}

/// Made by each file of its own, before the tests begin.
inline described describe(described own)
{
    auto& all = all_described();
    all.models.insert(all.models.end(), own.models.begin(), own.models.end());
    all.variants.insert(all.variants.end(), own.variants.begin(), own.variants.end());
    all.enums.insert(all.enums.end(), own.enums.begin(), own.enums.end());
    return own;
}

#define MODEL(T) listed_models::model_of<T>(#T)
#define ENUM(E) listed_models::enumeration_of<E>(#E)

template <class T>
model model_of(std::string name)
{
    return {std::move(name), descry::type_for<T>(),
            [] { return object(new T(), [](void* made) { delete static_cast<T*>(made); }); }};
}

template <class E>
enumeration enumeration_of(std::string name)
{
    constexpr bool as_numbers = descry::written_as<E> == descry::enum_style::number;
    std::set<std::string> enumerators;
    boost::mp11::mp_for_each<descry::enumerators_of<E>>([&](auto descriptor) {
        auto const written = descry::open_enum<E>(descriptor.value).to_string();
        auto const number = std::to_string(static_cast<int>(descriptor.value));
        enumerators.insert((as_numbers ? descriptor.name : written) + '=' + number);
    });
    return {std::move(name), descry::type_for<descry::open_enum<E>>(), as_numbers, std::move(enumerators)};
}

// The name of a type in the list: `list object contact`. That a member may be absent goes without saying.
inline std::string kind_of(descry::value_type const& type)
{
    using descry::kind;
    switch (type.what) {
        case kind::boolean: return "boolean";
        case kind::signed_integer:
        case kind::unsigned_integer: return "integer";
        case kind::string: return "text";
        case kind::raw: return "raw";
        case kind::optional:
        case kind::optional_string: return kind_of(type.optional->value);
        case kind::maybe_quoted: return "maybe_quoted " + kind_of(type.maybe_quoted->number);
        case kind::list: return "list " + kind_of(type.list->element);
        case kind::map: return "map " + kind_of(type.map->value);
        case kind::object:
            for (auto const& m : all_described().models)
                if (m.type.object == type.object) return "object " + m.name;
            return "object that is no model";
        case kind::variant:
            for (auto const& v : all_described().variants)
                if (v.type.variant == type.variant) return "variant " + v.name;
            return "variant that the list does not know";
        case kind::scalar:
            for (auto const& e : all_described().enums)
                if (e.type.scalar == type.scalar) return "enum " + e.name;
            if (type.scalar == descry::type_for<descry::decimal>().scalar) return "decimal";
            if (type.scalar == descry::type_for<descry::timestamp>().scalar) return "timestamp";
            if (type.scalar == descry::type_for<partner_center::number_or_text>().scalar) return "number_or_text";
            return "scalar that the list does not know";
        default: return "kind that the list does not know";
    }
}

// `totalCount: integer`
inline std::string in_the_list(std::string_view wire_name, std::string_view kind)
{
    return std::string(wire_name).append(": ").append(kind);
}

inline std::set<std::string> members_of(descry::object_table const& table)
{
    std::set<std::string> out;
    for (auto const& f : std::span(table.fields, table.size))
        out.insert(in_the_list(f.names[static_cast<int>(descry::casing::camel)], kind_of(f.type)));
    return out;
}

inline std::set<std::string> choices_of(descry::variant_table const& table)
{
    std::set<std::string> out;
    for (auto const& choice : table.choices) {
        std::string condition(table.discriminators[choice.discriminator].name);
        out.insert(in_the_list((condition += '=') += choice.value, kind_of(table.alternatives[choice.alternative])));
    }
    if (table.otherwise != table.none)
        out.insert(in_the_list("otherwise", kind_of(table.alternatives[table.otherwise])));
    return out;
}

// What stands in the list below each `model <name>`, `variant <name>`, `enum <name>` and `enum <name> as numbers`.
inline std::map<std::string, std::set<std::string>> read_list()
{
    std::map<std::string, std::set<std::string>> out;
    std::ifstream file("tests/partner_center/models.txt");
    std::set<std::string>* below = nullptr;
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line[0] == '#') continue;
        if (line[0] != ' ') {
            below = &out[line];
            continue;
        }
        auto const colon = line.find(": ");
        bool const is_enum = colon == std::string::npos;
        std::istringstream words(is_enum ? line : line.substr(colon + 2));
        for (std::string word; words >> word;)
            below->insert(is_enum ? word : in_the_list(word, std::string_view(line).substr(2, colon - 2)));
    }
    return out;
}

inline void check_same(std::string const& whose, std::set<std::string> const& described,
                       std::set<std::string> const& listed)
{
    for (auto const& entry : listed)
        if (!described.contains(entry)) BOOST_ERROR(whose + " lacks " + entry);
    for (auto const& entry : described)
        if (!listed.contains(entry)) BOOST_ERROR(whose + " has besides " + entry);
}

inline void check_against_the_list(described const& own)
{
    auto list = read_list();
    for (auto const& m : own.models) {
        BOOST_TEST(m.type.object->extras, m.name << " keeps no members that it does not name");
        check_same(m.name, members_of(*m.type.object), list["model " + m.name]);
    }
    for (auto const& v : own.variants) check_same(v.name, choices_of(*v.type.variant), list["variant " + v.name]);
    for (auto const& e : own.enums) check_same(e.name, e.enumerators, list[e.heading()]);
}

}  // namespace listed_models
