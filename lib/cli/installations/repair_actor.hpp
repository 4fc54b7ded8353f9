#pragma once

#include "cli/installations/known_records.hpp"
#include "install/record.hpp"

#include <frameio/api/client.hpp>

#include <string>
#include <utility>

namespace frameio::cli {

/// As whom an installation is repaired.
struct repair_actor {
    repair_actor(api::client calling, std::string user) : by(std::move(calling)), user_id(std::move(user)) {}

    /// "the admin ID".
    std::string text() const;

    api::client by;
    std::string user_id;  ///< empty: that of FRAMEIO_TOKEN
};

/// The user of FRAMEIO_TOKEN, if that is set, and otherwise the admin who acts for the installation: with the tokens
/// that he has left at his login, which are renewed if they have to be, as the app does it.
/// @throws usage_error if the environment has not what that wants
/// @throws std::runtime_error if he is not logged in any more; and as `auth::vault`
repair_actor find_actor(known_records& records, const install::record& of);

}  // namespace frameio::cli
