// filter: filters and sort orders of collections, restricted at compile time to the fields that the service supports.
#pragma once

#include <boost/describe/class.hpp>

#include <descry/core/naming.hpp>
#include <descry/core/wrong.hpp>
#include <descry/model/date.hpp>
#include <descry/model/describe_enum.hpp>
#include <descry/model/field_options.hpp>
#include <descry/model/open_enum.hpp>
#include <descry/model/policy.hpp>
#include <descry/model/scalar.hpp>
#include <descry/model/wire_name.hpp>

#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace partner_center {

/// The base of a struct that lists the fields by which a collection can be filtered. Its members have the names and
/// types of the fields: strings, described enumerations, `descry::date` or `bool`. The struct is described without this
/// base and never instantiated:
/// @code
/// struct search : partner_center::searchable { std::string company_name; bool resolved; };
/// BOOST_DESCRIBE_STRUCT(search, (), (company_name, resolved))
/// @endcode
struct searchable {};

/// The error messages for invalid filters.
namespace wrong {

template <auto Member>
struct the_service_cannot_filter_by_this_member;
template <auto Member, class MemberType>
struct a_filter_compares_text_enumerations_dates_and_booleans;

}  // namespace wrong

namespace detail {

/// A comparison, or two filters with an operator.
struct filter_node {
    std::optional<std::string> field, value;
    std::unique_ptr<filter_node> left_filter, right_filter;
    std::string operation;

    filter_node() = default;
    filter_node(std::string_view name, std::string compared_with, std::string_view how)
        : field(name), value(std::move(compared_with)), operation(how)
    {
    }
    filter_node(filter_node&& left, std::string_view how, filter_node&& right)
        : left_filter(std::make_unique<filter_node>(std::move(left))),
          right_filter(std::make_unique<filter_node>(std::move(right))),
          operation(how)
    {
    }
    filter_node(filter_node const& other)
        : field(other.field),
          value(other.value),
          left_filter(copy(other.left_filter)),
          right_filter(copy(other.right_filter)),
          operation(other.operation)
    {
    }
    filter_node(filter_node&&) noexcept = default;
    filter_node& operator=(filter_node const& other) { return *this = filter_node(other); }
    filter_node& operator=(filter_node&&) noexcept = default;
    ~filter_node() = default;

private:
    static std::unique_ptr<filter_node> copy(std::unique_ptr<filter_node> const& from)
    {
        return from ? std::make_unique<filter_node>(*from) : nullptr;
    }
};
BOOST_DESCRIBE_STRUCT(filter_node, (), (field, value, left_filter, right_filter, operation))

inline constexpr descry::object_policy filter_policy{.empty = descry::empty_members::left_out,
                                                     .names = descry::casing::pascal};

/// The class of a pointer to a member, its type, and its name on the wire.
template <auto Member>
struct pointed_member;

template <class Class, class Type, Type Class::*Member>
struct pointed_member<Member> {
    using owner = Class;
    using type = Type;
    static constexpr std::string_view name = descry::wire_name<Member>(descry::casing::pascal);
};

// Values are written as JSON strings, in the spelling of the service.
inline std::string filter_value(std::string_view text) { return std::string(text); }
inline std::string filter_value(descry::date day) { return day.to_string(); }

// A bool without implicit conversion from strings and numbers.
struct truth {
    bool value;

    truth(std::same_as<bool> auto v) noexcept : value(v) {}
};
inline std::string filter_value(truth is) { return is.value ? "true" : "false"; }

template <descry::described_enum E>
std::string filter_value(E enumerator)
{
    descry::open_enum<E> const value(enumerator);
    std::string out(value.text().size(), '\0');
    out.resize(write_cased_name(value.text(), descry::casing::pascal, out.data()));
    return out;
}

template <class T>
using filter_argument = std::conditional_t<std::is_same_v<T, std::string>, std::string_view,
                                           std::conditional_t<std::is_same_v<T, bool>, truth, T>>;

}  // namespace detail

/// A condition on the fields of `Fields`, for a query. Made with `where`, and combined with `&&` and `||`. A string
/// that is not UTF-8 fails the call with `descry::errc::invalid_utf8`.
template <std::derived_from<searchable> Fields>
struct filter : detail::filter_node {
    using filter_node::filter_node;

