#include <support/allocations.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <new>

namespace {

constexpr std::size_t header_size = alignof(std::max_align_t);

}  // namespace

// Replaced here and in no header: the sanitizers have one of their own, to which a weak one would lose.
void* operator new(std::size_t size)
{
    namespace all = allocations;
    auto const bytes = static_cast<std::ptrdiff_t>(size);
    bool const fails = all::until_failure != 0 && size >= all::least_to_fail && --all::until_failure == 0;
    auto* const block = fails || all::held + bytes > all::most ? nullptr : std::malloc(size + header_size);
    if (!block) throw std::bad_alloc();
    *static_cast<std::ptrdiff_t*>(block) = bytes;
    all::held += bytes;
    all::peak = std::max(all::peak, all::held);
    return static_cast<char*>(block) + header_size;
}

void operator delete(void* memory) noexcept
{
    if (!memory) return;
    auto* const block = static_cast<char*>(memory) - header_size;
    allocations::held -= *reinterpret_cast<std::ptrdiff_t*>(block);
    std::free(block);
}

void operator delete(void* memory, std::size_t) noexcept { operator delete(memory); }

// Those that forward to the ones above in the standard library, but not in that of the address sanitizer.
void* operator new[](std::size_t size) { return operator new(size); }
void* operator new(std::size_t size, std::nothrow_t const&) noexcept
{
    try {
        return operator new(size);
    } catch (std::bad_alloc const&) {
        return nullptr;
    }
}
void* operator new[](std::size_t size, std::nothrow_t const& no) noexcept { return operator new(size, no); }
void operator delete[](void* memory) noexcept { operator delete(memory); }
void operator delete[](void* memory, std::size_t) noexcept { operator delete(memory); }
void operator delete(void* memory, std::nothrow_t const&) noexcept { operator delete(memory); }
void operator delete[](void* memory, std::nothrow_t const&) noexcept { operator delete(memory); }
