#include <frameio/payload.hpp>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <cstring>
#include <limits>
#include <new>
#include <stdexcept>

#if defined(__SANITIZE_ADDRESS__)
#define FRAMEIO_POISON 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define FRAMEIO_POISON 1
#endif
#endif
#ifdef FRAMEIO_POISON
#include <sanitizer/asan_interface.h>
#endif

namespace frameio {

/// The head of a block. The body follows it, then the room for kept texts, which is the body's slack until it is used.
struct payload::block {
    std::atomic<std::uint32_t> references{1};
    std::uint32_t shelf;
    std::size_t body_size;
    char* room;
    std::size_t room_left;

    block(std::uint32_t on_shelf, std::size_t size, std::size_t extra) noexcept
        : shelf(on_shelf), body_size(size), room(octets() + size), room_left(extra) {}

    char* octets() noexcept {
        return reinterpret_cast<char*>(this + 1);
    }
};

namespace {

struct shelved {
    shelved* next;
};

/// Blocks of one size that this thread keeps for its next events.
struct block_shelf {
    std::size_t block_size;
    std::uint32_t limit;
    std::uint32_t count;
    shelved* first;

    void put(void* memory) noexcept {
        first = new (memory) shelved{first};
        ++count;
        poison(memory);
    }

    void* take() noexcept {
        shelved* const memory = first;
        first = memory->next;
        --count;
        unpoison(memory);
        return memory;
    }

private:
    // A view that outlived its event is then caught by AddressSanitizer as if the block had been freed.
    void poison([[maybe_unused]] void* memory) const noexcept {
#ifdef FRAMEIO_POISON
        __asan_poison_memory_region(static_cast<shelved*>(memory) + 1, block_size - sizeof(shelved));
#endif
    }
    void unpoison([[maybe_unused]] void* memory) const noexcept {
#ifdef FRAMEIO_POISON
        __asan_unpoison_memory_region(memory, block_size);
#endif
    }
};

constexpr std::uint32_t shelf_count = 3;
constexpr std::uint32_t no_shelf = shelf_count;

/// Has no destructor, so that a block which outlives everything else of its thread can still ask whether it is closed.
struct shelf_set {
    std::array<block_shelf, shelf_count> shelves{
        {{1024, 64, 0, nullptr}, {4096, 16, 0, nullptr}, {16384, 8, 0, nullptr}}};
    bool watched = false;
    bool closed = false;
};

constinit thread_local shelf_set mine;

struct closing {
    ~closing() {
        mine.closed = true;
        for (block_shelf& shelf : mine.shelves) {
            while (shelf.first != nullptr) {
                ::operator delete(shelf.take());
            }
        }
    }
};

void watch_for_the_end_of_the_thread() noexcept {
    static thread_local closing at_the_end;
    static_cast<void>(at_the_end);
    mine.watched = true;
}

std::uint32_t shelf_for(std::size_t size) noexcept {
    std::uint32_t index = 0;
    while (index < shelf_count && mine.shelves[index].block_size < size) {
        ++index;
    }
    return index;
}

void* memory_for(std::uint32_t index, std::size_t size) {
    if (index == no_shelf) {
        return ::operator new(size);
    }
    block_shelf& shelf = mine.shelves[index];
    return shelf.first != nullptr ? shelf.take() : ::operator new(shelf.block_size);
}

void give_back(void* memory, std::uint32_t index) noexcept {
    if (index == no_shelf || mine.closed || mine.shelves[index].count == mine.shelves[index].limit) {
        ::operator delete(memory);
        return;
    }
    if (!mine.watched) {
        watch_for_the_end_of_the_thread();
    }
    mine.shelves[index].put(memory);
}

}  // namespace

payload::payload(const payload& other) noexcept : block_(other.block_) {
    if (block_ != nullptr) {
        block_->references.fetch_add(1, std::memory_order_relaxed);
    }
}

void payload::release() noexcept {
    // The only reference needs no read-modify-write: nobody else can be copying it.
    if (block_->references.load(std::memory_order_acquire) == 1 ||
        block_->references.fetch_sub(1, std::memory_order_acq_rel) == 1) {
        const std::uint32_t shelf = block_->shelf;
        block_->~block();
        give_back(block_, shelf);
    }
}

payload payload::copy_of(std::string_view body, std::size_t extra) {
    constexpr std::size_t most = std::numeric_limits<std::size_t>::max() / 4;
    if (extra > most || body.size() > most) {
        throw std::bad_alloc();
    }
    const std::size_t size = sizeof(block) + body.size() + std::max(extra, slack);
    const std::uint32_t shelf = shelf_for(size);
    auto* const made = new (memory_for(shelf, size)) block(shelf, body.size(), extra);
    body.copy(made->octets(), body.size());
    std::memset(made->room, 0, slack);
    return payload(made);
}

std::string_view payload::body() const noexcept {
    return block_ == nullptr ? std::string_view() : std::string_view(block_->octets(), block_->body_size);
}

std::string_view payload::keep(std::string_view text) {
    if (block_ == nullptr || text.size() > block_->room_left) {
        throw std::length_error("no room in the payload's block");
    }
    char* const kept = block_->room;
    text.copy(kept, text.size());
    block_->room += text.size();
    block_->room_left -= text.size();
    return {kept, text.size()};
}

}  // namespace frameio
