#include "store/decision.hpp"
#include "store/sqlite_operations.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>

// Who runs what, and how it ended.

namespace frameio::store::sqlite {
namespace {

void end_run(sqlite_database& database, const event_id& id, std::string_view ending, std::string_view reason,
             wall_time now) {
    database.query("UPDATE run SET ended = ?, ending = ?, reason = ? WHERE event = ? AND ended IS NULL")
        .bind(now)
        .bind(ending)
        .bind(reason)
        .bind(id)
        .run();
}

/// Events to be claimed, within the limits of their routes.
class choice {
public:
    explicit choice(const claim_request& wanted)
        : most_(wanted.most), left_(wanted.limits), not_these_(wanted.going_on.begin(), wanted.going_on.end()) {}

    std::size_t room() const noexcept {
        return most_ - ids_.size();
    }
    const std::vector<event_id>& ids() const noexcept {
        return ids_;
    }

    /// For events of that route.
    std::size_t room(const std::string& route) const {
        const auto limit = left_.find(route);
        return limit == left_.end() ? room() : std::min(room(), limit->second);
    }
    bool has_limits() const noexcept {
        return !left_.empty();
    }

    void add(const event_id& id, const std::string& route) {
        if (room(route) == 0 || not_these_.contains(id)) {
            return;
        }
        ids_.push_back(id);
        const auto limit = left_.find(route);
        if (limit != left_.end()) {
            --limit->second;
        }
    }

