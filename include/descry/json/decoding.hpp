// decoding: where a text is put together that has escapes.
#pragma once

#include <descry/json/scan.hpp>

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
    /// How many bytes there is room for after each run: one escape's.
    static constexpr std::size_t spare = 4;

    decoding() noexcept = default;
    decoding(decoding const&) = delete;
    decoding& operator=(decoding const&) = delete;

    char* begin() noexcept { return begin_; }

    /// Copies a run to `w`, and gives where it ends. The input ends at `end`.
    char* append(char* w, char const* first, char const* last, char const* end)
    {
        auto const n = static_cast<std::size_t>(last - first);
        w = need(w, std::max(n, block::size) + spare);
        if (n <= block::size && static_cast<std::size_t>(end - first) >= block::size)
            std::memcpy(w, first, block::size);  // a size that the compiler knows
        else
            std::memcpy(w, first, n);
        return w + n;
    }

private:
    char* need(char* w, std::size_t bytes)
    {
        auto const used = static_cast<std::size_t>(w - begin_);
        return size_ - used >= bytes ? w : grow(used, bytes);
    }

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
