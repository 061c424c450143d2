// glaze: stephenberry/glaze as a peer, for arrays of scalars and of points. It requires C++23, and clang 19 or g++ 13.
#pragma once

#include <json/models.hpp>

#include <glaze/glaze.hpp>

#include <stdexcept>
#include <string>

namespace peers {

struct glaze {
    static constexpr char const* name = "glaze";

    template <class T>
    static T read(std::string const& text)
    {
        T value;
        if (glz::read_json(value, text)) throw std::runtime_error("glaze refuses the text");
        return value;
    }

    template <class T>
    void write(T const& value)
    {
        if (glz::write_json(value, out)) throw std::runtime_error("glaze refuses the value");
    }

    std::string out;
};

}  // namespace peers
