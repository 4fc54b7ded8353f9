#include "simulator/rate_limits.hpp"

#include <algorithm>

namespace frameio::sim {

rate_limits::state rate_limits::take(const operation& what, const std::string& who) {
    const auto now = time_.steady();
    const double room = std::max(1.0, what.limit.calls * scale_.value_or(1.0));
    bucket& one = buckets_[{what.id, who}];
    const std::chrono::duration<double, std::milli> since = now - one.then;
    const double leaked = room * since.count() / static_cast<double>(what.limit.period.count());
    one.level = std::max(0.0, one.level - leaked);
    one.then = now;
    state made;
    made.exceeded = scale_ && one.level + 1 > room;
    if (!made.exceeded) {
        one.level = std::min(room, one.level + 1);
    }
    made.limit = static_cast<unsigned>(room);
    made.remaining = static_cast<unsigned>(room - one.level);
    made.window = what.limit.period;
    return made;
}

}  // namespace frameio::sim
