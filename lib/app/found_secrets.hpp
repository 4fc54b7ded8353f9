#pragma once

#include <frameio/events.hpp>
#include <frameio/signature.hpp>

#include "auth/tenant_cache.hpp"

#include <boost/asio/awaitable.hpp>

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace frameio {

class app_state;

/// The secrets that a delivery may be signed with, found out by what its body says of itself before that is verified:
/// the resolver's, else those of the installation in its workspace, else those of the environment.
struct found_secrets {
    found_secrets() = default;

    /// A body that says one thing to those who look for its secrets and another to those who decode it is nobody's.
    bool is_for(const event& what) const noexcept;

    std::span<const signing_secret> all;
    bool is_action = false;
    /// Whether there should be some: nobody can tell whether the delivery is genuine, so that it is to come again.
    bool is_missing = false;
    /// Whether they count only where the app is not installed: they are those of the environment, and admins install
    /// it.
    bool is_environments = false;

    // What they are of.
    std::vector<signing_secret> resolved;
    auth::tenant_cache::facts facts;
    std::optional<auth::tenant> where;
};

/// The ids and the app outlive it.
/// @throws what the resolver does; error (`errc::store_failed`)
boost::asio::awaitable<std::shared_ptr<const found_secrets>> find_secrets(app_state& app, event_ids ids);

}  // namespace frameio
