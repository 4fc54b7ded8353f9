#pragma once

#include "app/app_state.hpp"
#include "protocol/event_decoder.hpp"
#include "store/engine.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <memory>

namespace frameio {

/// Runs the handlers of events that come from a store. One for each lane; used on it only.
class stored_runs {
public:
    /// @param patience how long a call that was cut off may still come to have its effect
    stored_runs(std::shared_ptr<app_state> app, std::shared_ptr<store::engine> engine,
                boost::asio::any_io_executor executor, std::chrono::milliseconds patience);

    /// Throws what the handler throws, and `park` for what no handler can run. `what` outlives the run.
    boost::asio::awaitable<store::kept_answer> run(const store::work& what);

private:
    webhook_event decode(const store::stored_event& from);
    boost::asio::awaitable<void> handle(const store::work& what);

    std::shared_ptr<app_state> app_;
    std::shared_ptr<store::engine> engine_;
    delivery_counters& counters_;
    boost::asio::any_io_executor executor_;
    event_decoder decoder_;
    std::chrono::milliseconds patience_;
};

}  // namespace frameio