    friend filter operator&&(filter left, filter right) { return {std::move(left), "and", std::move(right)}; }
    friend filter operator||(filter left, filter right) { return {std::move(left), "or", std::move(right)}; }

    BOOST_DESCRIBE_CLASS(filter, (filter_node), (), (), ())
};

namespace detail {

/// A field, with functions that make conditions.
template <auto Member>
class filtered_field {
    using field = pointed_member<Member>;
    using argument = filter_argument<typename field::type>;
    using made = filter<typename field::owner>;
    static constexpr bool is_text = std::is_same_v<typename field::type, std::string>;
    static constexpr bool is_ordered = !std::is_same_v<typename field::type, bool>;

    static made compare(argument value, std::string_view how) { return {field::name, filter_value(value), how}; }

public:
    made equals(argument value) const { return compare(value, "equals"); }
    made not_equals(argument value) const { return compare(value, "not_equals"); }
    made greater_than(argument value) const
        requires is_ordered
    {
        return compare(value, "greater_than");
    }
    made greater_than_or_equals(argument value) const
        requires is_ordered
    {
        return compare(value, "greater_than_or_equals");
    }
    made less_than(argument value) const
        requires is_ordered
    {
        return compare(value, "less_than");
    }
    made less_than_or_equals(argument value) const
        requires is_ordered
    {
        return compare(value, "less_than_or_equals");
    }
    made substring(argument value) const
        requires is_text
    {
        return compare(value, "substring");
    }
    made starts_with(argument value) const
        requires is_text
    {
        return compare(value, "starts_with");
    }
    made not_starts_with(argument value) const
        requires is_text
    {
        return compare(value, "not_starts_with");
    }
};

template <auto Member>
consteval auto find_field()
{
    using field = pointed_member<Member>;
    if constexpr (!std::derived_from<typename field::owner, searchable>)
        descry::refuse<wrong::the_service_cannot_filter_by_this_member<Member>>();
    else if constexpr (!requires(filter_argument<typename field::type> value) { filter_value(value); })
        descry::refuse<wrong::a_filter_compares_text_enumerations_dates_and_booleans<Member, typename field::type>>();
    else
        return filtered_field<Member>();
}

}  // namespace detail

/// The field with the name of a member: `where<&customers::search::company_name>.starts_with("Con")`. The service does
/// not support all comparisons for all lists; for customers, its documentation has only `starts_with`. The emulator
/// supports all of them for every list.
template <auto Member>
inline constexpr auto where = detail::find_field<Member>();

/// A member of `Model` by which a collection is sorted:
/// `sort_field<customer_user>::by<&customer_user::display_name>()`.
template <class Model>
class sort_field {
    std::string name_;

    friend struct descry::scalar<sort_field>;
    explicit sort_field(std::string_view name) : name_(name) {}

public:
    /// An empty field, to be assigned to.
    sort_field() = default;

    template <auto Member>
        requires std::derived_from<Model, typename detail::pointed_member<Member>::owner>
    static sort_field by()
    {
        return sort_field(detail::pointed_member<Member>::name);
    }

    /// The name of the field in the query.
    std::string const& name() const noexcept { return name_; }

    friend bool operator==(sort_field const&, sort_field const&) = default;
};

}  // namespace partner_center

template <>
inline constexpr std::string_view descry::renamed<& partner_center::detail::filter_node::operation> = "Operator";
template <>
inline constexpr descry::object_policy descry::policy_of<partner_center::detail::filter_node> =
    partner_center::detail::filter_policy;
template <class Fields>
inline constexpr descry::object_policy descry::policy_of<partner_center::filter<Fields>> =
    partner_center::detail::filter_policy;

template <class Model>
struct descry::scalar<partner_center::sort_field<Model>> {
    static constexpr char const* expected = "the name of a member";

    static std::optional<partner_center::sort_field<Model>> read(scalar_token token)
    {
        if (!token.quoted) return std::nullopt;
        return partner_center::sort_field<Model>(token.text);
    }
    static bool write(partner_center::sort_field<Model> const& field, std::string& out)
    {
        out += field.name();
        return true;
    }
};
