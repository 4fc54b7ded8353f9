#pragma once

#include "store/records.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <set>
#include <utility>
#include <vector>

namespace frameio::delivery {

/// What the inboxes of one process run, and until when they have leased it. Where all of them have stood still for
/// longer, each of them would take the others' runs for lost, before those can renew their leases. Thread-safe.
class lease_book {
public:
    void hold(const store::lease& one, store::wall_time until);
    /// Of what is held still.
    void extend(const store::lease& one, store::wall_time until);
    void drop(const store::lease& one);

    /// What is run here, though its lease has run out, or ends later than any is believed to that is given for `term`.
    std::vector<store::event_id> not_believed(store::wall_time now, std::chrono::milliseconds term) const;

private:
    struct entry {
        std::uint64_t epoch = 0;
        store::wall_time until{};
    };
    using entries = std::map<store::event_id, entry>;

    mutable std::mutex mutex_;
    entries held_;                                                 // with the mutex, as what follows
    std::set<std::pair<store::wall_time, store::event_id>> ends_;  // what is held, by when its lease runs out
};

}  // namespace frameio::delivery
