// data_file: the cases of other projects' suites, which are in tests/data.
#pragma once

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#ifndef DESCRY_TEST_DATA
#define DESCRY_TEST_DATA "tests/data"  // of tests that are built by hand and run in the root folder
#endif

namespace data_file {

/// The text of a field: `\\` is a backslash, and `\xE9` a byte.
inline std::string unescaped(std::string_view field)
{
    auto const digit = [](char c) { return c <= '9' ? c - '0' : c - 'A' + 10; };
    std::string out;
    for (std::size_t i = 0; i != field.size(); ++i) {
        if (field[i] != '\\') {
            out += field[i];
        } else if (field.at(++i) == 'x') {
            out += static_cast<char>(digit(field.at(i + 1)) * 16 + digit(field.at(i + 2)));
            i += 2;
        } else {
            out += field[i];
        }
    }
    return out;
}

/// The fields of each line, which are separated by tabs. Lines that begin with `# ` are comments.
inline std::vector<std::vector<std::string>> lines_of(char const* name)
{
    std::ifstream file(std::string(DESCRY_TEST_DATA "/") + name);
    BOOST_TEST_REQUIRE(file.is_open(), name << " is not in " DESCRY_TEST_DATA);
    std::vector<std::vector<std::string>> out;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("# ")) continue;
        auto& fields = out.emplace_back();
        for (std::string_view rest = line;; rest.remove_prefix(rest.find('\t') + 1)) {
            fields.push_back(unescaped(rest.substr(0, rest.find('\t'))));
            if (rest.find('\t') == rest.npos) break;
        }
    }
    return out;
}

}  // namespace data_file
