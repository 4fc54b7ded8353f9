#pragma once

#include <frameio/clock.hpp>

#include "auth/key_ring.hpp"
#include "auth/vault.hpp"
#include "install/record.hpp"
#include "store/engine.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace frameio::install {

/// What is done for an admin: to install is also to update and to repair.
enum class job_kind : std::uint8_t { install, uninstall };
std::string_view to_string(job_kind what) noexcept;

/// How a job has ended that has not done what it was to do.
struct outcome {
    outcome() = default;
    outcome(job_kind what, std::string user, clock::wall_time at, std::string why)
        : attempted(what), user_id(std::move(user)), when(at), text(std::move(why)) {}
    friend bool operator==(const outcome&, const outcome&) = default;

    job_kind attempted = job_kind::install;
    std::string user_id;       ///< for whom
    clock::wall_time when{};   ///< in milliseconds
    std::string text;          ///< why, for people, in one line and without secrets
    bool is_failure = true;    ///< no: somebody else was at it
    bool wants_login = false;  ///< the user's login is over: all is well when he has logged in and tries again
    config typed;              ///< what the installation was to be told, but what no page is to show
};

/// What the last jobs of workspaces have come to, for an hour, so that all processes can tell. Thread-safe.
class outcomes {
public:
    /// @param time  outlives it
    outcomes(std::shared_ptr<store::engine> store, std::shared_ptr<const auth::key_ring> keys, clock& time)
        : store_(store), vault_(std::move(store), std::move(keys)), time_(time) {}

    /// Nothing if it was a success, or is long ago, or cannot be opened.
    /// @throws store_error
    boost::asio::awaitable<std::optional<outcome>> find(tenant where) const;

    /// Instead of what there was.
    /// @throws as `auth::vault`
    boost::asio::awaitable<void> keep(tenant where, outcome what) const;

    /// @throws store_error
    boost::asio::awaitable<void> forget(tenant where) const;

private:
    std::shared_ptr<store::engine> store_;
    auth::vault vault_;
    clock& time_;
};

}  // namespace frameio::install
