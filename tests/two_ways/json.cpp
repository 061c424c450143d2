#include <two_ways/library.hpp>

#include <descry/json.hpp>

std::string library::written_twice(book const& one)
{
    return descry::write_json(descry::read_json<book>(descry::write_json(one)).value());
}
