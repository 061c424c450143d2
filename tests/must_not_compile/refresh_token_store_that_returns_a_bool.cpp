// A store of refresh tokens that returns a bool, which would be ignored.
// expected: descry::wrong::function_that_stores_refresh_tokens_returns_neither_void_nor_descry_result_of_void<bool>
#include <descry/client.hpp>

namespace shop {

#ifdef MISTAKE
bool store(std::string const&) { return false; }
#else
descry::result<void> store(std::string const&) { return {}; }
#endif
descry::refresh_token_store const tokens = &store;

}  // namespace shop
