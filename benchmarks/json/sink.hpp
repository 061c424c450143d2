// sink: fills our models from the events of a SAX parser, for the two peers that have one.
#pragma once

#include <json/shape.hpp>

#include <charconv>
#include <cstddef>
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
    target (*member)(void* at, std::string_view name, std::size_t& next) = nullptr;
    target (*element)(void* at) = nullptr;
    void (*text)(void* at, std::string_view) = nullptr;
    void (*number)(void* at, std::string_view) = nullptr;
    void (*boolean)(void* at, bool) = nullptr;
};

template <class T>
constexpr operations make_operations();
template <class T>
inline constexpr operations operations_of = make_operations<T>();

// An optional is filled as what it holds.
template <class T>
target target_for(T& value)
{
    if constexpr (shape::is_optional<T>)
        return target_for(value.emplace());
    else
        return {&value, &operations_of<T>};
}

// A `std::vector<bool>` takes its elements itself.
inline constexpr operations append_to_bools{
    .boolean = [](void* at, bool b) { static_cast<std::vector<bool>*>(at)->push_back(b); }};

template <class T>
constexpr operations make_operations()
{
    operations out;
    if constexpr (shape::is_object<T>) {
        out.member = [](void* at, std::string_view name, std::size_t& next) {
            target found;
            shape::with_member(*static_cast<T*>(at), name, next, [&](auto& member) { found = target_for(member); });
            return found;
        };
    } else if constexpr (shape::is_list<T>) {
        if constexpr (std::is_same_v<T, std::vector<bool>>)
            out.element = [](void* at) { return target{at, &append_to_bools}; };
        else
            out.element = [](void* at) { return target_for(static_cast<T*>(at)->emplace_back()); };
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
        open_.push_back({next_value(), 0});
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
    bool boolean(bool b)
    {
        auto const t = next_value();
        if (t.what && t.what->boolean) t.what->boolean(t.at, b);
        return true;
    }
    bool null() { return next_value().at == nullptr || true; }

private:
    struct frame {
        target filled;
        std::size_t next;
    };

    target next_value()
    {
        if (open_.empty() || !open_.back().filled.what || !open_.back().filled.what->element) return next_;
        return open_.back().filled.what->element(open_.back().filled.at);
    }

    std::vector<frame> open_;
    target next_;
};

}  // namespace sink
