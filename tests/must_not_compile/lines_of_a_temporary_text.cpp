// A temporary string would be destroyed before its lines are read.
// expected: use of deleted function 'descry::json_lines<T> descry::read_json_lines(Text&&
// expected (clang): call to deleted function 'read_json_lines'
#include <descry/json/lines.hpp>

#include <string>

int sum(std::string const& text)
{
#ifdef MISTAKE
    auto lines = descry::read_json_lines<int>(text + "\n");
#else
    auto lines = descry::read_json_lines<int>(text);
#endif
    int out = 0;
    for (auto const& each : lines) out += each ? *each : 0;
    return out;
}
