#include "delivery/arrivals.hpp"

#include "delivery/keys.hpp"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <utility>

namespace frameio::delivery {
namespace {

// Longer than anybody repeats a delivery, by hand as well.
constexpr std::chrono::hours once_window = std::chrono::days(30);

// Longer than a delivery is repeated, and than one may be replayed.
constexpr std::chrono::minutes action_window{30};

std::string_view tenant_of(const event& event) noexcept {
    return event.account_id.empty() ? event.team_id : event.account_id;
}

}  // namespace

namespace {

/// What is common to all kinds of deliveries.
void fill(store::arrival& made, const auto& what, const event& event, std::string_view route) {
    made.event.route = route;
    made.event.type = event.type;
    made.event.tenant = tenant_of(event);
    made.event.resource_type = event.resource.type;
    made.event.resource_id = event.resource.id;
    made.event.body = event.raw();
    made.event.stamp = event.timestamp;
    made.event.received_at = what.received_at;
    made.exact = key_of(event.timestamp, {"exact", route, what.timestamp, what.signature});
    // A signature is genuine until its timestamp has left the window, on whichever side it began; whole seconds count.
    made.exact_window = 2 * what.tolerance + std::chrono::seconds(2);
}

/// A click or a submitted form: its ids, who did it, and the values in the form.
store::ledger_key interaction_key(const action_event& event) {
    std::string data;
    for (const form_value& each : event.data()) {
        // With its length, so that no name can look like another field.
        data.append(std::to_string(each.name().size())).append(":").append(each.name()).append(each.json());
    }
    const std::string_view kind = event.is_submission() ? "form" : "click";
    return key_of({event.account_id, event.user_id, event.type, event.action_id, event.interaction_id, kind, data});
}

}  // namespace

// Of legacy events it is not documented what may happen twice.
std::chrono::hours usual_once_window(const webhook_event& event) noexcept {
    const bool happens_once =
        event.type.ends_with(".created") || event.type.ends_with(".deleted") || event.type == "file.upload.completed";
    return happens_once && !event.is_legacy() ? once_window : std::chrono::hours(0);
}

store::arrival arrival_of(const received_webhook& what, std::string order_key) {
    const webhook_event& event = what.event;
    const std::string_view tenant = tenant_of(event);
    store::arrival made;
    fill(made, what, event, what.route);
    made.event.order_key = std::move(order_key);
    const bool has_resource = !event.resource.id.empty();
    if (has_resource && what.once.count() > 0) {
        made.how = store::tier::once;
        made.same = key_of({"once", what.route, tenant, event.type, event.resource.type, event.resource.id});
        made.same_window = what.once;
    } else if (has_resource && what.only_latest) {
        made.how = store::tier::latest;
        made.same = key_of({"latest", what.route, tenant, event.type, event.resource.type, event.resource.id});
        made.same_window = once_window;
    } else {
        made.same = key_of({"same", what.route, event.raw()});
        made.same_window = what.repeats;
    }
    return made;
}

store::arrival arrival_of(const received_action& what) {
    const action_event& event = what.event;
    store::arrival made;
    fill(made, what, event, event.type);
    made.event.kind = store::event_kind::action;
    made.event.interaction = event.interaction_id;
    made.how = store::tier::action;
    made.same_window = action_window;
    made.same = event.interaction_id.empty() ? made.exact : interaction_key(event);
    return made;
}

}  // namespace frameio::delivery
