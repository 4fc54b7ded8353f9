#include "cli/record/replay.hpp"

#include "cli/http/headers.hpp"

#include <frameio/app.hpp>
#include <frameio/clock.hpp>

#include <algorithm>
#include <numeric>
#include <thread>
#include <utility>

namespace frameio::cli {
namespace {

// Longer ones lead out of what the clock can tell.
constexpr std::chrono::duration<double> longest_wait = std::chrono::hours(24 * 365);

bool is_wanted(const std::vector<std::string>& types, const std::string& type) {
    return types.empty() || std::any_of(types.begin(), types.end(),
                                        [&type](const std::string& each) { return event_pattern(each).matches(type); });
}

/// They were written in the order in which they were answered, not in that in which they came.
std::vector<std::size_t> order_of(const std::vector<recorded_delivery>& deliveries) {
    std::vector<std::size_t> order(deliveries.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&deliveries](std::size_t left, std::size_t right) {
        return std::pair(deliveries[left].when, left) < std::pair(deliveries[right].when, right);
    });
    return order;
}

}  // namespace

std::vector<replayed_delivery> choose(recording from, const replay_choice& choice) {
    std::vector<replayed_delivery> chosen;
    for (const std::size_t index : order_of(from.deliveries)) {
        recorded_delivery& each = from.deliveries[index];
        body_facts facts = read_facts(each.body);
        const bool fits = !choice.limit || chosen.size() < *choice.limit;
        if (fits && is_wanted(choice.types, facts.type)) {
            chosen.push_back({std::move(each), std::move(facts)});
        }
    }
    return chosen;
}

replay_series::replay_series(std::vector<replayed_delivery> deliveries, std::optional<signing_secret> of_webhooks,
                             std::optional<signing_secret> of_actions, std::optional<double> speed, bool own_paths)
    : deliveries_(std::move(deliveries)),
      of_webhooks_(std::move(of_webhooks)),
      of_actions_(std::move(of_actions)),
      speed_(speed),
      own_paths_(own_paths) {}

void replay_series::wait_for(const recorded_delivery& delivery) {
    if (!begun_) {
        begun_ = std::chrono::steady_clock::now();
    }
    if (speed_) {
        const std::chrono::duration<double> since_first = delivery.when - deliveries_.front().recorded.when;
        const auto wait = std::min(since_first / *speed_, longest_wait);
        // One after the other over one connection: there is nothing else to be done meanwhile.
        std::this_thread::sleep_until(*begun_ + std::chrono::duration_cast<std::chrono::nanoseconds>(wait));
    }
}

post replay_series::make(std::size_t index) {
    const replayed_delivery& delivery = deliveries_.at(index);
    wait_for(delivery.recorded);
    post made;
    made.body = delivery.recorded.body;
    made.path = own_paths_ ? delivery.recorded.path : "";
    for (const auto& each : without_signature(without_connection(delivery.recorded.headers))) {
        if (!same_header(each.first, "Host")) {
            made.headers.push_back(each);
        }
    }
    const auto time = std::chrono::floor<std::chrono::seconds>(system_clock().now());
    const auto& secret = delivery.facts.is_action ? of_actions_ : of_webhooks_;
    made.headers.emplace_back(timestamp_header, std::to_string(time.time_since_epoch().count()));
    made.headers.emplace_back(signature_header, secret.value().sign(time, made.body));
    return made;
}

std::vector<delivery_report> replay_series::reports(std::vector<outcome> outcomes) const {
    std::vector<delivery_report> all;
    for (std::size_t index = 0; index < outcomes.size(); ++index) {
        const body_facts& facts = deliveries_.at(index).facts;
        all.push_back({facts.type, facts.resource, facts.interaction_id, facts.is_action, std::move(outcomes[index])});
    }
    return all;
}

}  // namespace frameio::cli
