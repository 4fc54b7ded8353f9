#pragma once

#include <frameio/server.hpp>

#include "app/action_runs.hpp"
#include "app/app_state.hpp"
#include "app/stored_runs.hpp"
#include "delivery/backlog.hpp"
#include "delivery/inbox.hpp"
#include "delivery/intake.hpp"
#include "store/engine.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace frameio {

/// What a server's lanes share of its store.
struct store_setup {
    std::shared_ptr<store::engine> engine;
    std::shared_ptr<app_state> app;
    std::shared_ptr<delivery::route_limits> limits;
    std::shared_ptr<delivery::backlog> room;
    std::string owner;  ///< unlike that of any other server of the store
    server_role role = server_role::both;
    std::size_t runs = 64;
    std::chrono::milliseconds lease{30'000};
    std::size_t most_actions = 1'024;  ///< under way, on each lane
    bool lasts = false;                ///< whether it is a store that webhooks are put into; else only actions are
};

/// A lane's part in the store: takes deliveries for it, and runs its events.
///
/// All members but the constructor, `executor` and `wake` are called on the executor, or when nothing runs on it any
/// more. Whatever is under way keeps it alive.
class store_lane : public std::enable_shared_from_this<store_lane> {
public:
    store_lane(store_setup setup, boost::asio::any_io_executor executor, std::size_t number);

    const boost::asio::any_io_executor& executor() const noexcept {
        return executor_;
    }

    /// Where webhooks enter the store; null if they do not.
    std::shared_ptr<delivery::intake> intake();
    /// Where actions are run.
    std::shared_ptr<action_runs> actions();

    /// Begins to run events.
    void start();

    /// There may be something to be run. Thread-safe.
    void wake() {
        inbox_.wake();
    }

    /// No more events are begun; `done` is called when none runs any more.
    void drain(std::function<void()> done);

    /// Gives the events that still run back to the store, then calls `done`.
    void stop(std::function<void()> done);

    /// No more events are begun.
    void abandon();

private:
    void ended();

    store_setup setup_;
    const std::string owner_;
    boost::asio::any_io_executor executor_;
    stored_runs runs_;
    delivery::inbox inbox_;
    std::shared_ptr<delivery::intake> intake_;
    std::function<void()> drained_;
    bool working_ = false;
};

}  // namespace frameio
