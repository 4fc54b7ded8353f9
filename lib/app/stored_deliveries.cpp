#include "app/stored_deliveries.hpp"

#include "delivery/arrivals.hpp"

#include <chrono>
#include <utility>

namespace frameio {
namespace {

// Frame.io repeats what it has no answer to by then. Source: developer guide "Webhooks", retry behaviour.
constexpr std::chrono::seconds patience{5};

}  // namespace

// One after the other: more than one route is rare.
boost::asio::awaitable<void> stored_deliveries::put(const webhook_event& event,
                                                    const std::vector<const webhook_route*>& routes,
                                                    std::string_view timestamp, std::string_view signature,
                                                    clock::wall_time received_at) {
    for (const webhook_route* each : routes) {
        const auto received = app_.received_by(*each, event, timestamp, signature, received_at);
        store::arrival what = delivery::arrival_of(received, app_state::order_key(*each, event));
        const store::admission made = co_await store_->admit(std::move(what));
        ids_.push_back(made.id);
        is_new_ = is_new_ || made.what == store::admission::verdict::stored;
    }
}

void stored_deliveries::sending() {
    for (const store::event_id& each : ids_) {
        sending_.push_back({each, started_});
    }
    ids_.clear();
}

void stored_deliveries::sent(time_point now) {
    for (const unsent& each : sending_) {
        if (now - each.started <= patience) {
            store_->acknowledged(each.id);
        }
    }
    sending_.clear();
}

}  // namespace frameio
