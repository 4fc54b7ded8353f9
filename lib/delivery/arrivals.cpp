#include "delivery/arrivals.hpp"

#include "protocol/digest.hpp"

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace frameio::delivery {
namespace {

// Longer than anybody repeats a delivery, by hand as well.
constexpr std::chrono::hours once_window = std::chrono::days(30);

store::ledger_key key_of(std::initializer_list<std::string_view> texts) {
    const auto digest = digest_of(texts);
    store::ledger_key key;
    std::copy_n(digest.begin(), key.size(), key.begin());
    return key;
}

std::string_view tenant_of(const webhook_event& event) noexcept {
    return event.account_id.empty() ? event.team_id : event.account_id;
}

}  // namespace

// Of legacy events it is not documented what may happen twice.
store::tier tier_of(const webhook_event& event) noexcept {
    const bool happens_once =
        event.type.ends_with(".created") || event.type.ends_with(".deleted") || event.type == "file.upload.completed";
    return happens_once && !event.is_legacy() && !event.resource.id.empty() ? store::tier::once
                                                                            : store::tier::repeatable;
}

store::arrival arrival_of(const received_webhook& what, std::string order_key) {
    const webhook_event& event = what.event;
    const std::string_view tenant = tenant_of(event);
    store::arrival made;
    made.event.kind = store::event_kind::webhook;
    made.event.route = what.route;
    made.event.type = event.type;
    made.event.tenant = tenant;
    made.event.resource_type = event.resource.type;
    made.event.resource_id = event.resource.id;
    made.event.order_key = std::move(order_key);
    made.event.body = event.raw();
    made.event.stamp = event.timestamp;
    made.event.received_at = what.received_at;
    made.how = tier_of(event);
    made.exact = key_of({"exact", what.route, what.timestamp, what.signature});
    // A signature is genuine until its timestamp has left the window, on whichever side it began.
    made.exact_window = 2 * what.tolerance;
    if (made.how == store::tier::once) {
        made.same = key_of({"once", what.route, tenant, event.type, event.resource.type, event.resource.id});
        made.same_window = once_window;
    } else {
        made.same = key_of({"same", what.route, event.raw()});
    }
    return made;
}

}  // namespace frameio::delivery
