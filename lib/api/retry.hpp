#pragma once

#include <frameio/api/call.hpp>
#include <frameio/clock.hpp>

#include <chrono>
#include <optional>
#include <string_view>

namespace frameio::api {

/// How an attempt ended that has no result.
enum class failure {
    not_sent,  ///< the platform saw nothing of it
    in_doubt,  ///< it may have done it: no answer, or 5xx
    limited,   ///< 429: not done
    refused    ///< another answer that will not change
};

/// Decides when a call is made again. Takes time and chance as arguments.
class retry_plan {
public:
    /// @param begin when the first attempt began
    /// @param repeatable whether the call may have its effect twice
    retry_plan(const retry_policy& policy, clock::steady_time begin, std::optional<clock::steady_time> deadline,
               bool repeatable) noexcept;

    /// The next attempt begins.
    void attempt() noexcept {
        ++attempts_;
    }
    unsigned attempts() const noexcept {
        return attempts_;
    }

    /// When to try again, or nothing.
    /// @param asked what the platform asked for in Retry-After
    /// @param chance from 0 up to 1
    std::optional<clock::steady_time> next(failure what, clock::steady_time now,
                                           std::optional<std::chrono::milliseconds> asked, double chance) noexcept;

    const retry_policy& policy() const noexcept {
        return policy_;
    }
    /// The end of the time for attempts.
    clock::steady_time latest() const noexcept {
        return latest_;
    }
    /// Whether no attempt may begin then. One that begins at the deadline has no time left.
    bool is_late(clock::steady_time when) const noexcept {
        return by_deadline_ ? when >= latest_ : when > latest_;
    }
    /// Whether that is the caller's deadline, as against the policy's patience.
    bool ends_by_deadline() const noexcept {
        return by_deadline_;
    }

private:
    std::chrono::milliseconds backoff(unsigned steps, double chance) const noexcept;

    retry_policy policy_;
    clock::steady_time latest_;
    bool by_deadline_;
    bool repeatable_;
    unsigned attempts_ = 0;
    unsigned failures_ = 0;
    unsigned limited_ = 0;
};

/// The value of a Retry-After header, in seconds or as a date (RFC 9110 §10.2.3), as the time left from `now`; nothing
/// if it is neither. Never negative.
std::optional<std::chrono::milliseconds> parse_retry_after(std::string_view value, clock::wall_time now) noexcept;

}  // namespace frameio::api
