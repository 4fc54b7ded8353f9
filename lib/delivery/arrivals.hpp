#pragma once

#include <frameio/events.hpp>

#include "store/records.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace frameio::delivery {

/// A webhook delivery that was verified, and the route that takes it.
struct received_webhook {
    const webhook_event& event;
    std::string_view route;
    std::string_view timestamp;  ///< as it was sent
    std::string_view signature;
    store::wall_time received_at;
    std::chrono::seconds tolerance;  ///< how far the timestamp may be from the clock
    bool only_latest = false;        ///< whether one that waits stands for those that come meanwhile
    std::chrono::hours once{};       ///< for how long it is known that such a thing has happened; 0: it may again
    std::chrono::minutes repeats{};  ///< for how long a repetition is known
};

/// A delivery of an action that was verified.
struct received_action {
    const action_event& event;
    std::string_view timestamp;  ///< as it was sent
    std::string_view signature;
    store::wall_time received_at;
    std::chrono::seconds tolerance;
};

/// For how long such a thing happens to its resource only once; 0: it may happen again.
std::chrono::hours usual_once_window(const webhook_event& event) noexcept;

/// What the store is to know of the delivery. Each route of an event is an arrival of its own.
store::arrival arrival_of(const received_webhook& what, std::string order_key);

/// The same for an action, whose name is its route. An interaction's deliveries are told apart by what is in the form.
store::arrival arrival_of(const received_action& what);

}  // namespace frameio::delivery
