// On its own, so that the compiler does not see which function frees what another one got.

#include "allocations.hpp"

#include <cstdlib>
#include <new>

namespace {

std::uint64_t count = 0;  // of one thread: an atomic one would cost what is to be measured

}  // namespace

std::uint64_t allocations() noexcept {
    return count;
}

void* operator new(std::size_t size) {
    ++count;
    if (void* const got = std::malloc(size == 0 ? 1 : size)) {
        return got;
    }
    throw std::bad_alloc();
}

void operator delete(void* what) noexcept {
    std::free(what);
}

void operator delete(void* what, std::size_t) noexcept {
    std::free(what);
}

void* operator new(std::size_t size, std::align_val_t alignment) {
    ++count;
    const auto each = static_cast<std::size_t>(alignment);
    if (void* const got = std::aligned_alloc(each, (size + each - 1) / each * each)) {
        return got;
    }
    throw std::bad_alloc();
}

void operator delete(void* what, std::align_val_t) noexcept {
    std::free(what);
}

void operator delete(void* what, std::size_t, std::align_val_t) noexcept {
    std::free(what);
}
