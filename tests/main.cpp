// main: the one that all test programs share.
#define BOOST_TEST_MODULE descry
#include <boost/test/unit_test.hpp>

// The thread sanitizer does not see how OpenSSL, which is not built with it, keeps its threads apart; and g++'s sees no
// fence, by which the last owner of an executor of Asio comes after the others.
extern "C" char const* __tsan_default_suppressions();
extern "C" char const* __tsan_default_suppressions()
{
    return "called_from_lib:libcrypto.so\ncalled_from_lib:libssl.so\n"
           "race:boost::asio::execution::detail::shared_target_executor::~shared_target_executor\n";
}
