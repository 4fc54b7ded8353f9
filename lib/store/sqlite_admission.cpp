#include "store/decision.hpp"
#include "store/sqlite_operations.hpp"

// What comes in.

namespace frameio::store::sqlite {
namespace {

struct ledger_row {
    event_id event;
    bool kept = false;  // whether the store has the event still
    known_delivery known;
    kept_answer answer;
};

std::optional<ledger_row> look_up(sqlite_database& database, const ledger_key& key, wall_time now) {
    sqlite_query asked = database.query(
        "SELECT ledger.event, event.state, event.clean, event.first_copy, event.last_copy, "
        "event.leased_until, event.status, event.answer, event.began "
        "FROM ledger LEFT JOIN event ON event.id = ledger.event WHERE ledger.key = ? AND ledger.forget_at > ?");
    asked.bind(key).bind(now);
    if (!asked.step()) {
        return std::nullopt;
    }
    ledger_row found;
    found.event = asked.id();
    if (asked.is_nothing()) {
        found.known = known_delivery::forgotten();
        return found;
    }
    found.kept = true;
    found.known.state = static_cast<event_state>(asked.number());
    found.known.clean = asked.number() != 0;
    found.known.first_copy = asked.time();
    found.known.last_copy = asked.time();
    found.known.leased_until = asked.time();
    found.answer.status = static_cast<unsigned>(asked.number());
    found.answer.json = asked.text();
    if (!asked.is_nothing()) {
        found.known.began = asked.time();
    }
    return found;
}

std::optional<known_delivery> known_of(const std::optional<ledger_row>& row) {
    return row ? std::optional(row->known) : std::nullopt;
}

void remember(sqlite_database& database, const ledger_key& key, const event_id& id, wall_time until) {
    database
        .query(
            "INSERT INTO ledger (key, event, forget_at) VALUES (?, ?, ?) "
            "ON CONFLICT (key) DO UPDATE SET event = excluded.event, forget_at = excluded.forget_at")
        .bind(key)
        .bind(id)
        .bind(until)
        .run();
}

/// @param due  when it is to be run
admission store(sqlite_database& database, const arrival& what, wall_time first_copy, wall_time due, wall_time now) {
    admission made;
    made.id = event_id::make(now);
    const stored_event& event = what.event;
    database
        .query(
            "INSERT INTO event (id, kind, route, type, tenant, resource_type, resource_id, order_key, interaction, "
            "body, "
            "stamp, received, state, due, first_copy, last_copy) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, "
            "?)")
        .bind(made.id)
        .bind(static_cast<std::int64_t>(event.kind))
        .bind(event.route)
        .bind(event.type)
        .bind(event.tenant)
        .bind(event.resource_type)
        .bind(event.resource_id)
        .bind(event.order_key)
        .bind(event.interaction)
        .bind(event.body)
        .bind(wall_time(event.stamp))
        .bind(event.received_at)
        .bind(due)
        .bind(first_copy)
        .bind(now)
        .run();
    remember(database, what.exact, made.id, now + what.exact_window);
    remember(database, what.same, made.id, now + what.same_window);
    if (!what.owner.empty()) {
        made.epoch = begin_run(database, made.id, {what.owner, what.build, now + what.term}, now).held.epoch;
    }
    return made;
}

void note_twin(sqlite_database& database, const event_id& of, const event_id& twin, wall_time now) {
    const step note = twin_note(twin, now);
    database
        .query(
            "INSERT INTO step (event, key, occurrence, number, what, ended, status, result, began, finished) "
            "VALUES (?, ?, 0, 0, ?, 1, ?, ?, ?, ?)")
        .bind(of)
        .bind(note.key)
        .bind(note.what)
        .bind(std::int64_t{note.status})
        .bind(note.result)
        .bind(note.began)
        .bind(note.finished)
        .run();
}

admission repeat(sqlite_database& database, const ledger_row& of, admission::verdict as, bool signed_alike,
                 wall_time now) {
    admission made;
    made.what = as;
    made.id = of.event;
    if (of.kept) {
        database.query("UPDATE event SET seen = seen + 1, last_copy = ?, clean = 0, first_copy = ? WHERE id = ?")
            .bind(now)
            .bind(signed_alike ? of.known.first_copy : now)
            .bind(of.event)
            .run();
        if (of.known.state == event_state::done) {
            made.answer = of.answer;
        }
    }
    return made;
}

}  // namespace

admission admit(sqlite_database& database, const arrival& what, wall_time now) {
    const auto exact = look_up(database, what.exact, now);
    const auto same = look_up(database, what.same, now);
    const bool signed_alike = exact && (what.how != tier::action || !same);
    const auto& known = signed_alike ? exact : same;
    const decision how = decide(what.how, now, known_of(exact), known_of(same));
    switch (unless_running(how, known ? known->event : event_id(), what.running)) {
        case decision::store:
            return store(database, what, now, now, now);
        case decision::rerun: {
            const admission made = store(database, what, exact->known.first_copy, due_again(exact->known, now), now);
            note_twin(database, made.id, exact->event, now);
            return made;
        }
        case decision::merge:
            remember(database, what.exact, known->event, now + what.exact_window);
            return repeat(database, *known, admission::verdict::merged, signed_alike, now);
        case decision::repeat:
            return repeat(database, *known, admission::verdict::repeated, signed_alike, now);
        case decision::take_over:
            break;
    }
    admission taken = repeat(database, *known, admission::verdict::stored, signed_alike, now);
    const work run = begin_run(database, taken.id, {what.owner, what.build, now + what.term}, now);
    taken.epoch = run.held.epoch;
    taken.run = run.run;
    return taken;
}

void acknowledge(sqlite_database& database, const std::vector<event_id>& which) {
    for (const event_id& each : which) {
        database.query("UPDATE event SET clean = 1 WHERE id = ?").bind(each).run();
    }
}

}  // namespace frameio::store::sqlite
