// padded_text: a copy of a short text. All of its positions have the space of a name.
#pragma once

#include <descry/json/detail/lexer.hpp>

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace descry {

namespace detail {

class padded_text {
public:
    static constexpr std::size_t padding = lexer::name_room;
    /// Copying a longer text costs more than its last members, which are not near the end of the copy.
    static constexpr std::size_t max_size = 512;

    /// The text must not be longer than `max_size`.
    explicit padded_text(std::string_view text) noexcept : size_(text.size())
    {
        std::fill_n(std::copy(text.begin(), text.end(), text_), padding, '\0');
    }

    std::string_view view() const noexcept { return {text_, size_}; }

private:
    std::size_t size_;
    char text_[max_size + padding];
};

}  // namespace detail

}  // namespace descry