    /// Adds the ids that the query gives with their routes.
    void add(sqlite_query& asked, std::size_t most) {
        const std::size_t end = ids_.size() + std::min(most, room());
        while (ids_.size() < end && asked.step()) {
            const event_id id = asked.id();
            add(id, asked.text());
        }
    }

private:
    std::size_t most_;
    std::map<std::string, std::size_t> left_;
    std::set<event_id> not_these_;
    std::vector<event_id> ids_;
};

/// The next one that has something waiting, in the order of their names; nothing if there is none.
std::optional<std::string> next_route(sqlite_database& database, const std::optional<std::string>& after) {
    sqlite_query asked = database.query(
        after ? "SELECT route FROM event INDEXED BY event_route WHERE state = 0 AND route > ? ORDER BY route LIMIT 1"
              : "SELECT route FROM event INDEXED BY event_route WHERE state = 0 ORDER BY route LIMIT 1");
    if (after) {
        asked.bind(*after);
    }
    return asked.step() ? std::optional(asked.text()) : std::nullopt;
}

void choose_lost(sqlite_database& database, const lost_leases& which, choice& chosen) {
    sqlite_query asked = database.query(
        "SELECT id, route FROM startable WHERE state = 1 AND (leased_until <= ? OR leased_until > ?) ORDER BY "
        "leased_until");
    asked.bind(which.by).bind(which.latest);
    chosen.add(asked, chosen.room());
}

/// What has a limit, and what has none, are looked for one by one: as much as one likes of the others may be before it.
void choose_due_by_route(sqlite_database& database, event_kind kind, const std::string& tenant, std::size_t most,
                         wall_time now, choice& chosen) {
    std::vector<std::tuple<wall_time, event_id, std::string>> found;
    for (auto route = next_route(database, std::nullopt); route; route = next_route(database, *route)) {
        sqlite_query asked = database.query(
            "SELECT due, id FROM startable WHERE state = 0 AND route = ? AND kind = ? AND tenant = ? AND due <= ? "
            "ORDER BY due, id LIMIT ?");
        asked.bind(*route).bind(static_cast<std::int64_t>(kind)).bind(tenant).bind(now);
        asked.bind(static_cast<std::int64_t>(std::min(most, chosen.room(*route))));
        while (asked.step()) {
            const wall_time due = asked.time();
            found.emplace_back(due, asked.id(), *route);
        }
    }
    std::ranges::sort(found);
    for (std::size_t i = 0; i < found.size() && i < most; ++i) {
        chosen.add(std::get<event_id>(found[i]), std::get<std::string>(found[i]));
    }
}

void choose_due(sqlite_database& database, event_kind kind, const std::string& tenant, std::size_t most, wall_time now,
                choice& chosen) {
    if (chosen.has_limits()) {
        choose_due_by_route(database, kind, tenant, most, now, chosen);
        return;
    }
    sqlite_query asked = database.query(
        "SELECT id, route FROM startable WHERE state = 0 AND kind = ? AND tenant = ? AND due <= ? ORDER BY due, id");
    asked.bind(static_cast<std::int64_t>(kind)).bind(tenant).bind(now);
    chosen.add(asked, most);
}

/// The next one that has something due, in the order of their names; nothing if there is none.
std::optional<std::string> next_tenant(sqlite_database& database, event_kind kind,
                                       const std::optional<std::string>& after, wall_time now) {
    sqlite_query asked = database.query(
        after ? "SELECT tenant FROM event WHERE state = 0 AND kind = ? AND due <= ? AND tenant > ? ORDER BY tenant "
                "LIMIT 1"
              : "SELECT tenant FROM event WHERE state = 0 AND kind = ? AND due <= ? ORDER BY tenant LIMIT 1");
    asked.bind(static_cast<std::int64_t>(kind)).bind(now);
    if (after) {
        asked.bind(*after);
    }
    return asked.step() ? std::optional(asked.text()) : std::nullopt;
}

/// Those that have something due, once around, from behind the one that had the last turn.
std::vector<std::string> tenants_in_turn(sqlite_database& database, event_kind kind, const std::string& last,
                                         std::size_t most, wall_time now) {
    std::vector<std::string> found;
    for (auto next = next_tenant(database, kind, last, now); next && found.size() < most;
         next = next_tenant(database, kind, next, now)) {
        found.push_back(*next);
    }
    for (auto next = next_tenant(database, kind, std::nullopt, now); next && found.size() < most && *next <= last;
         next = next_tenant(database, kind, next, now)) {
        found.push_back(*next);
    }
    return found;
}

}  // namespace

work begin_run(sqlite_database& database, const event_id& id, const runner& who, wall_time now) {
    end_run(database, id, "lost", {}, now);
    sqlite_query taken = database.query(
        "UPDATE event SET state = 1, tries = tries + 1, runs = runs + 1, epoch = epoch + 1, leased_until = ?, "
        "began = ? "
        "WHERE id = ? RETURNING epoch, tries, runs, kind, route, type, tenant, resource_type, resource_id, order_key, "
        "interaction, body, stamp, received");
    taken.bind(who.until).bind(now).bind(id);
    taken.step();
    work made;
    made.held = lease(id, static_cast<std::uint64_t>(taken.number()));
    made.run = static_cast<unsigned>(taken.number());
    const std::int64_t number = taken.number();
    stored_event& event = made.event;
    event.kind = static_cast<event_kind>(taken.number());
    event.route = taken.text();
    event.type = taken.text();
    event.tenant = taken.text();
    event.resource_type = taken.text();
    event.resource_id = taken.text();
    event.order_key = taken.text();
    event.interaction = taken.text();
    event.body = taken.text();
    event.stamp = std::chrono::floor<std::chrono::seconds>(taken.time());
    event.received_at = taken.time();
    taken.run();
    database.query("INSERT INTO run (event, number, owner, build, began) VALUES (?, ?, ?, ?, ?)")
        .bind(id)
        .bind(number)
        .bind(who.owner)
        .bind(who.build)
        .bind(now)
        .run();
    return made;
}

std::vector<work> claim(sqlite_database& database, const claim_request& wanted, std::string& last_tenant,
                        wall_time now) {
    choice chosen(wanted);
    choose_lost(database, lost_leases(wanted, now), chosen);
    for (const event_kind kind : {event_kind::action, event_kind::webhook}) {
        const auto tenants = tenants_in_turn(database, kind, last_tenant, wanted.most, now);
        for (std::size_t i = 0; i < tenants.size() && chosen.room() != 0; ++i) {
            const std::size_t before = chosen.room();
            const std::size_t share = (before + tenants.size() - i - 1) / (tenants.size() - i);
            choose_due(database, kind, tenants[i], share, now, chosen);
            if (chosen.room() != before) {
                last_tenant = tenants[i];
            }
        }
    }
    std::vector<work> taken;
    for (const event_id& each : chosen.ids()) {
        taken.push_back(begin_run(database, each, {wanted.owner, wanted.build, now + wanted.term}, now));
    }
    return taken;
}

std::vector<lease> renew(sqlite_database& database, const std::vector<lease>& held, wall_time until) {
    std::vector<lease> lost;
    for (const lease& each : held) {
        const int changed = database.query("UPDATE event SET leased_until = ? WHERE id = ? AND epoch = ? AND state = 1")
                                .bind(until)
                                .bind(each.event)
                                .bind(static_cast<std::int64_t>(each.epoch))
                                .run();
        if (changed == 0) {
            lost.push_back(each);
        }
    }
    return lost;
}

void give_back(sqlite_database& database, const std::vector<lease>& held, wall_time now) {
    for (const lease& each : held) {
        const int changed = database
                                .query(
                                    "UPDATE event SET state = 0, tries = tries - 1, due = ?1, done_at = ?1 "
                                    "WHERE id = ?2 AND epoch = ?3 AND state = 1")
                                .bind(now)
                                .bind(each.event)
                                .bind(static_cast<std::int64_t>(each.epoch))
                                .run();
        if (changed != 0) {
            end_run(database, each.event, "given back", {}, now);
        }
    }
}

bool finish(sqlite_database& database, const lease& held, const outcome& how, wall_time now) {
    event_state state = event_state::done;
    if (how.how != outcome::ending::done) {
        state = how.how == outcome::ending::again ? event_state::pending : event_state::parked;
    }
    const int changed = database
                            .query(
                                "UPDATE event SET state = ?, tries = tries - ?, due = ?, reason = ?, status = ?, "
                                "answer = ?, done_at = ? WHERE id = ? AND epoch = ? AND state = 1")
                            .bind(static_cast<std::int64_t>(state))
                            .bind(std::int64_t{how.counts ? 0 : 1})
                            .bind(now + how.pause)
                            .bind(how.reason)
                            .bind(std::int64_t{how.answer.status})
                            .bind(how.answer.json)
                            .bind(now)
                            .bind(held.event)
                            .bind(static_cast<std::int64_t>(held.epoch))
                            .run();
    if (changed != 0) {
        end_run(database, held.event, to_string(how.how), how.reason, now);
    }
    return changed != 0;
}

std::size_t waiting(sqlite_database& database, std::size_t most) {
    sqlite_query asked = database.query("SELECT count(*) FROM (SELECT 1 FROM event WHERE state = 0 LIMIT ?)");
    asked.bind(static_cast<std::int64_t>(most));
    return asked.step() ? static_cast<std::size_t>(asked.number()) : 0;
}

std::optional<wall_time> next_due(sqlite_database& database) {
    std::optional<wall_time> first;
    for (const char* const sql :
         {"SELECT min(leased_until) FROM event WHERE state = 1", "SELECT min(due) FROM event WHERE state = 0"}) {
        sqlite_query asked = database.query(sql);
        if (asked.step() && !asked.is_nothing()) {
            first = std::min(first.value_or(wall_time::max()), asked.time());
        }
    }
    return first;
}

}  // namespace frameio::store::sqlite
