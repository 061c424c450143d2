// raw_json: a JSON value that keeps the text it was read from.
#pragma once

#include <string>

namespace descry {

/// A member of any kind, stored and written back as the text it was read from. Assigned text must be one JSON value; it
/// is written unchanged.
struct raw_json {
    std::string text;

    bool operator==(raw_json const&) const = default;
};

}  // namespace descry
