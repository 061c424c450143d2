// A field of a kind that no filter compares.
// expected: partner_center::wrong::a_filter_compares_text_enumerations_dates_booleans_and_integers<&shop::search::weight,double>
#include <partner_center/filter.hpp>

namespace shop {

struct search : partner_center::searchable {
#ifdef MISTAKE
    double weight;
#else
    int weight;
#endif
};
BOOST_DESCRIBE_STRUCT(search, (), (weight))

}  // namespace shop

auto const filter = partner_center::where<&shop::search::weight>.equals(7);
