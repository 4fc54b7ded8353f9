#pragma once

#include <frameio/api/client.hpp>
#include <frameio/api/models/custom_actions.hpp>
#include <frameio/api/models/webhooks.hpp>

#include "install/record.hpp"

#include <boost/asio/awaitable.hpp>

#include <vector>

namespace frameio::install {

/// What a workspace has of webhooks and custom actions, whoever made them.
struct registrations {
    registrations() = default;

    std::vector<api::webhook> webhooks;
    std::vector<api::action> actions;
};

/// All of them; actions that are marked as deleted are none.
/// @throws api::api_error
boost::asio::awaitable<registrations> list_registrations(api::client by, tenant where);

}  // namespace frameio::install
