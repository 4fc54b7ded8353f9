#include "store/decision.hpp"
#include "store/postgres_operations.hpp"

#include <algorithm>
#include <cstring>
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

/// What the ledger knows of an arrival.
struct ledger_view {
    ledger_view() = default;

    std::optional<ledger_row> exact;
    std::optional<ledger_row> same;
};

std::optional<known_delivery> known_of(const std::optional<ledger_row>& row) {
    return row ? std::optional(row->known) : std::nullopt;
}

std::optional<ledger_row> read_row(postgres_rows& from) {
    if (!from.step()) {
        return std::nullopt;
    }
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
void add_locks(postgres_batch& to, const arrival& what) {
    std::vector<std::int64_t> locks{lock_of(what.exact), lock_of(what.same)};
    if (!what.event.order_key.empty()) {
        locks.push_back(static_cast<std::int64_t>(std::hash<std::string>()(what.event.order_key)));
    }
    std::ranges::sort(locks);
    for (const std::int64_t each : locks) {
        to.add("SELECT pg_advisory_xact_lock($1)").bind(each);
    }
}

void add_look_up(postgres_batch& to, const ledger_key& key, wall_time now) {
    to.add(
          "SELECT ledger.event, event.state, event.clean, event.first_copy, event.last_copy, event.leased_until, "
          "event.status, event.answer, event.epoch, event.tries, event.began "
          "FROM ledger LEFT JOIN event ON event.id = ledger.event WHERE ledger.key = $1 AND ledger.forget_at > $2")
        .bind(key)
        .bind(now);
}

/// Begins the transaction. Each statement sees what was committed before it: the last ones what the locks guard.
awaitable<ledger_view> look_up(postgres_connection& connection, const arrival& what, wall_time now) {
    postgres_batch batch;
    batch.begin();
    add_locks(batch, what);
    batch.add("SELECT 1 FROM event WHERE id IN (SELECT event FROM ledger WHERE key IN ($1, $2)) ORDER BY id FOR UPDATE")
        .bind(what.exact)
        .bind(what.same);
    add_look_up(batch, what.exact, now);
    add_look_up(batch, what.same, now);
    auto rows = co_await connection.perform(std::move(batch));
    ledger_view found;
    found.same = read_row(rows.back());
    found.exact = read_row(rows[rows.size() - 2]);
    co_return found;
}

void add_memory(postgres_batch& to, const ledger_key& key, const event_id& id, wall_time until) {
    to.add(
          "INSERT INTO ledger (key, event, forget_at) VALUES ($1, $2, $3) "
          "ON CONFLICT (key) DO UPDATE SET event = excluded.event, forget_at = excluded.forget_at")
        .bind(key)
        .bind(id)
        .bind(until);
}

void add_event(postgres_batch& to, const event_id& id, const stored_event& event, wall_time first_copy, wall_time now) {
    to.add(
          "INSERT INTO event (id, kind, route, type, tenant, resource_type, resource_id, order_key, body, stamp, "
          "received, state, due, first_copy, last_copy, interaction) "
          "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, $12, $13, $12, $14)")
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
        .bind(now)
        .bind(first_copy)
        .bind(event.interaction);
}

/// What an event's runs have done counts as done by those of its twin.
void add_inherited_steps(postgres_batch& to, const event_id& from, const event_id& id) {
    to.add(
          "INSERT INTO step (event, key, occurrence, what, ended, status, result, began, finished) "
          "SELECT $1, key, occurrence, what, ended, status, result, began, finished FROM step "
          "WHERE event = $2 AND ended = 1 AND status BETWEEN 200 AND 299 ORDER BY began")
        .bind(id)
        .bind(from);
}

/// @param twin  an event that looks the same and has been run, if there is one
awaitable<admission> store(postgres_connection& connection, const arrival& what, const ledger_row* twin, wall_time now,
                           std::optional<admission_attempt>& before) {
    admission made;
    made.id = event_id::make(now);
    postgres_batch batch;
    add_event(batch, made.id, what.event, twin == nullptr ? now : twin->known.first_copy, now);
    if (twin != nullptr) {
        add_inherited_steps(batch, twin->event, made.id);
    }
    add_memory(batch, what.exact, made.id, now + what.exact_window);
    add_memory(batch, what.same, made.id, now + what.same_window);
    if (!what.owner.empty()) {
        add_run(batch, made.id, what, now);
        made.epoch = 1;
    }
    batch.commit();
    before.emplace(made, now);
    co_await connection.perform(std::move(batch));
    co_return made;
}

void add_copy(postgres_batch& to, const event_id& id, wall_time first_copy, wall_time now) {
    to.add("UPDATE event SET seen = seen + 1, last_copy = $1, clean = 0, first_copy = $2 WHERE id = $3")
        .bind(now)
        .bind(first_copy)
        .bind(id);
}

awaitable<admission> repeat(postgres_connection& connection, const arrival& what, const ledger_row& of,
                            admission::verdict as, wall_time first_copy, wall_time now,
                            std::optional<admission_attempt>& before) {
    admission made;
    made.what = as;
    made.id = of.event;
    postgres_batch batch;
    if (as == admission::verdict::merged) {
        add_memory(batch, what.exact, of.event, now + what.exact_window);
    }
    if (of.kept) {
        add_copy(batch, of.event, first_copy, now);
        if (of.known.state == event_state::done) {
            made.answer = of.answer;
        }
    }
    batch.commit();
    before.emplace(made, now);
    co_await connection.perform(std::move(batch));
    co_return made;
}

awaitable<admission> take_over(postgres_connection& connection, const arrival& what, const ledger_row& of,
                               wall_time first_copy, wall_time now, std::optional<admission_attempt>& before) {
    admission taken;
    taken.id = of.event;
    taken.epoch = of.epoch + 1;
    taken.run = of.tries + 1;
    postgres_batch batch;
    add_copy(batch, of.event, first_copy, now);
    add_run(batch, of.event, what, now);
    batch.commit();
    before.emplace(taken, now);
    co_await connection.perform(std::move(batch));
    co_return taken;
}

/// Whether the attempt was committed. What another one has taken over since is not ours.
bool was_committed(const std::optional<admission_attempt>& before, const std::optional<ledger_row>& row) {
    if (!before || !row || row->event != before->made.id) {
        return false;
    }
    if (before->made.what == admission::verdict::stored) {
        return before->made.epoch == 0 || before->made.epoch == row->epoch;
    }
    return row->known.last_copy == std::chrono::floor<std::chrono::milliseconds>(before->when);
}

awaitable<void> leave(postgres_connection& connection) {
    postgres_batch batch;
    batch.commit();
    co_await connection.perform(std::move(batch));
}

}  // namespace

awaitable<admission> admit(postgres_connection& connection, const arrival& what, wall_time now,
                           std::optional<admission_attempt>& before) {
    const ledger_view view = co_await look_up(connection, what, now);
    if (was_committed(before, view.exact) || was_committed(before, view.same)) {
        co_await leave(connection);
        co_return before->made;
    }
    const bool signed_alike = view.exact && (what.how != tier::action || !view.same);
    const auto& known = signed_alike ? view.exact : view.same;
    const wall_time first_copy = signed_alike ? known->known.first_copy : now;
    admission made;
    switch (store::decide(what.how, now, known_of(view.exact), known_of(view.same))) {
        case decision::store:
            made = co_await store(connection, what, nullptr, now, before);
            break;
        case decision::rerun:
            made = co_await store(connection, what, &*view.exact, now, before);
            break;
        case decision::merge:
            made = co_await repeat(connection, what, *known, admission::verdict::merged, first_copy, now, before);
            break;
        case decision::repeat:
            made = co_await repeat(connection, what, *known, admission::verdict::repeated, first_copy, now, before);
            break;
        case decision::take_over:
            made = co_await take_over(connection, what, *known, first_copy, now, before);
            break;
    }
    co_return made;
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
