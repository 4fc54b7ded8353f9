#include "delivery/journal.hpp"

#include <frameio/error.hpp>

#include "support/waiting.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>

namespace frameio::delivery {

namespace asio = boost::asio;

namespace {

constexpr std::chrono::seconds rest{1};  // before a store that has failed is asked again

[[noreturn]] void fail(const std::string& step) {
    throw error(errc::run_ended, step + ": the run that it belongs to has ended, or lost its event to another");
}

bool was_done(const store::step& what) noexcept {
    return what.ended && what.status >= 200 && what.status < 300;
}

/// That it has had its effect. What one run was refused, another may have done.
int certainty_of(const store::step& what) noexcept {
    return was_done(what) ? 2 : what.ended ? 0 : 1;
}

bool may_be_done(const store::step& what) noexcept {
    return certainty_of(what) > 0;
}

}  // namespace

journal::journal(std::weak_ptr<store::engine> engine, clock& time, store::lease held, logger log,
                 std::vector<store::event_id> before)
    : engine_(std::move(engine)), time_(time), held_(held), log_(std::move(log)), events_(std::move(before)) {
    events_.push_back(held.event);
}

// The number is taken before anything is waited for: in the order in which the run comes to its steps.
asio::awaitable<journal::begun> journal::begin(store::ledger_key key, std::string name) {
    begun made;
    made.what.key = key;
    made.what.occurrence = count_[key]++;
    made.what.what = std::move(name);
    if (closed_) {
        fail(made.what.what);
    }
    if (!loaded_) {
        co_await load(made.what.what);
    }
    const auto known = earlier_.find(step_name(key, made.what.occurrence));
    if (known != earlier_.end()) {
        made.what = std::move(known->second);
        earlier_.erase(known);
        made.done = was_done(made.what);
        made.in_doubt = !made.what.ended;
        if (made.done || made.in_doubt) {
            co_return made;
        }
    } else {
        note_change(made.what);
    }
    co_await begin_again(made.what);
    co_return made;
}

asio::awaitable<void> journal::begin_again(store::step what) {
    what.ended = false;
    what.status = 0;
    what.result.clear();
    what.began = time_.now();
    return record(std::move(what));
}

asio::awaitable<void> journal::end(store::step what, unsigned status, std::string result) {
    what.ended = true;
    what.status = status;
    what.result = std::move(result);
    what.finished = time_.now();
    for (bool said = false;;) {
        bool told = false;
        try {
            co_await record(what);
            told = true;
        } catch (const store::store_error& failure) {
            if (!std::exchange(said, true)) {
                log_.error("the store does not take what a run has done; it waits", log_field("step", what.what),
                           log_field("reason", failure.what()));
            }
        }
        if (told) {
            co_return;
        }
        co_await sleep_until(time_, time_.steady() + rest);
    }
}

asio::awaitable<std::string> journal::note(store::ledger_key key, std::string name, std::string result) {
    store::step what;
    what.key = key;
    what.occurrence = count_[key]++;
    what.what = std::move(name);
    if (closed_) {
        fail(what.what);
    }
    if (!loaded_) {
        co_await load(what.what);
    }
    const auto known = earlier_.find(step_name(key, what.occurrence));
    if (known != earlier_.end() && was_done(known->second)) {
        co_return known->second.result;
    }
    what.ended = true;
    what.status = 200;
    what.result = result;
    what.began = what.finished = time_.now();
    co_await record(std::move(what));
    co_return result;
}

asio::awaitable<bool> journal::knows(store::ledger_key key) {
    if (!loaded_) {
        co_await load("a look at what was done");
    }
    const auto counted = count_.find(key);
    const auto known = earlier_.find(step_name(key, counted == count_.end() ? 0 : counted->second));
    co_return known != earlier_.end() && was_done(known->second);
}

// Whoever is second finds that it was done meanwhile. Of two that are as certain, the later event's counts.
asio::awaitable<void> journal::load(const std::string& first) {
    const auto store = engine(first);
    std::vector<store::step> known;
    for (const store::event_id& each : events_) {
        co_await read(*store, each, known);
    }
    if (std::exchange(loaded_, true)) {
        co_return;
    }
    for (store::step& each : known) {
        const auto [place, is_new] = earlier_.try_emplace(step_name(each.key, each.occurrence), each);
        if (!is_new && certainty_of(each) >= certainty_of(place->second)) {
            place->second = std::move(each);
        }
    }
}

// What was done for a twin comes first. Its runs have ended: this event's had to wait for them.
asio::awaitable<void> journal::read(store::engine& from, const store::event_id& of, std::vector<store::step>& known) {
    std::vector<store::step> own = co_await from.steps(of);
    const auto note =
        std::ranges::find_if(own, [](const store::step& each) { return store::twin_of(each).has_value(); });
    if (note != own.end()) {
        const store::event_id twin = *store::twin_of(*note);
        own.erase(note);
        std::vector<store::step> others = co_await from.steps(twin);
        std::ranges::copy_if(others, std::back_inserter(known), may_be_done);
    }
    known.insert(known.end(), std::move_iterator(own.begin()), std::move_iterator(own.end()));
}

asio::awaitable<void> journal::record(store::step what) {
    const std::string name = what.what;
    const auto store = engine(name);
    const bool counted = co_await store->record(held_, std::move(what));
    if (!counted) {
        fail(name);
    }
}

std::shared_ptr<store::engine> journal::engine(const std::string& step) const {
    auto found = engine_.lock();
    if (!found) {
        fail(step);
    }
    return found;
}

void journal::note_change(const store::step& fresh) {
    const auto resembles = [&](const auto& each) { return each.second.what == fresh.what && was_done(each.second); };
    if (std::ranges::any_of(earlier_, resembles)) {
        log_.warning("a step differs from the one that an earlier run has done; it is done as well",
                     log_field("step", fresh.what));
    }
}

}  // namespace frameio::delivery
