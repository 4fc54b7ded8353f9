#include "store/decision.hpp"
#include "store/postgres_operations.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

// Who runs what, and how it ended.

namespace frameio::store::postgres {
namespace {

/// Of those that share an order key only the oldest that is not finished.
#define FRAMEIO_STARTABLE                                                                            \
    "(event.order_key = '' OR NOT EXISTS (SELECT 1 FROM event AS earlier WHERE earlier.order_key = " \
    "event.order_key AND earlier.order_key <> '' AND earlier.state < 2 AND earlier.id < event.id))"

#define FRAMEIO_WANTED "event.route <> ALL ($5) AND ($8 = '' OR event.route = $8) AND " FRAMEIO_STARTABLE
#define FRAMEIO_DUE "event.state = 0 AND event.due <= $1 AND " FRAMEIO_WANTED

/// The next tenant of the kind that has something due, once around.
#define FRAMEIO_NEXT_TENANT(kind, after)                                                                       \
    "(SELECT COALESCE((SELECT tenant FROM event WHERE kind = " kind " AND tenant > " after " AND " FRAMEIO_DUE \
    " ORDER BY tenant LIMIT 1), (SELECT tenant FROM event WHERE kind = " kind " AND " FRAMEIO_DUE              \
    " ORDER BY tenant LIMIT 1)) AS tenant)"

// What another one has locked is passed over, so more are looked at than are wanted. `line` goes from tenant to tenant
// by the index, however long the lines behind them are.
// $1 now, $2 until, $3 owner, $4 how many, $5 routes to leave alone, $6 the tenant that had the last turn, $7 how many
// to look at, $8 the only route, or empty; $9 build, $10 by when a lease has run out, $11 events whose lease has not,
// $12 the latest end of a lease that is believed
constexpr const char* claim_sql =
    "WITH RECURSIVE lost AS MATERIALIZED ("
    "SELECT id, leased_until FROM event WHERE event.state = 1 "
    "AND (event.leased_until <= $10 OR event.leased_until > $12) AND event.id <> ALL ($11) "
    "AND " FRAMEIO_WANTED " ORDER BY leased_until, id LIMIT $4 FOR UPDATE SKIP LOCKED), "
    "line AS ("
    "SELECT kinds.kind, next.tenant, next.tenant AS first, 1::bigint AS place "
    "FROM (VALUES (0::smallint), (1::smallint)) AS kinds (kind), LATERAL " FRAMEIO_NEXT_TENANT("kinds.kind", "$6")
    " AS next WHERE next.tenant IS NOT NULL "
    "UNION ALL SELECT line.kind, next.tenant, line.first, line.place + 1 "
    "FROM line, LATERAL " FRAMEIO_NEXT_TENANT("line.kind", "line.tenant")
    " AS next WHERE line.place < $7 AND next.tenant <> line.first), "
    "waiting AS ("
    "SELECT one.id, line.kind, line.place, one.turn FROM line, LATERAL ("
    "SELECT oldest.id, row_number() OVER (ORDER BY oldest.due, oldest.id) AS turn FROM ("
    "SELECT id, due FROM event WHERE kind = line.kind AND tenant = line.tenant AND " FRAMEIO_DUE
    " ORDER BY due, id LIMIT $7) AS oldest) AS one), "
    "picked AS MATERIALIZED ("
    "SELECT event.id, waiting.kind, waiting.turn, waiting.place FROM waiting JOIN event ON event.id = waiting.id "
    "WHERE event.state = 0 AND event.due <= $1 ORDER BY waiting.kind DESC, waiting.turn, waiting.place "
    "LIMIT greatest(0, $4 - (SELECT count(*) FROM lost)) FOR UPDATE OF event SKIP LOCKED), "
    "chosen AS MATERIALIZED ("
    "SELECT id, 0 AS part, leased_until AS turn, 0::bigint AS place FROM lost "
    "UNION ALL SELECT id, 2 - kind, turn, place FROM picked), "
    "closed AS (UPDATE run SET ended = $1, ending = 'lost' FROM chosen "
    "WHERE run.event = chosen.id AND run.ended IS NULL), "
    "taken AS (UPDATE event SET state = 1, tries = tries + 1, runs = runs + 1, epoch = epoch + 1, "
    "leased_until = $2, began = $1 FROM chosen WHERE event.id = chosen.id RETURNING event.*, part, turn, place), "
    "begun AS (INSERT INTO run (event, number, owner, began, build) SELECT id, runs, $3, $1, $9 FROM taken) "
    "SELECT part, id, epoch, tries, kind, route, type, tenant, resource_type, resource_id, order_key, interaction, body, "
    "stamp, received FROM taken ORDER BY part, turn, place, id";

#undef FRAMEIO_NEXT_TENANT
#undef FRAMEIO_DUE
#undef FRAMEIO_WANTED
#undef FRAMEIO_STARTABLE

work read_work(postgres_rows& from) {
    work made;
    const event_id id = from.id();
    made.held = lease(id, static_cast<std::uint64_t>(from.number()));
    made.run = static_cast<unsigned>(from.number());
    stored_event& event = made.event;
    event.kind = static_cast<event_kind>(from.number());
    event.route = from.text();
    event.type = from.text();
    event.tenant = from.text();
    event.resource_type = from.text();
    event.resource_id = from.text();
    event.order_key = from.text();
    event.interaction = from.text();
    event.body = from.text();
    event.stamp = std::chrono::floor<std::chrono::seconds>(from.time());
    event.received_at = from.time();
    return made;
}

/// Binds events and their epochs, as two arrays.
void bind_leases(postgres_query& to, const std::vector<lease>& held) {
    std::vector<event_id> ids;
    std::vector<std::int64_t> epochs;
    for (const lease& each : held) {
        ids.push_back(each.event);
        epochs.push_back(static_cast<std::int64_t>(each.epoch));
    }
    to.bind(ids).bind(epochs);
}

/// Those of the leases $1, $2 that count still. Locked in one order, so that none waits for another for ever.
#define FRAMEIO_HELD                                                                                       \
    "WITH held AS MATERIALIZED (SELECT event.id FROM unnest($1, $2) AS one (id, epoch) JOIN event "        \
    "ON event.id = one.id WHERE event.epoch = one.epoch AND event.state = 1 ORDER BY event.id FOR UPDATE " \
    "OF event) "

}  // namespace

void add_news(postgres_batch& to) {
    to.add("SELECT pg_notify(current_schema(), '')");
}

void add_run(postgres_batch& to, const event_id& id, const arrival& what, wall_time now) {
    to.add(
          "WITH closed AS (UPDATE run SET ended = $1, ending = 'lost' WHERE event = $4 AND ended IS NULL), "
          "taken AS (UPDATE event SET state = 1, tries = tries + 1, runs = runs + 1, epoch = epoch + 1, "
          "leased_until = $2, began = $1 WHERE id = $4 RETURNING id, runs) "
          "INSERT INTO run (event, number, owner, began, build) SELECT id, runs, $3, $1, $5 FROM taken")
        .bind(now)
        .bind(now + what.term)
        .bind(what.owner)
        .bind(id)
        .bind(what.build);
}

namespace {

/// Of that route alone, or of all but the limited ones.
awaitable<void> claim_some(postgres_connection& connection, const claim_request& wanted, std::size_t most,
                           std::string only, std::string& last_tenant, wall_time now, std::vector<work>& taken) {
    const std::string last = last_tenant;  // another claim may change it meanwhile
    std::vector<std::string> others;
    for (const auto& [route, limit] : wanted.limits) {
        if (only.empty()) {
            others.push_back(route);
        }
    }
    const lost_leases which(wanted, now);
    postgres_batch batch;
    batch.add(claim_sql)
        .bind(now)
        .bind(now + wanted.term)
        .bind(wanted.owner)
        .bind(static_cast<std::int64_t>(most))
        .bind(others)
        .bind(last)
        .bind(static_cast<std::int64_t>(2 * most + 32))
        .bind(only)
        .bind(wanted.build)
        .bind(which.by)
        .bind(wanted.going_on)
        .bind(which.latest);
    auto rows = co_await connection.perform(std::move(batch));
    while (rows[0].step()) {
        const bool was_waiting = rows[0].number() != 0;
        taken.push_back(read_work(rows[0]));
        if (was_waiting) {
            last_tenant = taken.back().event.tenant;
        }
    }
}

/// How many may be taken of each limited route, and of all others, whose name is empty; from behind the one that was
/// first the last time.
std::vector<std::pair<std::string, std::size_t>> routes_in_turn(const claim_request& wanted, const std::string& last) {
    std::vector<std::pair<std::string, std::size_t>> found{{std::string(), wanted.most}};
    std::ranges::copy_if(wanted.limits, std::back_inserter(found), [](const auto& each) { return each.second != 0; });
    const auto next = std::ranges::find_if(found, [&last](const auto& each) { return each.first > last; });
    std::ranges::rotate(found, next == found.end() ? found.begin() : next);
    return found;
}

}  // namespace

// None of them waits for ever because there is always something to do of another.
awaitable<std::vector<work>> claim(postgres_connection& connection, const claim_request& wanted,
                                   std::string& last_tenant, std::string& last_route, wall_time now) {
    const auto routes = routes_in_turn(wanted, last_route);
    last_route = routes.front().first;
    std::vector<work> taken;
    for (const auto& [route, limit] : routes) {
        const std::size_t most = std::min(limit, wanted.most - taken.size());
        if (most != 0) {
            co_await claim_some(connection, wanted, most, route, last_tenant, now, taken);
        }
    }
    co_return taken;
}

awaitable<std::vector<lease>> renew(postgres_connection& connection, const std::vector<lease>& held, wall_time until) {
    postgres_batch batch;
    postgres_query& asked = batch.add(FRAMEIO_HELD
                                      "UPDATE event SET leased_until = $3 FROM held WHERE event.id = held.id "
                                      "RETURNING event.id, event.epoch");
    bind_leases(asked, held);
    asked.bind(until);
    auto rows = co_await connection.perform(std::move(batch));
    std::set<std::pair<event_id, std::uint64_t>> kept;
    while (rows[0].step()) {
        const event_id id = rows[0].id();
        kept.emplace(id, static_cast<std::uint64_t>(rows[0].number()));
    }
    std::vector<lease> lost;
    std::ranges::copy_if(held, std::back_inserter(lost),
                         [&kept](const lease& each) { return !kept.contains({each.event, each.epoch}); });
    co_return lost;
}

awaitable<void> give_back(postgres_connection& connection, const std::vector<lease>& held, wall_time now) {
    postgres_batch batch;
    postgres_query& asked =
        batch.add(FRAMEIO_HELD
                  ", given AS (UPDATE event SET state = 0, tries = tries - 1, due = $3, done_at = $3 FROM held "
                  "WHERE event.id = held.id RETURNING event.id) "
                  "UPDATE run SET ended = $3, ending = 'given back', reason = '' FROM given "
                  "WHERE run.event = given.id AND run.ended IS NULL");
    bind_leases(asked, held);
    asked.bind(now);
    add_news(batch);
    co_await connection.perform(std::move(batch));
}

#undef FRAMEIO_HELD

// Only the one who has the lease ends its run: if it has ended when this is done again, that was the first time's
// doing.
awaitable<bool> finish(postgres_connection& connection, const lease& held, const outcome& how, wall_time now,
                       bool& tried) {
    const std::int64_t was_tried = std::exchange(tried, true) ? 1 : 0;
    event_state state = event_state::done;
    if (how.how != outcome::ending::done) {
        state = how.how == outcome::ending::again ? event_state::pending : event_state::parked;
    }
    postgres_batch batch;
    batch
        .add(
            "WITH ended AS (UPDATE event SET state = $1, due = $2, reason = $3, status = $4, answer = $5, "
            "done_at = $6, tries = tries - $11 WHERE id = $7 AND epoch = $8 AND state = 1 RETURNING id), "
            "closed AS (UPDATE run SET ended = $6, ending = $9, reason = $3 FROM ended "
            "WHERE run.event = ended.id AND run.ended IS NULL) "
            "SELECT 1 FROM ended UNION ALL "
            "SELECT 1 FROM event WHERE $10 = 1 AND id = $7 AND epoch = $8 AND state <> 1")
        .bind(static_cast<std::int64_t>(state))
        .bind(now + how.pause)
        .bind(how.reason)
        .bind(std::int64_t{how.answer.status})
        .bind(how.answer.json)
        .bind(now)
        .bind(held.event)
        .bind(static_cast<std::int64_t>(held.epoch))
        .bind(to_string(how.how))
        .bind(was_tried)
        .bind(std::int64_t{how.counts ? 0 : 1});
    auto rows = co_await connection.perform(std::move(batch));
    co_return rows[0].step();
}

awaitable<std::size_t> waiting(postgres_connection& connection, std::size_t most) {
    postgres_batch batch;
    batch.add("SELECT count(*) FROM (SELECT 1 FROM event WHERE state = 0 LIMIT $1) AS line")
        .bind(static_cast<std::int64_t>(most));
    auto rows = co_await connection.perform(std::move(batch));
    rows[0].step();
    co_return static_cast<std::size_t>(rows[0].number());
}

awaitable<std::optional<wall_time>> next_due(postgres_connection& connection) {
    postgres_batch batch;
    batch.add(
        "SELECT least((SELECT min(leased_until) FROM event WHERE state = 1), "
        "(SELECT min(due) FROM event WHERE state = 0))");
    auto rows = co_await connection.perform(std::move(batch));
    std::optional<wall_time> first;
    if (rows[0].step() && !rows[0].is_nothing()) {
        first = rows[0].time();
    }
    co_return first;
}

}  // namespace frameio::store::postgres
