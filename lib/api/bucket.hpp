#pragma once

#include <frameio/api/error.hpp>
#include <frameio/clock.hpp>

#include <chrono>
#include <cstddef>
#include <deque>
#include <optional>

namespace frameio::api {

/// How many calls may be made in how much time. No calls: not known, and not limited.
struct pace {
    std::size_t calls = 0;
    std::chrono::milliseconds window{};
};

/// The tokens of one rate limit. A token that was spent comes back a window later, so that in no window, wherever it
/// begins, more calls are made than allowed. Takes the time as an argument.
class bucket {
public:
    using time = clock::steady_time;

    explicit bucket(pace allowed) : allowed_(allowed) {}

    /// Takes a token, or says when there may be one.
    std::optional<time> take(time now);

    /// What an answer said. It never gives tokens back: calls that are under way are not in it yet.
    void learn(const rate_limit& said, time now);

    /// The platform refused a call until then.
    void close(time until);

    /// Whether it has nothing to remember.
    bool is_full(time now);

private:
    void forget(time now);

    pace allowed_;
    std::deque<time> spent_;
    time closed_until_{};
};

}  // namespace frameio::api
