// Each model reads what a service may make of it, and writes it back with nothing lost: whatever is absent or null, in
// whatever casing, with members that nobody knows, and enumerators that nobody knows.
#include "models.hpp"

#include <descry/json/detail/reader.hpp>
#include <descry/json/detail/writer.hpp>

#include <functional>

namespace {

using descry::casing;
using descry::kind;

std::string shouted(std::string_view name)
{
    std::string out;
    for (char const c : name) out += descry::to_upper(c);
    return out;
}

// Makes answers: all members in their order, with a value of their type or with null.
class maker {
    casing names_;
    bool shouts_ = false, all_null_ = false;
    int depth_ = 0;

public:
    explicit maker(casing names) : names_(names) {}

    maker shouting() const
    {
        auto out = *this;
        out.shouts_ = true;
        return out;
    }
    maker with_nulls() const
    {
        auto out = *this;
        out.all_null_ = true;
        return out;
    }

    std::string object(descry::object_table const& table) const
    {
        auto const style = static_cast<std::size_t>(table.policy.names.value_or(names_));
        std::string out = "{";
        for (auto const& f : std::span(table.fields, table.size)) {
            auto const name = shouts_ ? shouted(f.names[style]) : std::string(f.names[style]);
            out += '"' + name + "\":" + (all_null_ ? "null" : below().value(f.type)) + ',';
        }
        return out + R"("nobody_Knows":{"ID":[1.50,null,{}],"id":"x"},"Nor this":null})";
    }

    std::string value(descry::value_type const& type) const
    {
        switch (type.what) {
            case kind::boolean: return "true";
            case kind::signed_integer: return "-7";
            case kind::string: return R"("two words")";
            case kind::raw: return R"({"anything":[1.50,null]})";
            case kind::optional:
            case kind::optional_string: return value(type.optional->value);
            case kind::list: return '[' + value(type.list->element) + ',' + value(type.list->element) + ']';
            case kind::map: return R"({"":)" + value(type.map->value) + R"(,"a key":)" + value(type.map->value) + '}';
            case kind::object: return depth_ > 4 ? "{}" : object(*type.object);
            case kind::variant: return R"({"of":"a kind that nobody knows","total":1.50})";
            case kind::maybe_quoted: return '"' + value(type.maybe_quoted->number) + '"';
            case kind::scalar: return scalar(listed_models::kind_of(type));
            default: BOOST_ERROR("a kind that no answer has"); return "null";
        }
    }

private:
    maker below() const
    {
        auto out = *this;
        ++out.depth_;
        return out;
    }

    static std::string scalar(std::string const& name)
    {
        if (name == "decimal") return "-1234567890123456.7890";
        if (name == "timestamp") return R"("2020-02-29T23:59:59.1230000+05:30")";
        if (name == "number_or_text") return R"("007")";
        return R"("what nobody knows yet")";  // an enumerator
    }
};

std::string written(descry::value_type const& type, void const* from, casing names)
{
    std::string out;
    descry::detail::writer(out, {.names = names}).document(type, from);
    return out;
}

// Reads it into a fresh object and into one that held something, and writes that.
void check(listed_models::model const& m, std::string const& read, std::string const& expected, casing names)
{
    auto const into = m.make();
    for (auto const* before : {"{}", R"({"nobody":1,"ID":null})"}) {
        BOOST_TEST(descry::detail::reader(before, {}).document(m.type, into.get()));
        descry::detail::reader reading(read, {});
        BOOST_TEST_REQUIRE(reading.document(m.type, into.get()), m.name << " does not read " << read);
        BOOST_TEST(written(m.type, into.get(), names) == expected, m.name << " reads " << read);
    }
}

void check_each(std::function<void(listed_models::model const&)> const& checked)
{
    BOOST_TEST(listed_models::all_described().models.size() > 100u);
    for (auto const& m : listed_models::all_described().models) checked(m);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(model_answers)

BOOST_AUTO_TEST_CASE(nothing_has_to_be_there)
{
    check_each([](auto const& m) { check(m, "{}", "{}", casing::camel); });
}

BOOST_AUTO_TEST_CASE(everything_may_be_null)
{
    for (auto const names : {casing::camel, casing::pascal})
        check_each([names](auto const& m) {
            auto const nulls = maker(names).with_nulls().object(*m.type.object);
            check(m, nulls, nulls, names);
        });
}

BOOST_AUTO_TEST_CASE(what_is_there_comes_back_as_it_was)
{
    for (auto const names : {casing::camel, casing::pascal})
        check_each([names](auto const& m) {
            auto const all = maker(names).object(*m.type.object);
            check(m, all, all, names);
        });
}

BOOST_AUTO_TEST_CASE(casing_makes_no_difference)
{
    auto const camel = maker(casing::camel), pascal = maker(casing::pascal);
    check_each([&](auto const& m) {
        auto const& table = *m.type.object;
        check(m, camel.shouting().object(table), camel.object(table), casing::camel);
        check(m, pascal.object(table), camel.object(table), casing::camel);
        check(m, camel.object(table), pascal.object(table), casing::pascal);
    });
}

BOOST_AUTO_TEST_SUITE_END()
