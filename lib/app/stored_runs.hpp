#pragma once

#include "app/app_state.hpp"
#include "app/interview.hpp"
#include "app/request_copy.hpp"
#include "delivery/journal.hpp"
#include "protocol/event_decoder.hpp"
#include "store/engine.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <memory>
#include <string_view>

namespace frameio {

/// Who waits for a run of an action, if anybody does.
struct attendance {
    attendance() = default;

    std::shared_ptr<const request_copy> request;
    std::shared_ptr<const audience> listeners;
    std::chrono::seconds time{};  ///< for the answer, from the request on
};

/// Runs the handlers of events that come from a store. One for each lane; used on it only.
class stored_runs {
public:
    /// @param patience how long a call that was cut off may still come to have its effect
    stored_runs(std::shared_ptr<app_state> app, std::shared_ptr<store::engine> engine, delivery_counters& counters,
                boost::asio::any_io_executor executor, std::chrono::milliseconds patience);

    /// Throws what the handler throws, and `park` for what no handler can run. `what` outlives the run.
    boost::asio::awaitable<store::kept_answer> run(const store::work& what, attendance attended = attendance());

private:
    /// An interaction, up to the delivery that is run.
    struct conversation;
    struct earlier;

    template <class Event>
    Event decode(std::string_view body, std::chrono::sys_seconds stamp);
    boost::asio::awaitable<void> handle_webhook(const store::work& what);
    boost::asio::awaitable<store::kept_answer> handle_action(const store::work& what, attendance attended);
    boost::asio::awaitable<std::vector<earlier>> find_earlier(const store::work& what, const action_event& now);
    boost::asio::awaitable<std::shared_ptr<conversation>> recall(const store::work& what);
    void prepare(context& ctx, const store::work& what, std::shared_ptr<delivery::journal> journal, doubt rule) const;

    std::shared_ptr<app_state> app_;
    std::shared_ptr<store::engine> engine_;
    delivery_counters& counters_;
    boost::asio::any_io_executor executor_;
    event_decoder decoder_;
    std::chrono::milliseconds patience_;
};

}  // namespace frameio
