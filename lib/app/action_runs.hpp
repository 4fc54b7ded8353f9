#pragma once

#include "app/app_state.hpp"
#include "app/interview.hpp"
#include "app/ledger.hpp"
#include "app/request_copy.hpp"
#include "app/stored_runs.hpp"
#include "delivery/arrivals.hpp"
#include "delivery/inbox.hpp"
#include "store/engine.hpp"
#include "support/waiting.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <memory>
#include <string>

namespace frameio {

/// How a delivery of an action is to be answered.
struct action_answer {
    action_answer() = default;

    stored_answer what;
    bool is_repeated = false;  ///< another delivery's, too
    bool is_late = false;      ///< the run goes on
};

/// Answers deliveries of actions: runs what is new, and finds for what is repeated the answer of the first.
///
/// Used on one executor, that of the inbox, for one delivery after the other. What it is made of outlives it; runs that
/// it has begun keep `owner` alive.
class action_runs {
public:
    struct parts {
        std::shared_ptr<app_state> app;
        std::shared_ptr<store::engine> engine;
        delivery::inbox& inbox;
        stored_runs& runs;
        std::string owner;  ///< the inbox's
        std::chrono::milliseconds lease{};
        std::size_t most = 1'024;  ///< runs under way, of any kind
        std::shared_ptr<void> keeps_alive;
    };

    explicit action_runs(parts of) : parts_(std::move(of)) {}

    /// The answer to a delivery, a second before Frame.io stops waiting at the latest. All that is given lives until it
    /// is done.
    /// @throws store_error
    boost::asio::awaitable<action_answer> answer(const delivery::received_action& what, const action_route& route,
                                                 std::shared_ptr<const request_copy> request);

    /// Nobody waits for an answer any more: `answer` ends with 503.
    void abandon();

private:
    void begin(const store::admission& made, store::wall_time asked, store::stored_event event,
               const action_route& route, std::shared_ptr<const request_copy> request,
               std::shared_ptr<const audience> listeners, const boost::asio::any_io_executor& executor);
    boost::asio::awaitable<action_answer> await_end(store::event_id id, clock::steady_time until,
                                                    const action_route& route, std::shared_ptr<audience> listeners);

    parts parts_;
    std::shared_ptr<waiting> waiting_;  // of the last answer
    bool abandoned_ = false;
};

}  // namespace frameio
