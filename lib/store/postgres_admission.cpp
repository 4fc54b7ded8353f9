#include "store/decision.hpp"
#include "store/postgres_operations.hpp"

#include <algorithm>
#include <cstring>
#include <deque>
#include <functional>
#include <map>
#include <set>
#include <utility>

// What comes in.

namespace frameio::store::postgres {
namespace {

struct ledger_row {
    ledger_row() = default;

    event_id event;
    bool kept = false;  // whether the store has the event still
    known_delivery known;
    kept_answer answer;
    std::uint64_t epoch = 0;
    unsigned tries = 0;
};

/// What the ledger knows of the keys of all arrivals.
using ledger_view = std::map<ledger_key, ledger_row>;

const ledger_row* row_of(const ledger_view& known, const ledger_key& key) {
    const auto found = known.find(key);
    return found == known.end() ? nullptr : &found->second;
}

std::optional<known_delivery> known_of(const ledger_row* row) {
    return row != nullptr ? std::optional(row->known) : std::nullopt;
}

ledger_row read_row(postgres_rows& from) {
    ledger_row found;
    found.event = from.id();
    if (from.is_nothing()) {
        found.known = known_delivery::forgotten();
        return found;
    }
    found.kept = true;
    found.known.state = static_cast<event_state>(from.number());
    found.known.clean = from.number() != 0;
    found.known.first_copy = from.time();
    found.known.last_copy = from.time();
    found.known.leased_until = from.time();
    found.answer.status = static_cast<unsigned>(from.number());
    found.answer.json = from.text();
    found.epoch = static_cast<std::uint64_t>(from.number());
    found.tries = static_cast<unsigned>(from.number());
    if (!from.is_nothing()) {
        found.known.began = from.time();
    }
    return found;
}

std::int64_t lock_of(std::string_view octets) {
    std::int64_t made = 0;  // any part of a digest is one
    std::memcpy(&made, octets.data(), std::min(octets.size(), sizeof made));
    return made;
}

std::int64_t lock_of(const ledger_key& key) {
    return lock_of({reinterpret_cast<const char*>(key.data()), key.size()});
}

// Copies of a delivery are admitted one after the other, and so are events that share an order key: their ids are to
// grow in the order in which others see them. All lock in the same order, so that none waits for another for ever.
std::vector<std::int64_t> locks_of(const admission_group& all) {
    std::set<std::int64_t> made;
    for (const admission_request* one : all) {
        made.insert({lock_of(one->what.exact), lock_of(one->what.same)});
        if (const std::string& order = one->what.event.order_key; !order.empty()) {
            made.insert(static_cast<std::int64_t>(std::hash<std::string>()(order)));
        }
    }
    return {made.begin(), made.end()};
}

std::vector<ledger_key> keys_of(const admission_group& all) {
    std::vector<ledger_key> made;
    for (const admission_request* one : all) {
        made.insert(made.end(), {one->what.exact, one->what.same});
    }
    return made;
}

/// Begins the transaction. Each statement sees what was committed before it: the last one what the locks guard.
awaitable<ledger_view> look_up(postgres_connection& connection, const admission_group& all, wall_time now) {
    const std::vector<ledger_key> keys = keys_of(all);
    postgres_batch batch;
    batch.begin();
    batch.add("SELECT pg_advisory_xact_lock(one) FROM unnest($1) AS one").bind(locks_of(all));
    batch.add("SELECT 1 FROM event WHERE id IN (SELECT event FROM ledger WHERE key = ANY ($1)) ORDER BY id FOR UPDATE")
        .bind(keys);
    // LIMIT: one look into the index for each, however many the planner believes that there are.
    batch
        .add(
            "SELECT ledger.key, ledger.event, event.state, event.clean, event.first_copy, event.last_copy, "
            "event.leased_until, event.status, event.answer, event.epoch, event.tries, event.began "
            "FROM unnest($1) AS wanted (key), "
            "LATERAL (SELECT * FROM ledger WHERE key = wanted.key AND forget_at > $2 LIMIT 1) AS ledger "
            "LEFT JOIN LATERAL (SELECT * FROM event WHERE id = ledger.event LIMIT 1) AS event ON true")
        .bind(keys)
        .bind(now);
    auto rows = co_await connection.perform(std::move(batch));
    ledger_view found;
    while (rows.back().step()) {
        const ledger_key key = rows.back().key();
        found.emplace(key, read_row(rows.back()));
    }
    co_return found;
}

/// @param twin  what the ledger knows of an event that looks the same and has been run, if there is one
void add_event(postgres_batch& to, const event_id& id, const stored_event& event, const known_delivery* twin,
               wall_time now) {
    to.add(
          "INSERT INTO event (id, kind, route, type, tenant, resource_type, resource_id, order_key, body, stamp, "
          "received, state, due, first_copy, last_copy, interaction) "
          "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, $12, $13, $14, $15)")
        .bind(id)
        .bind(static_cast<std::int64_t>(event.kind))
        .bind(event.route)
        .bind(event.type)
        .bind(event.tenant)
        .bind(event.resource_type)
        .bind(event.resource_id)
        .bind(event.order_key)
        .bind(event.body)
        .bind(wall_time(event.stamp))
        .bind(event.received_at)
        .bind(twin == nullptr ? now : due_again(*twin, now))
        .bind(twin == nullptr ? now : twin->first_copy)
        .bind(now)
        .bind(event.interaction);
}

/// The note lives until the batch has been performed.
void add_note(postgres_batch& to, const event_id& of, const step& note) {
    to.add(
          "INSERT INTO step (event, key, occurrence, what, ended, status, result, began, finished) "
          "VALUES ($1, $2, 0, $3, 1, $4, $5, $6, $7)")
        .bind(of)
        .bind(note.key)
        .bind(note.what)
        .bind(std::int64_t{note.status})
        .bind(note.result)
        .bind(note.began)
        .bind(note.finished);
}

void add_copy(postgres_batch& to, const event_id& id, wall_time first_copy, wall_time now) {
    to.add("UPDATE event SET seen = seen + 1, last_copy = $1, clean = 0, first_copy = $2 WHERE id = $3")
        .bind(now)
        .bind(first_copy)
        .bind(id);
}

/// Whether the attempt was committed. What another one has taken over since is not ours.
bool was_committed(const std::optional<admission_attempt>& before, const ledger_row* row) {
    if (!before || row == nullptr || row->event != before->made.id) {
        return false;
    }
    if (before->made.what == admission::verdict::stored) {
        return before->made.epoch == 0 || before->made.epoch == row->epoch;
    }
    return row->known.last_copy == std::chrono::floor<std::chrono::milliseconds>(before->when);
}

/// What a group of arrivals changes: the second half of their transaction.
class changes {
public:
    changes(const ledger_view& known, wall_time now) : known_(known), now_(now) {}

