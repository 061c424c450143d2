// decoding: where a text is put together that has escapes.
#pragma once

#include <descry/json/detail/window.hpp>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <utility>

namespace descry {

namespace detail {

/// Room for one text, which grows as needed; most need no more than it has at first.
class decoding {
public:
    /// How many bytes there is room for after what was appended, at least: more than an escape's.
    static constexpr std::size_t spare = window::size;

    decoding() noexcept = default;
    decoding(decoding const&) = delete;
    decoding& operator=(decoding const&) = delete;

    char* begin() noexcept { return begin_; }
    char const* begin() const noexcept { return begin_; }

    /// Copies a run to `w`, and gives where it ends.
    char* append(char* w, char const* first, char const* last)
    {
        auto const n = static_cast<std::size_t>(last - first);
        w = need(w, n);
        return std::copy_n(first, n, w);
    }

    /// Room at `w` for that much and what is spare.
    char* need(char* w, std::size_t bytes)
    {
        auto const used = static_cast<std::size_t>(w - begin_);
        return size_ - used >= bytes + spare ? w : grow(used, bytes + spare);
    }

private:
    [[gnu::noinline]] char* grow(std::size_t used, std::size_t bytes)
    {
        auto const size = std::max(size_ * 2, used + bytes);
        std::unique_ptr<char[]> larger(new char[size]);
        std::memcpy(larger.get(), begin_, used);
        large_ = std::move(larger);
        begin_ = large_.get();
        size_ = size;
        return begin_ + used;
    }

    std::size_t size_ = 256;
    char* begin_ = small_;
    std::unique_ptr<char[]> large_;
    char small_[256];
};

}  // namespace detail

}  // namespace descry
