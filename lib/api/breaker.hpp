#pragma once

#include <frameio/clock.hpp>

#include <chrono>
#include <cstddef>
#include <deque>
#include <mutex>

namespace frameio::api {

/// Stops calls to a platform that fails. Thread-safe; takes the time as an argument.
///
/// Closed: calls pass. So many failures within the window open it: calls fail at once. After a while it is half open:
/// one call probes; its success closes it, its failure opens it again.
class breaker {
public:
    using time = clock::steady_time;

    /// @param failures 0: never opens
    breaker(unsigned failures, std::chrono::milliseconds window, std::chrono::milliseconds open_for)
        : limit_(failures), window_(window), open_for_(open_for) {}

    enum class verdict { pass, probe, stop };

    /// Whether a call may be made. One that passed or probes reports how it ended.
    verdict ask(time now);
    void succeeded(verdict as);
    /// @return whether this opened it
    bool failed(verdict as, time now);
    /// The call ended without telling anything about the platform, such as by cancellation.
    void left(verdict as);

    /// Whether `ask` would say stop. Asked before a call waits for what it needs.
    bool stops(time now) const;

    /// When the next probe may be made, while calls are stopped.
    time retry_at() const;

private:
    const unsigned limit_;
    const std::chrono::milliseconds window_;
    const std::chrono::milliseconds open_for_;
    mutable std::mutex mutex_;
    std::deque<time> failures_;
    time open_until_{};
    bool open_ = false;
    bool probing_ = false;
};

}  // namespace frameio::api
