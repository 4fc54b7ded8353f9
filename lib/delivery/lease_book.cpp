#include "delivery/lease_book.hpp"

#include "store/decision.hpp"

namespace frameio::delivery {

void lease_book::hold(const store::lease& one, store::wall_time until) {
    const std::lock_guard lock(mutex_);
    const auto [known, is_new] = held_.try_emplace(one.event);
    if (!is_new) {
        ends_.erase({known->second.until, one.event});
    }
    known->second = {one.epoch, until};
    ends_.emplace(until, one.event);
}

void lease_book::extend(const store::lease& one, store::wall_time until) {
    const std::lock_guard lock(mutex_);
    const auto known = held_.find(one.event);
    if (known != held_.end() && known->second.epoch == one.epoch) {
        ends_.erase({known->second.until, one.event});
        known->second.until = until;
        ends_.emplace(until, one.event);
    }
}

void lease_book::drop(const store::lease& one) {
    const std::lock_guard lock(mutex_);
    const auto known = held_.find(one.event);
    if (known != held_.end() && known->second.epoch == one.epoch) {
        ends_.erase({known->second.until, one.event});
        held_.erase(known);
    }
}

std::vector<store::event_id> lease_book::not_believed(store::wall_time now, std::chrono::milliseconds term) const {
    const std::lock_guard lock(mutex_);
    std::vector<store::event_id> found;
    for (auto at = ends_.begin(); at != ends_.end() && at->first <= now; ++at) {
        found.push_back(at->second);
    }
    const store::wall_time latest = store::latest_lease(term, now);
    for (auto at = ends_.rbegin(); at != ends_.rend() && at->first > latest; ++at) {
        found.push_back(at->second);
    }
    return found;
}

}  // namespace frameio::delivery
