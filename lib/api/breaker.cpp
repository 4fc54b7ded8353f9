#include "api/breaker.hpp"

namespace frameio::api {

breaker::verdict breaker::ask(time now) {
    if (limit_ == 0) {
        return verdict::pass;
    }
    const std::lock_guard lock(mutex_);
    if (!open_) {
        return verdict::pass;
    }
    if (probing_ || now < open_until_) {
        return verdict::stop;
    }
    probing_ = true;
    return verdict::probe;
}

void breaker::succeeded(verdict as) {
    if (limit_ == 0) {
        return;
    }
    const std::lock_guard lock(mutex_);
    if (as == verdict::probe) {
        probing_ = false;
        open_ = false;
        failures_.clear();
    }
}

bool breaker::failed(verdict as, time now) {
    if (limit_ == 0) {
        return false;
    }
    const std::lock_guard lock(mutex_);
    if (as == verdict::probe) {
        probing_ = false;
        open_until_ = now + open_for_;
        return true;
    }
    while (!failures_.empty() && failures_.front() <= now - window_) {
        failures_.pop_front();
    }
    failures_.push_back(now);
    if (open_ || failures_.size() < limit_) {
        return false;
    }
    open_ = true;
    open_until_ = now + open_for_;
    failures_.clear();
    return true;
}

void breaker::left(verdict as) {
    const std::lock_guard lock(mutex_);
    if (as == verdict::probe) {
        probing_ = false;
    }
}

bool breaker::stops(time now) const {
    const std::lock_guard lock(mutex_);
    return open_ && (probing_ || now < open_until_);
}

breaker::time breaker::retry_at() const {
    const std::lock_guard lock(mutex_);
    return open_until_;
}

}  // namespace frameio::api
