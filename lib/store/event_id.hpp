#pragma once

#include <frameio/clock.hpp>

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace frameio::store {

/// Names a stored event: a UUID of version 7 (RFC 9562), so that ids sort by the time at which they were made.
class event_id {
public:
    using octets_type = std::array<std::uint8_t, 16>;

    event_id() = default;
    explicit event_id(const octets_type& octets) : octets_(octets) {}

    /// A new one. Those of one process grow, also within a millisecond, and when the clock is turned back. Thread-safe.
    static event_id make(clock::wall_time now);

    /// Reads "0190a6ec-7f00-7000-8000-000000000001"; nothing if it is no UUID.
    static std::optional<event_id> parse(std::string_view text);

    std::string text() const;

    const octets_type& octets() const noexcept {
        return octets_;
    }

    friend auto operator<=>(const event_id&, const event_id&) = default;

private:
    octets_type octets_{};
};

}  // namespace frameio::store
