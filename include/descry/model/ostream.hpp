// ostream: output of amounts, dates, timestamps, GUIDs and enumerators to a stream, in the form of `to_string()`.
#pragma once

#include <descry/model/date.hpp>
#include <descry/model/decimal.hpp>
#include <descry/model/guid.hpp>
#include <descry/model/open_enum.hpp>
#include <descry/model/timestamp.hpp>

#include <ostream>

namespace descry {

inline std::ostream& operator<<(std::ostream& out, decimal const& value) { return out << value.to_string(); }
inline std::ostream& operator<<(std::ostream& out, date const& value) { return out << value.to_string(); }
inline std::ostream& operator<<(std::ostream& out, timestamp const& value) { return out << value.to_string(); }
inline std::ostream& operator<<(std::ostream& out, guid const& value) { return out << value.to_string(); }

template <class E>
std::ostream& operator<<(std::ostream& out, open_enum<E> const& value)
{
    return out << value.to_string();
}

}  // namespace descry
