// Any object: what is written is JSON to Boost.JSON, and reads back equal.
#include <fuzzer/FuzzedDataProvider.h>
#include <fuzz/fuzz.hpp>
#include <json/oracle.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

namespace {

enum class colour { red, dark_green, blue };
BOOST_DESCRIBE_ENUM(colour, red, dark_green, blue)

struct circle {
    std::string shape = "circle";
    double radius = 0;
    bool operator==(circle const&) const = default;
};
BOOST_DESCRIBE_STRUCT(circle, (), (shape, radius))

struct square {
    std::string shape = "square";
    std::string side;
    bool operator==(square const&) const = default;
};
BOOST_DESCRIBE_STRUCT(square, (), (shape, side))

}  // namespace

template <>
inline constexpr auto descry::chosen_when<circle> = descry::member_is<&circle::shape>("circle");
template <>
inline constexpr auto descry::chosen_when<square> = descry::member_is<&square::shape>("square");

namespace {

struct thing {
    bool flag = false;
    std::int8_t small = 0;
    std::uint64_t large = 0;
    float ratio = 0;
    double amount = 0;
    std::string name;
    std::optional<std::string> note, note_that_has_a_name_too_long_to_be_recognized_at_once;
    std::optional<std::int32_t> count;
    descry::decimal price;
    descry::guid id;
    std::optional<descry::date> day;
    std::optional<descry::timestamp> moment;
    std::optional<descry::open_enum<colour>> paint;
    std::vector<std::string> tags;
    std::vector<thing> parts;
    std::map<std::string, std::int64_t> totals;
    std::unordered_map<std::string, std::string> labels;
    descry::omittable<std::string> remark;
    std::array<std::int16_t, 2> place{};
    std::vector<std::variant<circle, square>> shapes;
    descry::extras extra;

    bool operator==(thing const&) const = default;
};
BOOST_DESCRIBE_STRUCT(thing, (),
                      (flag, small, large, ratio, amount, name, note,
                       note_that_has_a_name_too_long_to_be_recognized_at_once, count, price, id, day, moment, paint,
                       tags, parts, totals, labels, remark, place, shapes, extra))

// Well-formed UTF-8, of all lengths.
std::string text(FuzzedDataProvider& data)
{
    std::string out;
    for (auto n = data.ConsumeIntegralInRange(0, 40); n > 0; --n) {
        auto point = data.ConsumeIntegralInRange<std::uint32_t>(0, 0x10FFFF);
        switch (data.ConsumeIntegralInRange(0, 4)) {
            case 0: point %= 0x80; break;
            case 1: point %= 0x800; break;
            case 2: point %= 0x10000; break;
            case 3: point = 0x20 + point % 0x60; break;
            default: break;
        }
        if (point >= 0xD800 && point < 0xE000) point = 'x';
        char bytes[4];
        out.append(bytes, descry::detail::put_utf8(bytes, point));
    }
    return out;
}

template <class T>
T finite(FuzzedDataProvider& data)
{
    auto const value = data.ConsumeFloatingPoint<T>();
    return std::isfinite(value) ? value : T{};
}

template <class T>
T parsed(std::string const& candidate, T otherwise)
{
    return T::parse(candidate).value_or(otherwise);
}

thing any_thing(FuzzedDataProvider& data, int depth)
{
    thing t;
    t.flag = data.ConsumeBool();
    t.small = data.ConsumeIntegral<std::int8_t>();
    t.large = data.ConsumeIntegral<std::uint64_t>();
    t.ratio = finite<float>(data);
    t.amount = finite<double>(data);
    t.name = text(data);
    if (data.ConsumeBool()) t.note = text(data);
    if (data.ConsumeBool()) t.note_that_has_a_name_too_long_to_be_recognized_at_once = text(data);
    if (data.ConsumeBool()) t.count = data.ConsumeIntegral<std::int32_t>();
    t.price = parsed(data.ConsumeRandomLengthString(45), descry::decimal(data.ConsumeIntegral<std::int64_t>()));
    t.id = parsed(data.ConsumeRandomLengthString(38), descry::guid());
    t.day = descry::date::parse(data.ConsumeRandomLengthString(12));
    t.moment = descry::timestamp::parse(data.ConsumeRandomLengthString(36));
    if (data.ConsumeBool()) t.paint = colour(data.ConsumeIntegralInRange(0, 2));
    for (auto n = data.ConsumeIntegralInRange(0, 3); n > 0; --n) t.tags.push_back(text(data));
    if (depth > 0)
        for (auto n = data.ConsumeIntegralInRange(0, 2); n > 0; --n) t.parts.push_back(any_thing(data, depth - 1));
    for (auto n = data.ConsumeIntegralInRange(0, 3); n > 0; --n)
        t.totals[text(data)] = data.ConsumeIntegral<std::int64_t>();
    for (auto n = data.ConsumeIntegralInRange(0, 3); n > 0; --n) t.labels[text(data)] = text(data);
    if (data.ConsumeBool())
        t.remark = text(data);
    else if (data.ConsumeBool())
        t.remark = descry::null;
    for (auto& coordinate : t.place) coordinate = data.ConsumeIntegral<std::int16_t>();
    for (auto n = data.ConsumeIntegralInRange(0, 2); n > 0; --n)
        if (data.ConsumeBool())
            t.shapes.emplace_back(circle{.radius = finite<double>(data)});
        else
            t.shapes.emplace_back(square{.side = text(data)});
    for (auto n = data.ConsumeIntegralInRange(0, 2); n > 0; --n)
        t.extra.set("unknown " + text(data), descry::write_json(text(data)));
    return t;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    FuzzedDataProvider data(bytes, size);
    auto const original = any_thing(data, 2);
    descry::write_options const options{
        .names = data.PickValueInArray({descry::casing::camel, descry::casing::pascal, descry::casing::as_declared}),
        .empty = data.PickValueInArray({descry::empty_members::as_read, descry::empty_members::as_null}),
        .indent = data.ConsumeIntegralInRange<std::size_t>(0, 3)};

    auto const written = descry::write_json(original, options);
    fuzz::require(oracle::by_boost(written).has_value(), "Boost.JSON refuses " + written);
    auto const read = descry::read_json<thing>(written);
    fuzz::require(read.has_value(), "we refuse " + written);
    fuzz::require(*read == original, "it reads back as another object: " + written);
    return 0;
}
