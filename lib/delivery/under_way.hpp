#pragma once

#include "store/event_id.hpp"

#include <memory>
#include <mutex>
#include <set>
#include <utility>
#include <vector>

namespace frameio::delivery {

/// The events that a process runs now, shared by its inboxes. Thread-safe.
class under_way {
public:
    /// One of them, for as long as it lives.
    class place {
    public:
        place(std::shared_ptr<under_way> of, const store::event_id& event) : of_(std::move(of)), event_(event) {
            const std::lock_guard lock(of_->mutex_);
            of_->events_.insert(event_);
        }
        ~place() {
            const std::lock_guard lock(of_->mutex_);
            of_->events_.erase(of_->events_.find(event_));
        }
        place(const place&) = delete;
        place& operator=(const place&) = delete;

    private:
        const std::shared_ptr<under_way> of_;
        const store::event_id event_;
    };

    std::vector<store::event_id> all() const {
        const std::lock_guard lock(mutex_);
        return {events_.begin(), events_.end()};
    }

private:
    mutable std::mutex mutex_;
    std::multiset<store::event_id> events_;  // one may be run again while a run of it that is lost goes on
};

}  // namespace frameio::delivery
