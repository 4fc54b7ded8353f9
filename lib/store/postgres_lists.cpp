#include "store/decision.hpp"
#include "store/postgres_operations.hpp"

#include <utility>

// What is recorded, shown and decided by people.

namespace frameio::store::postgres {
namespace {

#define FRAMEIO_SUMMARY                                                                                         \
    "id, kind, state, route, type, tenant, resource_type, resource_id, order_key, interaction, received, due, " \
    "runs, seen, clean, reason"

void read_summary(postgres_rows& from, event_summary& to) {
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

std::vector<run_record> read_runs(postgres_rows& from) {
    std::vector<run_record> found;
    while (from.step()) {
        run_record& one = found.emplace_back();
        one.number = static_cast<unsigned>(from.number());
        one.owner = from.text();
        one.build = from.text();
        one.began = from.time();
        one.ending = from.text();
        one.reason = from.text();
        if (!from.is_nothing()) {
            one.ended = from.time();
        }
    }
    return found;
}

std::vector<step> read_steps(postgres_rows& from) {
    std::vector<step> found;
    while (from.step()) {
        step& one = found.emplace_back();
        one.key = from.key();
        one.occurrence = static_cast<unsigned>(from.number());
        one.what = from.text();
        one.ended = from.number() != 0;
        one.status = static_cast<unsigned>(from.number());
        one.result = from.text();
        one.began = from.time();
        one.finished = from.time();
    }
    return found;
}

void add_steps(postgres_batch& to, const event_id& of) {
    to.add(
          "SELECT key, occurrence, what, ended, status, result, began, finished FROM step WHERE event = $1 "
          "ORDER BY number")
        .bind(of);
}

}  // namespace

// The event is locked, so that no other lease begins between the look at this one and the commit.
awaitable<bool> record(postgres_connection& connection, const lease& held, const step& what) {
    postgres_batch batch;
    batch
        .add(
            "WITH held AS MATERIALIZED (SELECT id FROM event WHERE id = $1 AND epoch = $2 AND state = 1 FOR UPDATE) "
            "INSERT INTO step (event, key, occurrence, what, ended, status, result, began, finished) "
            "SELECT id, $3, $4, $5, $6, $7, $8, $9, $10 FROM held "
            "ON CONFLICT (event, key, occurrence) DO UPDATE SET ended = excluded.ended, status = excluded.status, "
            "result = excluded.result, began = excluded.began, finished = excluded.finished")
        .bind(held.event)
        .bind(static_cast<std::int64_t>(held.epoch))
        .bind(what.key)
        .bind(std::int64_t{what.occurrence})
        .bind(what.what)
        .bind(std::int64_t{what.ended ? 1 : 0})
        .bind(std::int64_t{what.status})
        .bind(what.result)
        .bind(what.began)
        .bind(what.finished);
    const auto rows = co_await connection.perform(std::move(batch));
    co_return rows[0].changed() != 0;
}

awaitable<std::vector<step>> steps(postgres_connection& connection, const event_id& of) {
    postgres_batch batch;
    add_steps(batch, of);
    auto rows = co_await connection.perform(std::move(batch));
    co_return read_steps(rows[0]);
}

awaitable<std::vector<event_id>> interaction(postgres_connection& connection, const std::string& route,
                                             const std::string& id) {
    postgres_batch batch;
    batch.add("SELECT id FROM event WHERE route = $1 AND interaction = $2 AND interaction <> '' ORDER BY id")
        .bind(route)
        .bind(id);
    auto rows = co_await connection.perform(std::move(batch));
    std::vector<event_id> found;
    while (rows[0].step()) {
        found.push_back(rows[0].id());
    }
    co_return found;
}

// The condition on a column that may be anything is left to the server: a scan by id, newest first, ends after the last
// one that is wanted.
awaitable<std::vector<event_summary>> list(postgres_connection& connection, const list_query& wanted) {
    std::optional<std::int64_t> state;
    if (wanted.state) {
        state = static_cast<std::int64_t>(*wanted.state);
    }
    postgres_batch batch;
    batch
        .add("SELECT " FRAMEIO_SUMMARY
             " FROM event WHERE ($1 IS NULL OR state = $1) AND ($2 = '' OR type = $2) "
             "AND ($3 = '' OR resource_id = $3) AND ($4 = '' OR tenant = $4) "
             "AND ($5 IS NULL OR received >= $5) AND ($6 IS NULL OR received < $6) "
             "AND ($7 IS NULL OR id < $7) ORDER BY id DESC LIMIT $8")
        .bind(state)
        .bind(wanted.type)
        .bind(wanted.resource_id)
        .bind(wanted.tenant)
        .bind(wanted.since)
        .bind(wanted.before)
        .bind(wanted.after)
        .bind(static_cast<std::int64_t>(wanted.most));
    auto rows = co_await connection.perform(std::move(batch));
    std::vector<event_summary> found;
    while (rows[0].step()) {
        read_summary(rows[0], found.emplace_back());
    }
    co_return found;
}

awaitable<std::optional<event_details>> find(postgres_connection& connection, const event_id& which) {
    postgres_batch batch;
    batch.begin_reading();
    batch.add("SELECT " FRAMEIO_SUMMARY ", body, status, answer FROM event WHERE id = $1").bind(which);
    batch.add("SELECT number, owner, build, began, ending, reason, ended FROM run WHERE event = $1 ORDER BY number")
        .bind(which);
    add_steps(batch, which);
    batch.commit();
    auto rows = co_await connection.perform(std::move(batch));
    if (!rows[1].step()) {
        co_return std::nullopt;
    }
    event_details found;
    read_summary(rows[1], found);
    found.body = rows[1].text();
    found.answer.status = static_cast<unsigned>(rows[1].number());
    found.answer.json = rows[1].text();
    found.past = read_runs(rows[2]);
    found.steps = read_steps(rows[3]);
    co_return found;
}

#undef FRAMEIO_SUMMARY

awaitable<event_counts> count(postgres_connection& connection) {
    postgres_batch batch;
    batch.add("SELECT state, count(*) FROM event GROUP BY state");
    auto rows = co_await connection.perform(std::move(batch));
    event_counts all;
    while (rows[0].step()) {
        std::uint64_t* const places[] = {&all.pending, &all.running, &all.done, &all.parked};
        const auto state = static_cast<std::size_t>(rows[0].number());
        *places[state] = static_cast<std::uint64_t>(rows[0].number());
    }
    co_return all;
}

awaitable<bool> decide(postgres_connection& connection, const event_id& which, event_state to,
                       const std::string& reason, wall_time now) {
    postgres_batch batch;
    batch
        .add(
            "WITH free AS (UPDATE event SET state = $1, due = $2, done_at = $2, reason = $3, epoch = epoch + 1, "
            "tries = CASE WHEN $1 = 0 THEN 0 ELSE tries END "
            "WHERE id = $4 AND (state <> 1 OR leased_until <= $2) RETURNING id), "
            "closed AS (UPDATE run SET ended = $2, ending = 'lost' FROM free "
            "WHERE run.event = free.id AND run.ended IS NULL), "
            "undone AS (UPDATE step SET ended = 1, status = 0 FROM free "
            "WHERE step.event = free.id AND step.ended = 0 AND $1 = 0) SELECT 1 FROM free")
        .bind(static_cast<std::int64_t>(to))
        .bind(now)
        .bind(reason)
        .bind(which);
    if (to == event_state::pending) {
        add_news(batch);
    }
    auto rows = co_await connection.perform(std::move(batch));
    co_return rows[0].step();
}

awaitable<std::size_t> trim(postgres_connection& connection, wall_time before, std::size_t most, wall_time now) {
    postgres_batch batch;
    batch
        .add(
            "WITH keys AS (DELETE FROM ledger WHERE key = ANY (ARRAY (SELECT key FROM ledger WHERE forget_at <= $1 "
            "ORDER BY forget_at LIMIT $3 FOR UPDATE SKIP LOCKED)) RETURNING 1), "
            "old AS (DELETE FROM event WHERE id = ANY (ARRAY (SELECT id FROM event WHERE state = 2 AND done_at < $2 "
            "AND received < $2 ORDER BY done_at LIMIT $3 FOR UPDATE SKIP LOCKED)) RETURNING id), "
            "old_steps AS (DELETE FROM step USING old WHERE step.event = old.id), "
            "old_runs AS (DELETE FROM run USING old WHERE run.event = old.id), "
            "expired AS (DELETE FROM document USING (SELECT collection, key FROM document WHERE expires <= $1 "
            "ORDER BY expires LIMIT $3 FOR UPDATE SKIP LOCKED) AS late "
            "WHERE document.collection = late.collection AND document.key = late.key RETURNING 1) "
            "SELECT (SELECT count(*) FROM keys) + (SELECT count(*) FROM old) + (SELECT count(*) FROM expired)")
        .bind(now)
        .bind(before)
        .bind(static_cast<std::int64_t>(most));
    auto rows = co_await connection.perform(std::move(batch));
    rows[0].step();
    co_return static_cast<std::size_t>(rows[0].number());
}

// What was put off was written then: at the end of its last run, or when it came.
awaitable<std::size_t> bring_forward(postgres_connection& connection, wall_time now) {
    postgres_batch batch;
    batch
        .add(
            "WITH changed AS (UPDATE event "
            "SET due = $1 + due - CASE done_at WHEN 0 THEN last_copy ELSE done_at END, done_at = $1 "
            "WHERE id = ANY (ARRAY (SELECT id FROM event WHERE state = 0 AND due > $1 "
            "AND CASE done_at WHEN 0 THEN last_copy ELSE done_at END > $2 FOR UPDATE SKIP LOCKED)) RETURNING 1) "
            "SELECT count(*) FROM changed")
        .bind(now)
        .bind(now + clocks_differ);
    auto rows = co_await connection.perform(std::move(batch));
    rows[0].step();
    co_return static_cast<std::size_t>(rows[0].number());
}

}  // namespace frameio::store::postgres
