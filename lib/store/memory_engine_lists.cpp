#include "store/memory_engine.hpp"

#include <algorithm>

// What is recorded, shown and decided by people.

namespace frameio::store {

namespace asio = boost::asio;

namespace {

bool fits(const event_summary& one, const list_query& wanted) {
    return (!wanted.state || one.state == *wanted.state) && (wanted.type.empty() || one.type == wanted.type) &&
           (wanted.resource_id.empty() || one.resource_id == wanted.resource_id) &&
           (wanted.tenant.empty() || one.tenant == wanted.tenant) &&
           (!wanted.since || one.received_at >= *wanted.since) &&
           (!wanted.before || one.received_at < *wanted.before) && (!wanted.after || one.id < *wanted.after);
}

}  // namespace

asio::awaitable<std::optional<wall_time>> memory_engine::next_due() {
    const std::lock_guard lock(mutex_);
    std::optional<wall_time> first;
    const auto look_at = [&first](const queue& waiting) {
        if (!waiting.empty()) {
            first = std::min(first.value_or(wall_time::max()), waiting.begin()->first);
        }
    };
    look_at(running_);
    for (const auto& [tenant, waiting] : pending_) {
        look_at(waiting);
    }
    co_return first;
}

asio::awaitable<std::size_t> memory_engine::waiting(std::size_t most) {
    const std::lock_guard lock(mutex_);
    std::size_t count = 0;
    for (const auto& [tenant, line] : pending_) {
        count += line.size();
    }
    co_return std::min(count, most);
}

asio::awaitable<std::vector<event_id>> memory_engine::interaction(std::string route, std::string id) {
    const std::lock_guard lock(mutex_);
    const auto found = interactions_.find({route, id});
    std::vector<event_id> all;
    if (found != interactions_.end()) {
        all.assign(found->second.begin(), found->second.end());
    }
    co_return all;
}

asio::awaitable<bool> memory_engine::record(lease held, step what) {
    const std::lock_guard lock(mutex_);
    entry* const one = leased(held);
    if (one == nullptr) {
        co_return false;
    }
    std::vector<step>& all = one->shown.steps;
    const auto known = std::ranges::find_if(
        all, [&what](const step& each) { return each.key == what.key && each.occurrence == what.occurrence; });
    if (known == all.end()) {
        all.push_back(std::move(what));
    } else {
        *known = std::move(what);
    }
    co_return true;
}

asio::awaitable<std::vector<step>> memory_engine::steps(event_id of) {
    const std::lock_guard lock(mutex_);
    const entry* const one = find_entry(of);
    co_return one == nullptr ? std::vector<step>() : one->shown.steps;
}

asio::awaitable<std::vector<event_summary>> memory_engine::list(list_query wanted) {
    const std::lock_guard lock(mutex_);
    std::vector<event_summary> found;
    for (auto at = entries_.rbegin(); at != entries_.rend() && found.size() < wanted.most; ++at) {
        if (fits(at->second.shown, wanted)) {
            found.push_back(at->second.shown);
        }
    }
    co_return found;
}

asio::awaitable<std::optional<event_details>> memory_engine::find(event_id which) {
    const std::lock_guard lock(mutex_);
    const entry* const one = find_entry(which);
    co_return one == nullptr ? std::nullopt : std::optional(one->shown);
}

asio::awaitable<event_counts> memory_engine::count() {
    const std::lock_guard lock(mutex_);
    event_counts all;
    for (const auto& [id, one] : entries_) {
        switch (one.shown.state) {
            case event_state::pending:
                ++all.pending;
                break;
            case event_state::running:
                ++all.running;
                break;
            case event_state::done:
                ++all.done;
                break;
            case event_state::parked:
                ++all.parked;
                break;
        }
    }
    co_return all;
}

memory_engine::entry* memory_engine::free_entry(const event_id& id) {
    entry* const one = find_entry(id);
    const bool leased =
        one != nullptr && one->shown.state == event_state::running && one->known.leased_until > time_.now();
    if (one != nullptr && !leased && one->shown.state == event_state::running) {
        end_run(*one, "lost", {});
    }
    return leased ? nullptr : one;
}

asio::awaitable<bool> memory_engine::redrive(event_id which) {
    const std::lock_guard lock(mutex_);
    entry* const one = free_entry(which);
    if (one == nullptr) {
        co_return false;
    }
    one->tries = 0;
    one->shown.reason.clear();
    for (step& each : one->shown.steps) {
        each.ended = true;  // what was in doubt was not done: status 0
    }
    one->done_at = time_.now();
    wait_until(*one, one->done_at);
    co_return true;
}

asio::awaitable<bool> memory_engine::resolve(event_id which, std::string reason) {
    const std::lock_guard lock(mutex_);
    entry* const one = free_entry(which);
    if (one == nullptr) {
        co_return false;
    }
    set_state(*one, event_state::done);
    one->shown.reason = std::move(reason);
    one->done_at = time_.now();
    co_return true;
}

asio::awaitable<bool> memory_engine::park(event_id which, std::string reason) {
    const std::lock_guard lock(mutex_);
    entry* const one = free_entry(which);
    if (one == nullptr) {
        co_return false;
    }
    set_state(*one, event_state::parked);
    one->done_at = time_.now();
    one->shown.reason = std::move(reason);
    co_return true;
}

void memory_engine::forget_interaction(const event_summary& of) {
    const auto found = interactions_.find({of.route, of.interaction});
    if (found != interactions_.end() && found->second.erase(of.id) != 0 && found->second.empty()) {
        interactions_.erase(found);
    }
}

asio::awaitable<std::size_t> memory_engine::trim(wall_time before, std::size_t most, wall_time now) {
    const std::lock_guard lock(mutex_);
    std::size_t rows = 0;
    for (auto at = ledger_.begin(); at != ledger_.end() && rows < most;) {
        const bool old = at->second.forget_at <= now;
        rows += old ? 1 : 0;
        at = old ? ledger_.erase(at) : std::next(at);
    }
    std::size_t events = 0;
    for (auto at = entries_.begin(); at != entries_.end() && events < most;) {
        const event_state state = at->second.shown.state;
        const bool unwanted =
            state == event_state::done || (state == event_state::parked && parked_ == parked_events::forget);
        const bool old = unwanted && std::max(at->second.done_at, at->second.shown.received_at) < before;
        if (old) {
            forget_interaction(at->second.shown);
        }
        events += old ? 1 : 0;
        at = old ? entries_.erase(at) : std::next(at);
    }
    co_return rows + events + trim_documents(most, now);
}

// What was put off was written then: at the end of its last run, or when it came.
asio::awaitable<std::size_t> memory_engine::bring_forward() {
    const std::lock_guard lock(mutex_);
    const wall_time now = time_.now();
    std::size_t count = 0;
    for (auto& [id, one] : entries_) {
        const wall_time written = one.done_at == wall_time() ? one.known.last_copy : one.done_at;
        if (one.shown.state == event_state::pending && one.shown.due > now && written > now + clocks_differ) {
            wait_until(one, now + (one.shown.due - written));
            one.done_at = now;
            ++count;
        }
    }
    co_return count;
}

}  // namespace frameio::store
