// A read of a struct that is not described.
// expected: wrong::type_is_not_described_with_boost_describe<reading>
#include <descry/json.hpp>

struct reading {
    int value;
};
#ifndef MISTAKE
BOOST_DESCRIBE_STRUCT(reading, (), (value))
#endif

auto const text = descry::write_json(reading{.value = 1});
