#pragma once

/// @file
/// The memory behind an event.

#include <cstddef>
#include <string_view>
#include <utility>

namespace frameio {

/// A counted reference to an immutable block that holds the received octets of one event and the texts decoded from
/// them.
///
/// Events carry one, so that their `std::string_view` fields stay valid as long as any copy of the event exists.
/// Copying costs one atomic increment. Thread safety: distinct references may be used from different threads at once.
class payload {
public:
    /// Octets after the body that may be read, though they mean nothing: what a parser needs that reads in large steps.
    static constexpr std::size_t slack = 64;

    payload() noexcept = default;
    payload(const payload& other) noexcept;
    payload(payload&& other) noexcept : block_(std::exchange(other.block_, nullptr)) {}
    payload& operator=(payload other) noexcept {
        std::swap(block_, other.block_);
        return *this;
    }
    ~payload() {
        if (block_ != nullptr) {
            release();
        }
    }

    /// A block with a copy of `body` and room for `extra` more octets of decoded text. Small blocks are recycled on the
    /// thread that releases them, so that making one usually allocates nothing.
    /// @throws std::bad_alloc
    static payload copy_of(std::string_view body, std::size_t extra = 0);

    /// The octets as they were received. Empty for a default-constructed reference.
    std::string_view body() const noexcept;

    /// Copies `text` into the block's spare room and returns the copy; used while decoding, before the block is shared.
    /// @throws std::length_error if there is no room, which is always so for a default-constructed reference.
    std::string_view keep(std::string_view text);

private:
    struct block;
    explicit payload(block* owned) noexcept : block_(owned) {}
    void release() noexcept;
    block* block_ = nullptr;
};

}  // namespace frameio
