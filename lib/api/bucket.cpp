#include "api/bucket.hpp"

#include <algorithm>

namespace frameio::api {
namespace {

// Beyond these, a header is a mistake.
constexpr std::int64_t most_calls = 100'000;
constexpr std::chrono::milliseconds longest_window = std::chrono::hours(24);

bool makes_sense(const rate_limit& said) {
    return said.limit > 0 && said.limit <= most_calls && said.remaining >= 0 && said.window.count() > 0 &&
           said.window <= longest_window;
}

}  // namespace

void bucket::forget(time now) {
    while (!spent_.empty() && spent_.front() + allowed_.window <= now) {
        spent_.pop_front();
    }
}

std::optional<bucket::time> bucket::take(time now) {
    if (now < closed_until_) {
        return closed_until_;
    }
    if (allowed_.calls == 0) {
        return std::nullopt;
    }
    forget(now);
    if (spent_.size() >= allowed_.calls) {
        // The one that must come back before there is one to take; more may be out if the limit was lowered.
        return spent_[spent_.size() - allowed_.calls] + allowed_.window;
    }
    spent_.push_back(now);
    return std::nullopt;
}

void bucket::learn(const rate_limit& said, time now) {
    if (!makes_sense(said)) {
        return;
    }
    allowed_ = pace{static_cast<std::size_t>(said.limit), said.window};
    forget(now);
    const auto remaining = static_cast<std::size_t>(said.remaining);
    while (spent_.size() + remaining < allowed_.calls) {
        spent_.push_back(now);  // somebody else spent it
    }
}

void bucket::close(time until) {
    closed_until_ = std::max(closed_until_, until);
}

bool bucket::is_full(time now) {
    forget(now);
    return spent_.empty() && closed_until_ <= now;
}

}  // namespace frameio::api
