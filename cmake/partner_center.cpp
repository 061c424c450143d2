// All that is no template in partner_center, compiled once.
#include <partner_center/src.hpp>
