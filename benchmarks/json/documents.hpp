// documents: the texts of the benchmark, made the same in each run.
#pragma once

#include <json/models.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace data {

customer_billing_profile make_profile();
page<customer> make_customers(std::size_t count);
page<line_item> make_line_items(std::size_t count);
page<note> make_notes(std::size_t count, std::string const& text);

/// Arrays of one kind of element.
std::vector<bool> make_bools(std::size_t count);
std::vector<std::int64_t> make_integers(std::size_t count, std::size_t digits);
std::vector<double> make_amounts(std::size_t count);  ///< With two decimals.
std::vector<double> make_doubles(std::size_t count);  ///< With all their digits, usually seventeen.
std::vector<std::string> make_texts(std::size_t count, std::size_t least, std::size_t most);
std::vector<point> make_points(std::size_t count);

/// One of the documents of other benchmarks, `twitter`: the text of `twitter.json` in the folder that the environment
/// variable DESCRY_DOCUMENTS names. Empty if there is none.
std::string standard_document(char const* name);

/// The same document written otherwise.
std::string indented(std::string const& text);
std::string upper_cased_names(std::string const& text);
std::string reversed(std::string const& text);
std::vector<std::string> shuffled(std::string const& text, std::size_t count);
/// A third of its members are such that no type names.
std::string with_unknown_members(std::string const& text);

}  // namespace data
