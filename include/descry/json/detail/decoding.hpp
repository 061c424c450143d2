// decoding: the buffer into which strings with escapes are decoded.
#pragma once

#include <descry/json/detail/window.hpp>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <utility>

namespace descry {

namespace detail {

/// A buffer for one string. It grows as necessary; its initial size suffices for most strings.
class decoding {
public:
    /// The minimum free space after the decoded text, more than the size of an escape.
    static constexpr std::size_t spare = window::size;

    decoding() noexcept = default;
    decoding(decoding const&) = delete;
    decoding& operator=(decoding const&) = delete;

    char* begin() noexcept { return begin_; }
    char const* begin() const noexcept { return begin_; }

    /// Copies a run to `w` and returns a pointer to its end.
    char* append(char* w, char const* first, char const* last)
    {
        auto const n = static_cast<std::size_t>(last - first);
        w = need(w, n);
        return std::copy_n(first, n, w);
    }

    /// Ensures free space at `w` for that size and the minimum.
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
