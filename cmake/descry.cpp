// All that is no template in descry, compiled once.
#include <descry/src.hpp>
