#include "delivery/lease_book.hpp"

#include "store/decision.hpp"

namespace frameio::delivery {

void lease_book::hold(const store::lease& one, beginning when, std::chrono::milliseconds term) {
    const std::lock_guard lock(mutex_);
    const auto known = held_.try_emplace(one.event).first;
    forget_ends(known);
    known->second.epoch = one.epoch;
    set(known, when, term);
}

void lease_book::extend(const store::lease& one, beginning when, std::chrono::milliseconds term) {
    const std::lock_guard lock(mutex_);
    const auto known = held_.find(one.event);
    if (known != held_.end() && known->second.epoch == one.epoch) {
        forget_ends(known);
        set(known, when, term);
    }
}

void lease_book::drop(const store::lease& one) {
    const std::lock_guard lock(mutex_);
    const auto known = held_.find(one.event);
    if (known != held_.end() && known->second.epoch == one.epoch) {
        forget_ends(known);
        held_.erase(known);
    }
}

void lease_book::set(entries::iterator of, beginning when, std::chrono::milliseconds term) {
    entry& one = of->second;
    one.ends[0] = when.asked + term;
    one.ends[1] = when.told + term;
    for (const store::wall_time end : one.ends) {
        ends_.emplace(end, of->first);
    }
}

void lease_book::forget_ends(entries::const_iterator of) {
    for (const store::wall_time end : of->second.ends) {
        ends_.erase({end, of->first});
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
