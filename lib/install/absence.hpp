#pragma once

#include <frameio/api/client.hpp>
#include <frameio/api/models/accounts.hpp>
#include <frameio/error.hpp>

#include "install/record.hpp"

#include <boost/asio/awaitable.hpp>

namespace frameio::install {

/// The user may not see a workspace, and cannot tell whether it is gone.
class unseen_workspace : public error {
public:
    unseen_workspace()
        : error(errc::not_installed,
                "Frame.io does not let this user see the workspace, and whether it is gone cannot be told: what is "
                "installed there is not forgotten. Let an admin of the account uninstall the app.") {}
};

/// Whether the user to whom the account is listed sees all that it has.
bool administers(const api::account& what);

/// Whether a workspace is gone, for sure. Those who may not see it are told that there is none, as if it were gone; who
/// administers its account may see it.
/// @throws api::api_error
boost::asio::awaitable<bool> is_gone(api::client by, tenant where);

}  // namespace frameio::install
