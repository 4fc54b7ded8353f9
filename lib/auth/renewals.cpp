#include "auth/renewals.hpp"

#include <utility>

namespace frameio::auth {

renewals::one::~one() {
    const std::lock_guard lock(of_->mutex_);
    if (--of_->count_ == 0 && of_->done_) {
        of_->done_();
    }
}

bool renewals::begin(std::optional<one>& to) {
    const std::lock_guard lock(mutex_);
    if (done_) {
        return false;
    }
    ++count_;
    to.emplace(*this);
    return true;
}

void renewals::close(std::function<void()> done) {
    const std::lock_guard lock(mutex_);
    done_ = std::move(done);
    if (count_ == 0) {
        done_();
    }
}

}  // namespace frameio::auth
