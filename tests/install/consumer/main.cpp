// main: the least that a program does with the installed headers.
#include <descry/json.hpp>

#include <boost/describe/class.hpp>

#include <iostream>
#include <string>

struct greeting {
    std::string first_word;
};
BOOST_DESCRIBE_STRUCT(greeting, (), (first_word))

int main()
{
    auto const text = descry::write_json(greeting{.first_word = "hello"});
    std::cout << text << '\n';
    return text == R"({"firstWord":"hello"})" ? 0 : 1;
}
