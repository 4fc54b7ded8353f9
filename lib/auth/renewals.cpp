#include "auth/renewals.hpp"

#include <utility>

namespace frameio::auth {

renewals::one::~one() {
    std::unique_lock lock(of_->mutex_);
    const std::function<void()> done = --of_->count_ == 0 ? std::exchange(of_->done_, nullptr) : nullptr;
    lock.unlock();  // it may be the end of all
    if (done) {
        done();
    }
}

bool renewals::begin(std::optional<one>& to) {
    const std::lock_guard lock(mutex_);
    if (is_closed_) {
        return false;
    }
    ++count_;
    to.emplace(*this);
    return true;
}

void renewals::close(std::function<void()> done) {
    std::unique_lock lock(mutex_);
    is_closed_ = true;
    if (count_ != 0) {
        done_ = std::move(done);
        return;
    }
    lock.unlock();
    done();
}

}  // namespace frameio::auth
