#include "store/decision.hpp"

#include <algorithm>
#include <chrono>

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

decision decide_action(const known_delivery& one, wall_time now) noexcept {
    const bool orphaned = one.state == event_state::running && one.leased_until <= now;
    const bool unanswered = one.state == event_state::pending || one.state == event_state::parked;
    return orphaned || unanswered ? decision::take_over : decision::repeat;
}

// Two changes of one second are signed alike. A run that began after that second has seen them all; with an earlier
// one, another costs little, and a change that no run has seen costs a change.
decision decide_exact(const known_delivery& one, wall_time now) noexcept {
    if (!one.began) {
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

decision decide(tier how, wall_time now, const std::optional<known_delivery>& exact,
                const std::optional<known_delivery>& same) noexcept {
    switch (how) {
        case tier::once:
            return exact || same ? decision::repeat : decision::store;
        case tier::action:
            return same ? decide_action(*same, now) : exact ? decide_action(*exact, now) : decision::store;
        case tier::repeatable:
        case tier::latest:
            break;
    }
    if (exact) {
        return decide_exact(*exact, now);
    }
    if (how == tier::latest) {
        return same && same->state == event_state::pending ? decision::merge : decision::store;
    }
    return same ? decide_repeatable(*same, now) : decision::store;
}

wall_time due_again(const known_delivery& exact, wall_time now) noexcept {
    return std::max(now, wall_time(exact.first_copy + one_signature));
}

decision unless_running(decision how, const event_id& known, const std::vector<event_id>& running) noexcept {
    return how == decision::take_over && std::ranges::binary_search(running, known) ? decision::repeat : how;
}

wall_time latest_lease(std::chrono::milliseconds term, wall_time now) noexcept {
    constexpr int longer = 10;  // servers that are replaced one by one may have been given another term
    return now + longer * term;
}

}  // namespace frameio::store
