#pragma once

#include "http/request_view.hpp"

#include <cstddef>
#include <memory>
#include <span>

namespace frameio::http {

/// The header fields of one request: room for as many as the limit allows, made once.
class field_list {
public:
    explicit field_list(std::size_t most) : fields_(std::make_unique<field[]>(most)), most_(most) {}

    bool full() const noexcept {
        return count_ == most_;
    }
    /// There must be room.
    field& add() noexcept {
        return fields_[count_++];
    }
    void clear() noexcept {
        count_ = 0;
    }
    std::span<const field> all() const noexcept {
        return {fields_.get(), count_};
    }
    std::span<field> all() noexcept {
        return {fields_.get(), count_};
    }

private:
    std::unique_ptr<field[]> fields_;
    std::size_t most_;
    std::size_t count_ = 0;
};

}  // namespace frameio::http
