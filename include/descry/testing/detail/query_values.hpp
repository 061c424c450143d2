// query_values: the decoded parameters of the query of a request target.
#pragma once

#include <descry/client/service.hpp>
#include <descry/http/percent.hpp>
#include <descry/json/detail/utf8.hpp>
#include <descry/rest/detail/operation.hpp>
#include <descry/rest/detail/query_reader.hpp>
#include <descry/rest/query.hpp>
#include <descry/testing/detail/form.hpp>
#include <descry/testing/detail/tables.hpp>
#include <descry/testing/fault.hpp>

#include <algorithm>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry::testing::detail {

/// A parameter of a query. A name may occur more than once.
struct query_value {
    std::string name;
    std::string value;
    std::string written{};  ///< The encoded value, if it has commas, which may separate values; otherwise empty.

    bool operator==(query_value const&) const = default;
};

/// The parameters of a query, in order. Names are compared without regard to case and underscores.
class query_values {
    std::vector<query_value> all_;

public:
    query_values() = default;

    /// Throws `fault` if an escape is malformed, or a name or a value is not UTF-8.
    explicit query_values(std::string_view target)
        : query_values(parameters{descry::detail::query_in(target.substr(0, target.find('#')))})
    {
    }

    /// Parameters without a target, of a query or a form.
    struct parameters {
        std::string_view text;
    };
    explicit query_values(parameters const& all)
    {
        for (descry::detail::query_reader in(all.text); in.next();)
            if (!in.parameter.empty())
                all_.push_back({decoded(in.name), decoded(in.value),
                                std::string(in.value.find(',') != in.value.npos ? in.value : std::string_view())});
    }

    std::vector<query_value> const& all() const noexcept { return all_; }

    /// The first value with that name, or null.
    std::string const* find(std::string_view name) const noexcept
    {
        for (auto const& each : all_)
            if (alike(each.name, name)) return &each.value;
        return nullptr;
    }

    /// The first parameter that another query lacks or has with another value, or null.
    query_value const* first_not_in(query_values const& other) const
    {
        std::set<std::pair<std::string, std::string_view>> there;
        for (auto const& each : other.all_) there.emplace(common_name(each.name), each.value);
        auto const found = std::find_if(all_.begin(), all_.end(), [&](query_value const& each) {
            return !there.contains({common_name(each.name), each.value});
        });
        return found == all_.end() ? nullptr : &*found;
    }

    /// A copy in which the name has this one value.
    query_values with(std::string_view name, std::string value) const
    {
        auto out = without(name);
        out.all_.push_back({std::string(name), std::move(value)});
        return out;
    }

    /// A copy without the values with that name.
    query_values without(std::string_view name) const
    {
        auto out = *this;
        std::erase_if(out.all_, [&](auto const& each) { return alike(each.name, name); });
        return out;
    }

    /// Appends the encoded query to a path.
    std::string after(std::string path) const
    {
        char separator = '?';
        for (auto const& each : all_) {
            path += std::exchange(separator, '&');
            descry::append_percent_encoded(path, each.name);
            path += '=';
            each.written.empty() ? descry::append_percent_encoded(path, each.value) : void(path += each.written);
        }
        return path;
    }

private:
    static std::string decoded(std::string_view text)
    {
        auto out = form_decode(std::string(text));
        if (!out) throw fault(refusal::malformed_query, "The query holds a malformed percent-encoding.");
        if (!descry::detail::is_utf8(*out)) throw fault(refusal::malformed_query, "The query is not UTF-8.");
        return *std::move(out);
    }
};

/// The query of an operation by default, with those parameters that have a value then.
inline query_values default_query(service const& wire, operation const& op)
{
    auto const made = op.make_query ? op.make_query() : nullptr;
    if (!made) return {};
    auto style = wire.query;
    style.names = wire.names_of_queries();
    std::string out;
    descry::detail::parameter_writer to(out, style, descry::detail::parameter_place::query);
    for (auto const& f : std::span(op.query->fields, op.query->size)) {
        std::string const name(wire_name(*op.query, f, *style.names));
        auto const* const value = descry::detail::member_at(made.get(), *op.query, f.address);
        static_cast<void>(descry::detail::append_member(to, name, f, value, *style.names));  // an empty text is none
    }
    return query_values(query_values::parameters{out});
}

}  // namespace descry::testing::detail
