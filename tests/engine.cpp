// The engine of calls, for a program of tests that is header-only.
#include <descry/beast.hpp>