    /// Sets what the request is told once all is committed.
    void add(admission_request& one) {
        const ledger_row* const exact = row_of(known_, one.what.exact);
        const ledger_row* const same = row_of(known_, one.what.same);
        if (!was_committed(one.before, exact) && !was_committed(one.before, same)) {
            one.before.emplace(admit(one.what, exact, same), now_);
        }
    }

    postgres_batch commit() {
        add_memories();
        batch_.commit();
        return std::move(batch_);
    }

private:
    struct memory {
        event_id event;
        wall_time until;
    };

    admission admit(const arrival& what, const ledger_row* exact, const ledger_row* same) {
        const bool signed_alike = exact != nullptr && (what.how != tier::action || same == nullptr);
        const ledger_row* const known = signed_alike ? exact : same;
        const wall_time first_copy = signed_alike ? exact->known.first_copy : now_;
        const decision how = store::decide(what.how, now_, known_of(exact), known_of(same));
        switch (unless_running(how, known != nullptr ? known->event : event_id(), what.running)) {
            case decision::store:
                break;
            case decision::rerun:
                return store(what, exact);
            case decision::merge:
                return repeat(what, *known, admission::verdict::merged, first_copy);
            case decision::repeat:
                return repeat(what, *known, admission::verdict::repeated, first_copy);
            case decision::take_over:
                return take_over(what, *known, first_copy);
        }
        return store(what, nullptr);
    }

    /// @param twin  an event that looks the same and has been run, if there is one
    admission store(const arrival& what, const ledger_row* twin) {
        admission made;
        made.id = event_id::make(now_);
        add_event(batch_, made.id, what.event, twin == nullptr ? nullptr : &twin->known, now_);
        if (twin != nullptr) {
            add_note(batch_, made.id, notes_.emplace_back(twin_note(twin->event, now_)));
        }
        remember(what.exact, made.id, what.exact_window);
        remember(what.same, made.id, what.same_window);
        if (!what.owner.empty()) {
            add_run(batch_, made.id, what, now_);
            made.epoch = 1;
        }
        return made;
    }

    admission repeat(const arrival& what, const ledger_row& of, admission::verdict as, wall_time first_copy) {
        admission made;
        made.what = as;
        made.id = of.event;
        if (as == admission::verdict::merged) {
            remember(what.exact, of.event, what.exact_window);
        }
        if (of.kept) {
            add_copy(batch_, of.event, first_copy, now_);
            if (of.known.state == event_state::done) {
                made.answer = of.answer;
            }
        }
        return made;
    }

    admission take_over(const arrival& what, const ledger_row& of, wall_time first_copy) {
        admission taken;
        taken.id = of.event;
        taken.epoch = of.epoch + 1;
        taken.run = of.tries + 1;
        add_copy(batch_, of.event, first_copy, now_);
        add_run(batch_, of.event, what, now_);
        return taken;
    }

    void remember(const ledger_key& key, const event_id& of, std::chrono::milliseconds window) {
        memories_.insert_or_assign(key, memory{of, now_ + window});
    }

    void add_memories() {
        if (memories_.empty()) {
            return;
        }
        std::vector<ledger_key> keys;
        std::vector<event_id> events;
        std::vector<wall_time> ends;
        for (const auto& [key, each] : memories_) {
            keys.push_back(key);
            events.push_back(each.event);
            ends.push_back(each.until);
        }
        batch_
            .add(
                "INSERT INTO ledger (key, event, forget_at) SELECT * FROM unnest($1, $2, $3) "
                "ON CONFLICT (key) DO UPDATE SET event = excluded.event, forget_at = excluded.forget_at")
            .bind(keys)
            .bind(events)
            .bind(ends);
    }

    const ledger_view& known_;
    const wall_time now_;
    postgres_batch batch_;
    std::map<ledger_key, memory> memories_;
    std::deque<step> notes_;  // which the batch refers to
};

}  // namespace

awaitable<void> admit(postgres_connection& connection, const admission_group& all, wall_time now) {
    const ledger_view known = co_await look_up(connection, all, now);
    changes made(known, now);
    for (admission_request* const one : all) {
        made.add(*one);
    }
    co_await connection.perform(made.commit());
}

awaitable<void> acknowledge(postgres_connection& connection, const std::vector<event_id>& which) {
    postgres_batch batch;
    batch
        .add(
            "WITH known AS MATERIALIZED (SELECT id FROM event WHERE id = ANY ($1) ORDER BY id FOR UPDATE) "
            "UPDATE event SET clean = 1 FROM known WHERE event.id = known.id")
        .bind(which);
    co_await connection.perform(std::move(batch));
}

}  // namespace frameio::store::postgres
