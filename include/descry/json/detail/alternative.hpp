// alternative: finds the alternative of a variant for an object, by scanning its text before it is read.
#pragma once

#include <descry/core/naming.hpp>
#include <descry/json/detail/lexer.hpp>
#include <descry/json/options.hpp>
#include <descry/model/detail/enum_table.hpp>
#include <descry/model/detail/value_type.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace descry {

namespace detail {

/// Scans the object at the beginning of a text, as far as necessary. Invalid text and values other than objects are
/// reported when the value is read.
class alternative_finder : lexer {
public:
    using lexer::lexer;

    /// The index of the alternative, or `variant_table::none`. If repeated names are refused, the first value of a
    /// discriminator is used without a search for others.
    std::size_t find(variant_table const& table, std::size_t depth, read_options const& options)
    {
        if (options.exact_names) spelling_ = options.names;
        found_.resize(table.discriminators.size());
        bool const to_the_end = options.repeated == repeated_names::last_wins || table.last_may_win;
        return look(table, depth, to_the_end) ? choose(table) : table.otherwise;
    }

    /// A description of the discriminators that `find` found, for messages.
    std::string found(variant_table const& table) const
    {
        std::string out;
        for (std::size_t i = 0; i != found_.size(); ++i) {
            auto const name = std::string(table.discriminators[i].name);
            auto const& json = found_[i].json;
            if (i != 0) out += " and ";
            if (json.empty())
                out += "no " + name;
            else
                out += name + ' ' + (json.size() <= longest_shown ? std::string(json) : "of another kind");
        }
        return out;
    }

private:
    static constexpr std::size_t longest_shown = 64;

    struct found_value {
        std::string_view json;  // empty if absent
        std::string text;       // without quotes and escapes
        bool exact = false;     // the name is spelled as declared, and takes precedence over other casings
        bool named = false;     // for the member that has this name
    };

    // Collects the values of the discriminators until all are found with their declared spelling or, with `to_the_end`,
    // the last value of each. Returns false if the text is not a valid object.
    bool look(variant_table const& table, std::size_t depth, bool to_the_end)
    {
        if (peek(begin()) != '{') return false;
        auto p = space(begin() + 1);
        for (bool begun = false; (to_the_end || !complete()) && peek(p) != '}'; begun = true) {
            std::string_view name;
            if (begun && !(p = punctuation(p, ',', "','"))) return false;
            if (p = this->name(p, name); !p) return false;
            if (p = value(p, table, name, depth); !p) return false;
            p = space(p);
        }
        return true;
    }

    bool complete() const noexcept
    {
        return std::all_of(found_.begin(), found_.end(), [](found_value const& v) { return v.exact; });
    }

    // Stores the value for each discriminator with that name, since alternatives may have different C++ names for the
    // member.
    position value(position p, variant_table const& table, std::string_view name, std::size_t depth)
    {
        for (std::size_t i = 0; i != found_.size(); ++i) {
            auto const& wanted = table.discriminators[i];
            bool const exact = is_spelling(wanted, name);
            bool const loose =
                !spelling_ && (equal_ignoring_case(wanted.name, name) || equal_ignoring_case(wanted.declared, name));
            found_[i].named = exact || (loose && !found_[i].exact);
            found_[i].exact = found_[i].exact || exact;
        }
        position last = nullptr;  // the name is no longer known once a string was read
        for (auto& found : found_)
            if (found.named && !(last = take(p, found, depth))) return nullptr;
        return last ? last : skip_value(p, depth);
    }

    bool is_spelling(discriminator const& wanted, std::string_view name) const noexcept
    {
        auto const allows = [&](casing one) { return !spelling_ || spelling_ == one; };
        return (allows(casing::camel) && name == wanted.name) || (allows(casing::pascal) && name == wanted.pascal) ||
               (allows(casing::as_declared) && name == wanted.declared);
    }

    position take(position p, found_value& value, std::size_t depth)
    {
        bool const quoted = peek(p) == '"';
        std::string_view content;
        auto const* const last = quoted ? text(p, content) : skip_value(p, depth);
        if (!last) return nullptr;
        value.json = {p, static_cast<std::size_t>(last - p)};
        value.text = quoted ? content : value.json;
        return last;
    }

    std::size_t choose(variant_table const& table) const noexcept
    {
        auto choice = table.choices.begin();
        auto const end = table.choices.end();
        while (choice != end) {
            auto const alternative = choice->alternative;
            bool all = true;
            while (choice != end && choice->alternative == alternative) {
                auto const& value = found_[choice->discriminator];
                bool any = false;
                for (auto const of = choice->discriminator;
                     choice != end && choice->alternative == alternative && choice->discriminator == of; ++choice)
                    any =
                        any || (!value.json.empty() && equal_ignoring_case_and_underscores(choice->value, value.text));
                all = all && any;
            }
            if (all) return alternative;
        }
        return table.otherwise;
    }

    std::optional<casing> spelling_{};  // the only one that is read, if names are exact
    std::vector<found_value> found_{};
};

}  // namespace detail

}  // namespace descry
