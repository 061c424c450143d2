// A filter by a field of a type that filters do not compare.
// expected: partner_center::wrong::a_filter_compares_text_enumerations_dates_and_booleans<&shop::search::heavy,double>
#include <partner_center/filter.hpp>

namespace shop {

struct search : partner_center::searchable {
#ifdef MISTAKE
    double heavy;
#else
    bool heavy;
#endif
};
BOOST_DESCRIBE_STRUCT(search, (), (heavy))

}  // namespace shop

auto const filter = partner_center::where<&shop::search::heavy>.equals(true);
