#include "store/memory_engine.hpp"

#include <algorithm>
#include <cstring>

// What comes in, and what is run. The rest is in memory_engine_lists.cpp.

namespace frameio::store {

namespace asio = boost::asio;

std::size_t memory_engine::key_hash::operator()(const ledger_key& key) const noexcept {
    std::size_t part = 0;  // any part of a digest is one
    std::memcpy(&part, key.data(), sizeof part);
    return part;
}

memory_engine::ledger_row* memory_engine::find_row(const ledger_key& key) {
    const auto row = ledger_.find(key);
    return row == ledger_.end() || row->second.forget_at <= time_.now() ? nullptr : &row->second;
}

std::optional<known_delivery> memory_engine::look_up(const ledger_key& key) {
    const ledger_row* const row = find_row(key);
    if (row == nullptr) {
        return std::nullopt;
    }
    const entry* const one = find_entry(row->event);
    return one == nullptr ? known_delivery::forgotten(row->event) : one->known;
}

asio::awaitable<admission> memory_engine::admit(arrival what) {
    const std::lock_guard lock(mutex_);
    switch (decide(what, time_.now(), look_up(what.exact), look_up(what.same))) {
        case decision::store:
            co_return store(what, time_.now(), time_.now());
        case decision::rerun:
            co_return rerun(what);
        case decision::merge:
            co_return repeat(what, admission::verdict::merged);
        case decision::repeat:
            co_return repeat(what, admission::verdict::repeated);
        case decision::take_over:
            break;
    }
    admission taken = repeat(what, admission::verdict::stored);
    entry& one = *find_entry(taken.id);
    begin_run(one, what.owner, what.build, what.term);
    taken.epoch = one.epoch;
    taken.run = one.tries;
    co_return taken;
}

admission memory_engine::rerun(arrival& what) {
    const known_delivery known = *look_up(what.exact);
    if (what.event.order_key.empty()) {
        what.event.order_key = order_of_twins(what.exact);
        put_in_order(known.event, what.event.order_key);
    }
    const admission made = store(what, known.first_copy, due_again(known, time_.now()));
    find_entry(made.id)->shown.steps.push_back(twin_note(known.event, time_.now()));
    return made;
}

/// One that is not finished, and has no order key.
void memory_engine::put_in_order(const event_id& which, const std::string& key) {
    entry* const one = find_entry(which);
    const bool is_unfinished =
        one != nullptr && (one->shown.state == event_state::pending || one->shown.state == event_state::running);
    if (is_unfinished && one->shown.order_key.empty()) {
        one->shown.order_key = key;
        ordered_[key].insert(which);
    }
}

admission memory_engine::store(arrival& what, wall_time first_copy, wall_time due) {
    const wall_time now = time_.now();
    admission made;
    made.id = event_id::make(now);
    entry& one = entries_[made.id];
    event_details& shown = one.shown;
    shown.id = made.id;
    shown.kind = what.event.kind;
    shown.route = what.event.route;
    shown.type = what.event.type;
    shown.tenant = what.event.tenant;
    shown.resource_type = what.event.resource_type;
    shown.resource_id = what.event.resource_id;
    shown.order_key = what.event.order_key;
    shown.interaction = what.event.interaction;
    shown.received_at = what.event.received_at;
    shown.body = what.event.body;
    one.event = std::move(what.event);
    one.known.event = made.id;
    one.known.last_copy = now;
    one.known.first_copy = first_copy;
    ledger_[what.exact] = ledger_row{made.id, now + what.exact_window};
    ledger_[what.same] = ledger_row{made.id, now + what.same_window};
    wait_until(one, due);
    if (!shown.interaction.empty()) {
        interactions_[{shown.route, shown.interaction}].insert(made.id);
    }
    if (!what.owner.empty()) {
        begin_run(one, what.owner, what.build, what.term);
        made.epoch = one.epoch;
    }
    return made;
}

admission memory_engine::repeat(const arrival& what, admission::verdict as) {
    const ledger_row* const exact = find_row(what.exact);
    const ledger_row* const same = find_row(what.same);
    const bool signed_alike = exact != nullptr && (what.how != tier::action || same == nullptr);
    const ledger_row& row = signed_alike ? *exact : *same;
    admission made;
    made.what = as;
    made.id = row.event;
    if (as == admission::verdict::merged) {
        ledger_[what.exact] = ledger_row{made.id, time_.now() + what.exact_window};
    }
    if (entry* const one = find_entry(made.id)) {
        ++one->shown.seen;
        one->known.last_copy = time_.now();
        if (!signed_alike) {
            one->known.first_copy = time_.now();
        }
        one->known.clean = one->shown.clean = false;
        if (one->shown.state == event_state::done) {
            made.answer = one->shown.answer;
        }
    }
    return made;
}

asio::awaitable<void> memory_engine::acknowledge(std::vector<event_id> which) {
    const std::lock_guard lock(mutex_);
    for (const event_id& id : which) {
        if (entry* const one = find_entry(id)) {
            one->known.clean = one->shown.clean = true;
        }
    }
    co_return;
}

// Keeps the sets in which an event is found by its state.
void memory_engine::set_state(entry& one, event_state to) {
    const event_details& shown = one.shown;
    const bool was_unfinished = shown.state == event_state::pending || shown.state == event_state::running;
    const bool is_unfinished = to == event_state::pending || to == event_state::running;
    if (shown.state == event_state::pending) {
        const auto of = pending_.find({shown.kind, shown.tenant});
        if (of != pending_.end() && of->second.erase({shown.due, shown.id}) != 0 && of->second.empty()) {
            pending_.erase(of);
        }
    } else if (shown.state == event_state::running) {
        running_.erase({one.known.leased_until, shown.id});
    }
    if (was_unfinished && !is_unfinished && !shown.order_key.empty()) {
        const auto of = ordered_.find(shown.order_key);
        of->second.erase(shown.id);
        if (of->second.empty()) {
            ordered_.erase(of);
        }
    }
    if (is_unfinished && !shown.order_key.empty()) {
        ordered_[shown.order_key].insert(shown.id);
    }
    one.shown.state = one.known.state = to;
}

void memory_engine::wait_until(entry& one, wall_time due) {
    set_state(one, event_state::pending);
    one.shown.due = due;
    pending_[{one.shown.kind, one.shown.tenant}].insert({due, one.shown.id});
}

void memory_engine::begin_run(entry& one, const std::string& owner, const std::string& build,
                              std::chrono::milliseconds term) {
    const wall_time now = time_.now();
    if (one.shown.state == event_state::running) {
        end_run(one, "lost", {});
    }
    set_state(one, event_state::running);
    one.known.began = now;
    one.known.leased_until = now + term;
    running_.insert({one.known.leased_until, one.shown.id});
    ++one.epoch;
    ++one.tries;
    run_record fresh;
    fresh.number = ++one.shown.runs;
    fresh.owner = owner;
    fresh.build = build;
    fresh.began = now;
    one.shown.past.push_back(std::move(fresh));
}

void memory_engine::end_run(entry& one, std::string_view ending, const std::string& reason) {
    run_record& last = one.shown.past.back();
    last.ended = time_.now();
    last.ending = ending;
    last.reason = reason;
}

bool memory_engine::is_behind(const entry& one) const {
    const auto of = ordered_.find(one.shown.order_key);
    return of != ordered_.end() && *of->second.begin() < one.shown.id;
}

bool memory_engine::take(const event_id& id, const claim_request& wanted, std::vector<work>& taken) {
    entry& one = *find_entry(id);
    const auto limit = wanted.limits.find(one.shown.route);
    const auto is_alike = [&one](const work& each) { return each.event.route == one.shown.route; };
    const bool busy = limit != wanted.limits.end() &&
                      static_cast<std::size_t>(std::ranges::count_if(taken, is_alike)) >= limit->second;
    if (busy || is_behind(one)) {
        return false;
    }
    begin_run(one, wanted.owner, wanted.build, wanted.term);
    work fresh;
    fresh.held = lease(id, one.epoch);
    fresh.event = one.event;
    fresh.run = one.tries;
    taken.push_back(std::move(fresh));
    return true;
}

asio::awaitable<std::vector<work>> memory_engine::claim(claim_request wanted) {
    const std::lock_guard lock(mutex_);
    std::vector<work> taken;
    take_lost(wanted, taken);
    take_in_turns(event_kind::action, wanted, taken);
    take_in_turns(event_kind::webhook, wanted, taken);
    co_return taken;
}

void memory_engine::take_lost(const claim_request& wanted, std::vector<work>& taken) {
    const lost_leases which(wanted, time_.now());
    std::vector<event_id> lost;
    const auto look_at = [&](const event_id& id) {
        if (std::ranges::find(wanted.going_on, id) == wanted.going_on.end()) {
            lost.push_back(id);
        }
    };
    for (auto at = running_.begin(); at != running_.end() && at->first <= which.by; ++at) {
        look_at(at->second);
    }
    for (auto at = running_.rbegin(); at != running_.rend() && at->first > which.latest; ++at) {
        look_at(at->second);
    }
    for (const event_id& each : lost) {
        if (taken.size() < wanted.most) {
            take(each, wanted, taken);
        }
    }
}

// One of each tenant in turn, from behind the one that had the last turn.
void memory_engine::take_in_turns(event_kind kind, const claim_request& wanted, std::vector<work>& taken) {
    const wall_time now = time_.now();
    std::vector<std::pair<std::string, std::vector<event_id>>> lines;
    for (const auto& [whose, waiting] : pending_) {
        if (whose.first == kind) {
            auto& line = lines.emplace_back(whose.second, std::vector<event_id>());
            for (auto at = waiting.begin(); at != waiting.end() && at->first <= now; ++at) {
                line.second.push_back(at->second);
            }
        }
    }
    std::ranges::rotate(lines,
                        std::ranges::upper_bound(lines, last_tenant_, {}, [](auto& each) { return each.first; }));
    for (std::size_t turn = 0; taken.size() < wanted.most; ++turn) {
        bool any = false;
        for (auto& [tenant, line] : lines) {
            if (turn < line.size() && taken.size() < wanted.most) {
                any = true;
                if (take(line[turn], wanted, taken)) {
                    last_tenant_ = tenant;
                }
            }
        }
        if (!any) {
            return;
        }
    }
}

memory_engine::entry* memory_engine::find_entry(const event_id& id) {
    const auto found = entries_.find(id);
    return found == entries_.end() ? nullptr : &found->second;
}

memory_engine::entry* memory_engine::leased(const lease& held) {
    entry* const one = find_entry(held.event);
    return one != nullptr && one->epoch == held.epoch && one->shown.state == event_state::running ? one : nullptr;
}

asio::awaitable<std::vector<lease>> memory_engine::renew(std::vector<lease> held, std::chrono::milliseconds term) {
    const std::lock_guard lock(mutex_);
    std::vector<lease> lost;
    for (const lease& each : held) {
        entry* const one = leased(each);
        if (one == nullptr) {
            lost.push_back(each);
            continue;
        }
        running_.erase({one->known.leased_until, each.event});
        one->known.leased_until = time_.now() + term;
        running_.insert({one->known.leased_until, each.event});
    }
    co_return lost;
}

asio::awaitable<void> memory_engine::give_back(std::vector<lease> held) {
    const std::lock_guard lock(mutex_);
    for (const lease& each : held) {
        if (entry* const one = leased(each)) {
            end_run(*one, "given back", {});
            --one->tries;
            one->done_at = time_.now();
            wait_until(*one, one->done_at);
        }
    }
    co_return;
}

asio::awaitable<bool> memory_engine::finish(lease held, outcome how) {
    const std::lock_guard lock(mutex_);
    entry* const one = leased(held);
    if (one == nullptr) {
        co_return false;
    }
    const wall_time now = time_.now();
    end_run(*one, to_string(how.how), how.reason);
    one->shown.reason = how.reason;
    one->tries -= how.counts ? 0 : 1;
    one->done_at = now;
    if (how.how == outcome::ending::again) {
        wait_until(*one, now + how.pause);
    } else if (how.how == outcome::ending::parked) {
        set_state(*one, event_state::parked);
    } else {
        set_state(*one, event_state::done);
        one->shown.answer = std::move(how.answer);
    }
    co_return true;
}

}  // namespace frameio::store
