#pragma once

#include <frameio/clock.hpp>

#include <optional>

namespace frameio {

/// The time of day, as far as it has passed: for what cannot be undone, and need not be done soon.
///
/// A clock that is set back is believed at once. One that is set forward may be wrong, and be set back: it is believed
/// when it has said so for a day.
///
/// Thread safety: as any value.
class passed_time {
public:
    explicit passed_time(clock& time);

    /// To be asked from time to time: what it does not see it does not know.
    clock::wall_time now();

    /// Whether the clock has been set back since this was asked last.
    bool was_set_back();

private:
    using duration = clock::wall_time::duration;

    duration difference() const;

    clock& time_;
    duration believed_;  // between the time of day and the time that deadlines are measured by
    duration last_;
    std::optional<clock::steady_time> ahead_since_;
};

}  // namespace frameio
