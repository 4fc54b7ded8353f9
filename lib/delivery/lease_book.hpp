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
    /// When a lease begins that a store gives between two readings of the clock, which may have been set meanwhile: for
    /// all that is known, with either.
    struct beginning {
        store::wall_time asked;
        store::wall_time told;
    };

    void hold(const store::lease& one, beginning when, std::chrono::milliseconds term);
    /// Of what is held still.
    void extend(const store::lease& one, beginning when, std::chrono::milliseconds term);
    void drop(const store::lease& one);

    /// What is run here, though its lease has run out, or ends later than any is believed to that is given for `term`.
    std::vector<store::event_id> not_believed(store::wall_time now, std::chrono::milliseconds term) const;

private:
    struct entry {
        std::uint64_t epoch = 0;
        store::wall_time ends[2];
    };
    using entries = std::map<store::event_id, entry>;

    void set(entries::iterator of, beginning when, std::chrono::milliseconds term);
    void forget_ends(entries::const_iterator of);

    mutable std::mutex mutex_;
    entries held_;                                                 // with the mutex, as what follows
    std::set<std::pair<store::wall_time, store::event_id>> ends_;  // what is held, by when its lease runs out
};

}  // namespace frameio::delivery
