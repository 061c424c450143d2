#include <two_ways/library.hpp>

#include <descry/client/engine.hpp>  // gives way to <descry/beast.hpp> of another file

#include <utility>

library::book library::rename(descry::client const& from, std::string const& id, std::string title)
{
    auto const at = from.at<books>({.id = id});
    auto one = at.get();
    one.title = std::move(title);
    return at.update(one);
}
