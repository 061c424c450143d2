// main: the one that all test programs share.
#define BOOST_TEST_MODULE descry
#include <boost/test/unit_test.hpp>
