#include "store/decision.hpp"
#include "store/sqlite_operations.hpp"

// What is recorded, shown and decided by people.

namespace frameio::store::sqlite {
namespace {

#define FRAMEIO_SUMMARY                                                                                         \
    "id, kind, state, route, type, tenant, resource_type, resource_id, order_key, interaction, received, due, " \
    "runs, seen, clean, reason"

void read_summary(sqlite_query& from, event_summary& to) {
    to.id = from.id();
    to.kind = static_cast<event_kind>(from.number());
    to.state = static_cast<event_state>(from.number());
    to.route = from.text();
    to.type = from.text();
    to.tenant = from.text();
    to.resource_type = from.text();
    to.resource_id = from.text();
    to.order_key = from.text();
    to.interaction = from.text();
    to.received_at = from.time();
    to.due = from.time();
    to.runs = static_cast<unsigned>(from.number());
    to.seen = static_cast<unsigned>(from.number());
    to.clean = from.number() != 0;
    to.reason = from.text();
}

std::vector<run_record> runs_of(sqlite_database& database, const event_id& id) {
    std::vector<run_record> found;
    sqlite_query asked = database.query(
        "SELECT number, owner, build, began, ending, reason, ended FROM run WHERE event = ? ORDER BY number");
    asked.bind(id);
    while (asked.step()) {
        run_record& one = found.emplace_back();
        one.number = static_cast<unsigned>(asked.number());
        one.owner = asked.text();
        one.build = asked.text();
        one.began = asked.time();
        one.ending = asked.text();
        one.reason = asked.text();
        if (!asked.is_nothing()) {
            one.ended = asked.time();
        }
    }
    return found;
}

/// Whether a person may decide about it: it is there, and nobody has it.
bool is_free(sqlite_database& database, const event_id& id, wall_time now) {
    sqlite_query asked = database.query("SELECT 1 FROM event WHERE id = ? AND (state <> 1 OR leased_until <= ?)");
    return asked.bind(id).bind(now).step();
}

bool set_state(sqlite_database& database, const event_id& id, event_state to, const std::string& reason,
               wall_time now) {
    if (!is_free(database, id, now)) {
        return false;
    }
    database.query("UPDATE run SET ended = ?, ending = 'lost' WHERE event = ? AND ended IS NULL")
        .bind(now)
        .bind(id)
        .run();
    database.query("UPDATE event SET state = ?, due = ?, done_at = ?, reason = ?, epoch = epoch + 1 WHERE id = ?")
        .bind(static_cast<std::int64_t>(to))
        .bind(now)
        .bind(now)
        .bind(reason)
        .bind(id)
        .run();
    return true;
}

}  // namespace

bool record(sqlite_database& database, const lease& held, const step& what) {
    return database
               .query(
                   "INSERT INTO step (event, key, occurrence, number, what, ended, status, result, began, finished) "
                   "SELECT id, ?, ?, (SELECT coalesce(max(number), -1) + 1 FROM step WHERE step.event = event.id), ?, "
                   "?, ?, ?, ?, ? "
                   "FROM event WHERE id = ? AND epoch = ? AND state = 1 "
                   "ON CONFLICT (event, key, occurrence) DO UPDATE SET ended = excluded.ended, "
                   "status = excluded.status, result = excluded.result, began = excluded.began, "
                   "finished = excluded.finished")
               .bind(what.key)
               .bind(std::int64_t{what.occurrence})
               .bind(what.what)
               .bind(std::int64_t{what.ended ? 1 : 0})
               .bind(std::int64_t{what.status})
               .bind(what.result)
               .bind(what.began)
               .bind(what.finished)
               .bind(held.event)
               .bind(static_cast<std::int64_t>(held.epoch))
               .run() != 0;
}

std::vector<step> steps(sqlite_database& database, const event_id& of) {
    std::vector<step> found;
    sqlite_query asked = database.query(
        "SELECT key, occurrence, what, ended, status, result, began, finished FROM step WHERE event = ? "
        "ORDER BY number");
    asked.bind(of);
    while (asked.step()) {
        step& one = found.emplace_back();
        one.key = asked.key();
        one.occurrence = static_cast<unsigned>(asked.number());
        one.what = asked.text();
        one.ended = asked.number() != 0;
        one.status = static_cast<unsigned>(asked.number());
        one.result = asked.text();
        one.began = asked.time();
        one.finished = asked.time();
    }
    return found;
}

std::vector<event_id> interaction(sqlite_database& database, const std::string& route, const std::string& id) {
    std::vector<event_id> found;
    sqlite_query asked =
        database.query("SELECT id FROM event WHERE route = ? AND interaction = ? AND interaction <> '' ORDER BY id");
    asked.bind(route).bind(id);
    while (asked.step()) {
        found.push_back(asked.id());
    }
    return found;
}

// The condition on a column that may be anything is left to SQLite: a scan by id, newest first, ends after `most`.
std::vector<event_summary> list(sqlite_database& database, const list_query& wanted) {
    sqlite_query asked = database.query("SELECT " FRAMEIO_SUMMARY
                                        " FROM event WHERE (?1 IS NULL OR state = ?1) AND (?2 = '' OR type = ?2) "
                                        "AND (?3 = '' OR resource_id = ?3) AND (?4 = '' OR tenant = ?4) "
                                        "AND (?5 IS NULL OR received >= ?5) AND (?6 IS NULL OR received < ?6) "
                                        "AND (?7 IS NULL OR id < ?7) ORDER BY id DESC LIMIT ?8");
    const auto bind_or_nothing = [&asked](const auto& value) {
        if (value) {
            asked.bind(*value);
        } else {
            asked.bind_nothing();
        }
    };
    bind_or_nothing(wanted.state ? std::optional(static_cast<std::int64_t>(*wanted.state)) : std::nullopt);
    asked.bind(wanted.type).bind(wanted.resource_id).bind(wanted.tenant);
    bind_or_nothing(wanted.since);
    bind_or_nothing(wanted.before);
    bind_or_nothing(wanted.after);
    asked.bind(static_cast<std::int64_t>(wanted.most));
    std::vector<event_summary> found;
    while (asked.step()) {
        read_summary(asked, found.emplace_back());
    }
    return found;
}

std::optional<event_details> find(sqlite_database& database, const event_id& which) {
    sqlite_query asked = database.query("SELECT " FRAMEIO_SUMMARY ", body, status, answer FROM event WHERE id = ?");
    asked.bind(which);
    if (!asked.step()) {
        return std::nullopt;
    }
    event_details found;
    read_summary(asked, found);
    found.body = asked.text();
    found.answer.status = static_cast<unsigned>(asked.number());
    found.answer.json = asked.text();
    found.past = runs_of(database, which);
    found.steps = steps(database, which);
    return found;
}

#undef FRAMEIO_SUMMARY

event_counts count(sqlite_database& database) {
    event_counts all;
    sqlite_query asked = database.query("SELECT state, count(*) FROM event GROUP BY state");
    while (asked.step()) {
        std::uint64_t* const places[] = {&all.pending, &all.running, &all.done, &all.parked};
        const auto state = static_cast<std::size_t>(asked.number());
        *places[state] = static_cast<std::uint64_t>(asked.number());
    }
    return all;
}

bool redrive(sqlite_database& database, const event_id& which, wall_time now) {
    if (!set_state(database, which, event_state::pending, {}, now)) {
        return false;
    }
    database.query("UPDATE event SET tries = 0 WHERE id = ?").bind(which).run();
    database.query("UPDATE step SET ended = 1, status = 0 WHERE event = ? AND ended = 0").bind(which).run();
    return true;
}

bool resolve(sqlite_database& database, const event_id& which, const std::string& reason, wall_time now) {
    return set_state(database, which, event_state::done, reason, now);
}

bool park(sqlite_database& database, const event_id& which, const std::string& reason, wall_time now) {
    return set_state(database, which, event_state::parked, reason, now);
}

std::size_t trim(sqlite_database& database, wall_time before, std::size_t most, wall_time now) {
    const auto limit = static_cast<std::int64_t>(most);
    const int keys = database
                         .query(
                             "DELETE FROM ledger WHERE key IN "
                             "(SELECT key FROM ledger WHERE forget_at <= ? ORDER BY forget_at LIMIT ?)")
                         .bind(now)
                         .bind(limit)
                         .run();
    std::vector<event_id> old;
    sqlite_query asked = database.query(
        "SELECT id FROM event WHERE state = 2 AND done_at < ?1 AND received < ?1 ORDER BY done_at LIMIT ?2");
    asked.bind(before).bind(limit);
    while (asked.step()) {
        old.push_back(asked.id());
    }
    for (const event_id& each : old) {
        database.query("DELETE FROM step WHERE event = ?").bind(each).run();
        database.query("DELETE FROM run WHERE event = ?").bind(each).run();
        database.query("DELETE FROM event WHERE id = ?").bind(each).run();
    }
    return static_cast<std::size_t>(keys) + old.size() + trim_documents(database, most, now);
}

// What was put off was written then: at the end of its last run, or when it came.
std::size_t bring_forward(sqlite_database& database, wall_time now) {
    const int changed =
        database
            .query(
                "UPDATE event SET due = ?1 + due - CASE done_at WHEN 0 THEN last_copy ELSE done_at END, done_at = ?1 "
                "WHERE state = 0 AND due > ?1 AND CASE done_at WHEN 0 THEN last_copy ELSE done_at END > ?2")
            .bind(now)
            .bind(now + clocks_differ)
            .run();
    return static_cast<std::size_t>(changed);
}

}  // namespace frameio::store::sqlite
