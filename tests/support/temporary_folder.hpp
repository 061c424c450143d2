// temporary_folder: a folder for the files of a test, which no other test or process uses.
#pragma once

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <string>

/// A new folder, which is removed with the object.
class temporary_folder {
    std::string name_ = (std::filesystem::temp_directory_path() / "descry-XXXXXX").string();

public:
    temporary_folder() { BOOST_TEST_REQUIRE(::mkdtemp(name_.data())); }
    temporary_folder(temporary_folder const&) = delete;
    temporary_folder& operator=(temporary_folder const&) = delete;
    ~temporary_folder() { std::filesystem::remove_all(name_); }

    std::filesystem::path operator/(std::string const& name) const { return std::filesystem::path(name_) / name; }

    /// The number of its entries.
    std::size_t size() const
    {
        return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(name_), {}));
    }
};
