#include "delivery/run_watch.hpp"

#include <algorithm>
#include <utility>

namespace frameio::delivery {

run_watch::place::place(std::shared_ptr<run_watch> of, const store::event_id& event)
    : of_(std::move(of)), event_(event) {
    const std::lock_guard lock(of_->mutex_);
    of_->places_.emplace(event_, this);
}

run_watch::place::~place() {
    const std::lock_guard lock(of_->mutex_);
    const auto [first, last] = of_->places_.equal_range(event_);
    of_->places_.erase(std::find_if(first, last, [this](const auto& each) { return each.second == this; }));
}

std::shared_ptr<waiting> run_watch::place::expect() {
    const std::lock_guard lock(of_->mutex_);
    waiting_ = std::make_shared<waiting>();
    if (std::exchange(ended_, false)) {
        waiting_->tell();
    }
    return waiting_;
}

void run_watch::ended(const store::event_id& event) {
    const std::lock_guard lock(mutex_);
    const auto [first, last] = places_.equal_range(event);
    for (auto each = first; each != last; ++each) {
        each->second->ended_ = true;
        if (each->second->waiting_) {
            each->second->waiting_->tell();
        }
    }
}

}  // namespace frameio::delivery
