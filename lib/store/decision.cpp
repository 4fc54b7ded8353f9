#include "store/decision.hpp"

#include <algorithm>
#include <chrono>
#include <string_view>

namespace frameio::store {
namespace {

// Frame.io repeats a delivery 15 s after it failed, and then after twice as long each time, up to 2 min, with some
// jitter. Less and more than that, for clocks and queues on the way.
constexpr std::chrono::seconds soonest_repetition{10};
constexpr std::chrono::minutes latest_repetition{5};

// What is signed alike was sent within one second, and happened before that.
constexpr std::chrono::seconds one_signature{2};

bool may_be_repetition(const known_delivery& one, wall_time now) noexcept {
    const auto pause = now - one.last_copy;
    return !one.clean && pause >= soonest_repetition && pause <= latest_repetition;
}

decision decide_action(const known_delivery& one, const std::vector<event_id>& going_on, wall_time now) noexcept {
    const bool orphaned = one.state == event_state::running && one.leased_until <= now &&
                          std::ranges::find(going_on, one.event) == going_on.end();
    const bool unanswered = one.state == event_state::pending || one.state == event_state::parked;
    return orphaned || unanswered ? decision::take_over : decision::repeat;
}

// Two changes of one second are signed alike. A run that began after that second has seen them all; with an earlier
// one, another costs little, and a change that no run has seen costs a change.
decision decide_exact(const known_delivery& one, wall_time now) noexcept {
    if (one.state == event_state::pending) {
        return decision::merge;
    }
    const bool has_seen_all = *one.began >= one.first_copy + one_signature;
    return has_seen_all || may_be_repetition(one, now) ? decision::repeat : decision::rerun;
}

decision decide_repeatable(const known_delivery& one, wall_time now) noexcept {
    if (!one.began) {
        return decision::merge;
    }
    return may_be_repetition(one, now) ? decision::repeat : decision::store;
}

}  // namespace

decision decide(const arrival& what, wall_time now, const std::optional<known_delivery>& exact,
                const std::optional<known_delivery>& same) noexcept {
    switch (what.how) {
        case tier::once:
            return exact || same ? decision::repeat : decision::store;
        case tier::action:
            if (const auto& one = same ? same : exact) {
                return decide_action(*one, what.going_on, now);
            }
            return decision::store;
        case tier::repeatable:
        case tier::latest:
            break;
    }
    if (exact) {
        return decide_exact(*exact, now);
    }
    if (what.how == tier::latest) {
        return same && same->state == event_state::pending ? decision::merge : decision::store;
    }
    return same ? decide_repeatable(*same, now) : decision::store;
}

std::string order_of_twins(const ledger_key& exact) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string made = "signed alike ";
    for (const std::uint8_t octet : exact) {
        made += digits[octet >> 4U];
        made += digits[octet & 15U];
    }
    return made;
}

wall_time due_again(const known_delivery& exact, wall_time now) noexcept {
    return std::max(now, wall_time(exact.first_copy + one_signature));
}

wall_time latest_lease(std::chrono::milliseconds term, wall_time now) noexcept {
    // Servers that are replaced one by one may have been given another term.
    constexpr int longer = 10;
    constexpr std::chrono::milliseconds least = std::chrono::hours(1);
    return now + std::max(longer * term, least);
}

// The clock may have been set since the process has said what it runs.
lost_leases::lost_leases(const claim_request& wanted, wall_time now) noexcept
    : by(std::min(now, wanted.asked_at)),
      latest(latest_lease(wanted.term, wanted.asked_at == wall_time::max() ? now : std::max(now, wanted.asked_at))) {
    if (!wanted.takes_lost) {
        by = wall_time::min();
        latest = wall_time::max();
    }
}

}  // namespace frameio::store
