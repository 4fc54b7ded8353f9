#pragma once

#include <frameio/events.hpp>

#include "app/app_state.hpp"
#include "delivery/intake.hpp"

#include <boost/asio/awaitable.hpp>

#include <memory>
#include <string_view>
#include <vector>

namespace frameio {

/// What one delivery after the other has put into the store, until their answers have been sent. Used by one runner of
/// deliveries, on its lane.
class stored_deliveries {
public:
    using time_point = clock::steady_time;

    stored_deliveries(const app_state& app, std::shared_ptr<delivery::intake> store) noexcept
        : app_(app), store_(std::move(store)) {}

    /// Whether there is a store.
    bool wanted() const noexcept {
        return store_ != nullptr;
    }

    void begin(time_point started) noexcept {
        started_ = started;
        ids_.clear();
        is_new_ = false;
    }

    /// Stores the delivery for each of the routes. All that is given lives until it is done.
    /// @throws store_error, or what a route's order key throws
    boost::asio::awaitable<void> put(const webhook_event& event, const std::vector<const webhook_route*>& routes,
                                     std::string_view timestamp, std::string_view signature,
                                     clock::wall_time received_at);

    /// Whether any route has not seen it before.
    bool is_new() const noexcept {
        return is_new_;
    }

    /// The delivery is about to be acknowledged.
    void sending();

    /// What was about to be sent has been handed to the system, or could not be.
    void sent(time_point now);
    void lost() noexcept {
        sending_.clear();
    }

private:
    struct unsent {
        store::event_id id;
        time_point started;
    };

    const app_state& app_;
    std::shared_ptr<delivery::intake> store_;
    std::vector<store::event_id> ids_;  // of this delivery
    std::vector<unsent> sending_;
    time_point started_{};
    bool is_new_ = false;
};

}  // namespace frameio
