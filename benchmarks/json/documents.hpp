// documents: the texts of the benchmark, made the same in each run.
#pragma once

#include <json/models.hpp>

#include <string>
#include <vector>

namespace data {

customer_billing_profile make_profile();
page<customer> make_customers(std::size_t count);
page<line_item> make_line_items(std::size_t count);
page<note> make_notes(std::size_t count, std::string const& text);

/// The same document written otherwise.
std::string indented(std::string const& text);
std::string upper_cased_names(std::string const& text);
std::string reversed(std::string const& text);
std::vector<std::string> shuffled(std::string const& text, std::size_t count);
/// A third of its members are such that no type names.
std::string with_unknown_members(std::string const& text);

}  // namespace data
