#pragma once

#include <frameio/api/client.hpp>
#include <frameio/clock.hpp>

#include "auth/key_ring.hpp"
#include "auth/vault.hpp"
#include "install/attempt.hpp"
#include "install/blueprint.hpp"
#include "install/kept_record.hpp"
#include "install/record.hpp"
#include "store/engine.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace frameio::install {

/// What an admin wants to have in a workspace.
struct order {
    order(tenant in, std::string user, blueprint what)
        : where(std::move(in)), user_id(std::move(user)), wanted(std::move(what)) {}

    tenant where;
    std::string user_id;
    blueprint wanted;
    std::optional<answers> settings;  ///< nothing: as they were
};

/// What came of it.
struct result {
    result() = default;

    bool under_way = false;      ///< somebody else is at it: nothing was done, or not all
    bool is_outdated = false;    ///< the settings are others than those that were known: nothing was done
    bool is_first = false;       ///< all of it is there for the first time
    std::optional<record> what;  ///< the installation as it is now; nothing if there is none
    std::size_t effects = 0;     ///< how many calls were made that change something on the platform
};

/// Installs an app in workspaces: its webhook and its actions, as the store remembers them.
///
/// It may end at any moment, by a crash or a failure of the store, the network or the platform: whoever runs it again
/// ends what was begun. Cancellation leaves a record that looks as after a crash (`record::is_interrupted`). What an
/// attempt has created and could not remember is known by its URL and its name or event, and is removed and created
/// again, as its secret was told once. What is remembered keeps its id and secret.
///
/// The client acts as an admin, and waits at the platform's rate limits: that may take minutes.
/// Members throw api::api_error, store_error and what `auth::vault` does; the record tells of it then, too. Of those
/// that are called for the same workspace at a time, one does something, in whatever process. Thread-safe.
class saga {
public:
    /// @param time  outlives it
    saga(std::shared_ptr<store::engine> store, std::shared_ptr<const auth::key_ring> keys, clock& time)
        : store_(std::move(store)), keys_(std::move(keys)), time_(time) {}

    /// Makes the workspace what is wanted: installs, updates or repairs, and does nothing if it is so.
    ///
    /// Settings that somebody has changed since they were known are not overwritten: then it says that somebody else is
    /// at it. What the platform refuses (4xx but 429) the first time, before all was there, is taken back: then there
    /// is no record. Otherwise what worked stays.
    boost::asio::awaitable<result> install(api::client by, order what, progress_handler told = nullptr) const;

    /// Brings to its end what was interrupted: by removing or repairing it, if that was begun, else as `install`. Does
    /// nothing, and says that somebody else is at it, if it is not interrupted any more, or another user was at work
    /// (`record::user_at_work`).
    boost::asio::awaitable<result> resume(api::client by, order what, progress_handler told = nullptr) const;

    /// Makes the workspace what the record says, for those who do not know what the app wants; who acts for the
    /// installation stays the same. Does nothing, and says that somebody else is at it, if the record does not say it
    /// (`record::is_repairable`).
    boost::asio::awaitable<result> repair(api::client by, tenant where, progress_handler told = nullptr) const;

    /// Removes all of it from the workspace, and the record. What the user is not shown is only taken to be gone if
    /// they administer the account, which shows them all: otherwise it fails with `unseen_workspace`, and the record
    /// stays.
    boost::asio::awaitable<result> uninstall(api::client by, tenant where, std::string user_id,
                                             progress_handler told = nullptr) const;

    /// Changes the settings of what is there, and nothing on the platform. That it fails is no failure of the
    /// installation, and the record does not tell of it.
    boost::asio::awaitable<result> configure(tenant where, answers settings) const;

private:
    class session;

    std::shared_ptr<store::engine> store_;
    std::shared_ptr<const auth::key_ring> keys_;
    clock& time_;
};

}  // namespace frameio::install
