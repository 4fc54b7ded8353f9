#pragma once

#include "store/archive.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace frameio::store {

/// What a store has, and what is wrong with it.
struct store_state {
    event_counts counts;
    std::optional<wall_time> oldest_waiting;  ///< when the oldest event came that waits for a run
    std::uint64_t lost_leases = 0;            ///< that have run out; the next worker takes these events over
    std::vector<std::string> problems;        ///< none: the store is sound
};

/// Looks at the file, if it is one, and whether the rows fit together.
/// @throws store_error if it cannot be read; damage that was found is no such thing
store_state check_store(archive& store, wall_time now);

}  // namespace frameio::store
