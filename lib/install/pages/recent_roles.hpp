#pragma once

#include <frameio/clock.hpp>

#include "auth/tenant.hpp"
#include "support/recently_used.hpp"

#include <mutex>
#include <optional>
#include <string>

namespace frameio::install {

/// What Frame.io has said in the last minute of who is an admin of which workspace: for lists of many, which would
/// otherwise use up the calls that a user has. What counts is asked for anew. Thread-safe.
class recent_roles {
public:
    /// The clock outlives it.
    explicit recent_roles(clock& time);

    /// Nothing: it was not asked for.
    std::optional<bool> find(const std::string& user, const auth::tenant& where);
    void note(const std::string& user, const auth::tenant& where, bool is_admin);

private:
    struct answer {
        bool is_admin;
        clock::steady_time until;
    };

    clock& time_;
    std::mutex mutex_;
    recently_used<answer> known_;
};

}  // namespace frameio::install
