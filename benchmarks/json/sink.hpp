// sink: fills our models from the events of a SAX parser, for the two peers that have one.
#pragma once

#include <json/shape.hpp>

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sink {

struct operations;

/// Something that is to be filled: by one scalar, or between a begin and an end. Null to skip what comes.
struct target {
    void* at = nullptr;
    operations const* what = nullptr;
};

struct operations {
    target (*open)(void* at) = nullptr;  ///< The object, map or list whose values follow.
    target (*member)(void* at, std::string_view name, std::size_t& next) = nullptr;
    target (*element)(void* at, std::size_t& next) = nullptr;
    void (*text)(void* at, std::string_view) = nullptr;
    void (*number)(void* at, std::string_view) = nullptr;
    void (*integer)(void* at, std::int64_t) = nullptr;
    void (*real)(void* at, double) = nullptr;
    void (*boolean)(void* at, bool) = nullptr;
};

template <class T>
constexpr operations make_operations();
template <class T>
inline constexpr operations operations_of = make_operations<T>();

template <class T>
target target_for(T& value)
{
    return {&value, &operations_of<T>};
}

template <class T>
T& emplaced(void* at)
{
    return static_cast<std::optional<T>*>(at)->emplace();
}

constexpr bool is_set(auto* operation) { return operation != nullptr; }

// An optional is filled as what it holds, unless null comes.
template <class T>
constexpr operations operations_of_optional()
{
    constexpr auto const& held = operations_of<T>;
    operations out;
    if (is_set(held.open)) out.open = [](void* at) { return target_for(emplaced<T>(at)); };
    if (is_set(held.text)) out.text = [](void* at, std::string_view s) { held.text(&emplaced<T>(at), s); };
    if (is_set(held.number)) out.number = [](void* at, std::string_view s) { held.number(&emplaced<T>(at), s); };
    if (is_set(held.integer)) out.integer = [](void* at, std::int64_t i) { held.integer(&emplaced<T>(at), i); };
    if (is_set(held.real)) out.real = [](void* at, double d) { held.real(&emplaced<T>(at), d); };
    if (is_set(held.boolean)) out.boolean = [](void* at, bool b) { held.boolean(&emplaced<T>(at), b); };
    return out;
}

// A `std::vector<bool>` takes its elements itself.
inline constexpr operations append_to_bools{
    .boolean = [](void* at, bool b) { static_cast<std::vector<bool>*>(at)->push_back(b); }};

template <class T>
constexpr operations make_operations()
{
    operations out;
    if constexpr (shape::is_optional<T>) {
        out = operations_of_optional<typename T::value_type>();
    } else if constexpr (shape::is_object<T> || shape::is_map<T> || shape::is_list<T> || shape::is_array<T>) {
        out.open = [](void* at) { return target_for(*static_cast<T*>(at)); };
        if constexpr (shape::is_object<T>)
            out.member = [](void* at, std::string_view name, std::size_t& next) {
                target found;
                shape::with_member(*static_cast<T*>(at), name, next, [&](auto& member) { found = target_for(member); });
                return found;
            };
        else if constexpr (shape::is_map<T>)
            out.member = [](void* at, std::string_view name, std::size_t&) {
                return target_for((*static_cast<T*>(at))[std::string(name)]);
            };
        else if constexpr (std::is_same_v<T, std::vector<bool>>)
            out.element = [](void* at, std::size_t&) { return target{at, &append_to_bools}; };
        else if constexpr (shape::is_list<T>)
            out.element = [](void* at, std::size_t&) { return target_for(static_cast<T*>(at)->emplace_back()); };
        else
            out.element = [](void* at, std::size_t& next) { return target_for(static_cast<T*>(at)->at(next++)); };
    } else if constexpr (shape::is_scalar<T>) {
        out.text = [](void* at, std::string_view s) { *static_cast<T*>(at) = shape::scalar<T>(s, true); };
        out.number = [](void* at, std::string_view s) { *static_cast<T*>(at) = shape::scalar<T>(s, false); };
    } else if constexpr (std::is_same_v<T, std::string>) {
        out.text = [](void* at, std::string_view s) { static_cast<T*>(at)->assign(s); };
    } else if constexpr (std::is_same_v<T, bool>) {
        out.boolean = [](void* at, bool b) { *static_cast<T*>(at) = b; };
    } else {
        out.number = [](void* at, std::string_view s) {
            std::from_chars(s.data(), s.data() + s.size(), *static_cast<T*>(at));
        };
        out.integer = [](void* at, std::int64_t i) { *static_cast<T*>(at) = static_cast<T>(i); };
        if constexpr (std::is_same_v<T, double>) out.real = [](void* at, double d) { *static_cast<T*>(at) = d; };
    }
    return out;
}

/// The events, whatever they are called.
class events {
public:
    template <class T>
    explicit events(T& root) : next_(target_for(root))
    {
    }

    bool begin()
    {
        auto const t = next_value();
        open_.push_back({t.what && t.what->open ? t.what->open(t.at) : target(), 0});
        return true;
    }
    bool end()
    {
        open_.pop_back();
        return true;
    }
    bool name(std::string_view name)
    {
        auto& object = open_.back();
        next_ = object.filled.what && object.filled.what->member
                    ? object.filled.what->member(object.filled.at, name, object.next)
                    : target();
        return true;
    }
    bool text(std::string_view s)
    {
        auto const t = next_value();
        if (t.what && t.what->text) t.what->text(t.at, s);
        return true;
    }
    bool number(std::string_view s)
    {
        auto const t = next_value();
        if (t.what && t.what->number) t.what->number(t.at, s);
        return true;
    }
    /// A number that the parser has converted, and its text for a scalar.
    bool integer(std::int64_t i, std::string_view s = {})
    {
        auto const t = next_value();
        if (t.what && t.what->integer)
            t.what->integer(t.at, i);
        else if (t.what && t.what->number)
            t.what->number(t.at, s);
        return true;
    }
    bool real(double d, std::string_view s = {})
    {
        auto const t = next_value();
        if (t.what && t.what->real)
            t.what->real(t.at, d);
        else if (t.what && t.what->number)
            t.what->number(t.at, s);
        return true;
    }
    bool boolean(bool b)
    {
        auto const t = next_value();
        if (t.what && t.what->boolean) t.what->boolean(t.at, b);
        return true;
    }
    bool null()
    {
        next_value();
        return true;
    }

private:
    struct frame {
        target filled;
        std::size_t next;
    };

    target next_value()
    {
        if (open_.empty() || !open_.back().filled.what || !open_.back().filled.what->element) return next_;
        return open_.back().filled.what->element(open_.back().filled.at, open_.back().next);
    }

    std::vector<frame> open_;
    target next_;
};

}  // namespace sink
