// undescribed_type: a struct that BOOST_DESCRIBE_STRUCT does not name has no members to read.
// expected: wrong::type_is_not_described_with_boost_describe<reading>
#include <descry/json.hpp>

struct reading {
    int value;
};
#ifndef MISTAKE
BOOST_DESCRIBE_STRUCT(reading, (), (value))
#endif

auto const text = descry::write_json(reading{.value = 1});
