#include "models.hpp"

BOOST_AUTO_TEST_SUITE(models)

BOOST_AUTO_TEST_CASE(all_that_the_list_has_is_described_and_no_more)
{
    auto const& all = listed_models::all_described();
    std::set<std::string> described, listed;
    for (auto const& m : all.models) described.insert("model " + m.name);
    for (auto const& v : all.variants) described.insert("variant " + v.name);
    for (auto const& e : all.enums) described.insert(e.heading());
    for (auto const& [heading, entries] : listed_models::read_list()) listed.insert(heading);
    BOOST_TEST(!listed.empty());
    listed_models::check_same("the code", described, listed);
}

BOOST_AUTO_TEST_SUITE_END()
