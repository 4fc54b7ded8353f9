#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>

namespace frameio::http {

/// A contiguous buffer: octets are added at its end and removed at its begin. Grows on demand, shrinks when asked.
class octet_buffer {
public:
    static constexpr std::size_t usual_size = 16 * 1024;

    octet_buffer() : octets_(std::make_unique_for_overwrite<char[]>(usual_size)), capacity_(usual_size) {}

    const char* data() const noexcept {
        return octets_.get() + begin_;
    }
    std::size_t size() const noexcept {
        return end_ - begin_;
    }
    bool empty() const noexcept {
        return begin_ == end_;
    }
    std::string_view view() const noexcept {
        return {data(), size()};
    }

    /// Room at the end, at least one octet; moves or grows what is there if need be.
    std::span<char> room() {
        if (capacity_ - end_ < usual_size / 4) {
            reserve(size() + usual_size / 2);
        }
        return {octets_.get() + end_, capacity_ - end_};
    }

    /// Makes room for `total` octets from the begin on.
    void reserve(std::size_t total) {
        if (capacity_ - begin_ >= total) {
            return;
        }
        if (capacity_ >= total) {
            std::memmove(octets_.get(), data(), size());
        } else {
            grow(total);
        }
        end_ = size();
        begin_ = 0;
    }

    void added(std::size_t count) noexcept {
        end_ += count;
    }

    void remove_front(std::size_t count) noexcept {
        begin_ += count;
        if (begin_ == end_) {
            begin_ = end_ = 0;
        }
    }

    /// Removes `count` octets that start `offset` behind the begin.
    void cut(std::size_t offset, std::size_t count) noexcept {
        char* const at = octets_.get() + begin_ + offset;
        std::memmove(at, at + count, size() - offset - count);
        end_ -= count;
    }

    void clear() {
        begin_ = end_ = 0;
        if (capacity_ > 2 * usual_size) {
            octets_ = std::make_unique_for_overwrite<char[]>(usual_size);
            capacity_ = usual_size;
        }
    }

    std::size_t capacity() const noexcept {
        return capacity_;
    }

private:
    void grow(std::size_t total) {
        auto larger = std::make_unique_for_overwrite<char[]>(total);
        std::memcpy(larger.get(), data(), size());
        octets_ = std::move(larger);
        capacity_ = total;
    }

    std::unique_ptr<char[]> octets_;
    std::size_t capacity_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
};

}  // namespace frameio::http
