#include "http/client/time_limit.hpp"

#include "http/client/transport_error.hpp"

#include <sys/socket.h>

#include <algorithm>
#include <chrono>
#include <mutex>
#include <utility>

namespace frameio::http {

struct time_limit::state {
    std::mutex mutex;
    clock::steady_time until = never;
    bool expired = false;
    int descriptor = -1;
    std::shared_ptr<waiting> who;

    // With the mutex held, so that the descriptor cannot be closed, and its number be another's, meanwhile.
    void end() {
        if (descriptor >= 0) {
            ::shutdown(descriptor, SHUT_RDWR);
        }
        if (who) {
            who->tell(transport_errc::timed_out);
        }
    }

    void look_at(const clock& time) {
        const std::lock_guard lock(mutex);
        if (!expired && time.steady() >= until) {
            expired = true;
            end();
        }
    }
};

time_limit::time_limit(clock& time, const boost::asio::any_io_executor& executor)
    : time_(time), executor_(executor), state_(std::make_shared<state>()) {}

time_limit::~time_limit() {
    forget();
}

bool time_limit::set(clock::steady_time until) {
    using std::chrono::milliseconds;
    {
        const std::lock_guard lock(state_->mutex);
        if (state_->expired && state_->descriptor >= 0) {
            return false;
        }
        state_->until = until;
        state_->expired = false;
    }
    ticks_.reset();
    if (until != never) {
        const auto left = std::chrono::ceil<milliseconds>(until - time_.steady());
        const auto period = std::clamp(left, milliseconds(1), milliseconds(24 * 3'600'000));
        ticks_ = time_.every(executor_, period, [&time = time_, state = state_] { state->look_at(time); });
    }
    // After the ticks were started: a clock that was turned in between would be missed otherwise.
    state_->look_at(time_);
    return true;
}

void time_limit::watch(int descriptor) {
    const std::lock_guard lock(state_->mutex);
    state_->descriptor = descriptor;
    if (state_->expired) {
        state_->end();
    }
}

void time_limit::watch(std::shared_ptr<waiting> who) {
    const std::lock_guard lock(state_->mutex);
    state_->who = std::move(who);
    if (state_->expired) {
        state_->end();
    }
}

void time_limit::forget() {
    const std::lock_guard lock(state_->mutex);
    state_->descriptor = -1;
    state_->who.reset();
}

bool time_limit::expired() const {
    const std::lock_guard lock(state_->mutex);
    return state_->expired;
}

}  // namespace frameio::http
