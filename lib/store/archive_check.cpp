#include "store/archive_check.hpp"

#include "store/engine.hpp"

#include <array>

namespace frameio::store {
namespace {

/// What must not be: counted by a statement that all engines understand.
struct contradiction {
    const char* what;
    const char* sql;
};

// The ledger knows events for longer than the store has them: its rows need none.
constexpr std::array<contradiction, 9> contradictions{{
    {"events in a state that there is not", "SELECT count(*) FROM event WHERE state NOT IN (0, 1, 2, 3)"},
    {"events that run, without a run that has not ended",
     "SELECT count(*) FROM event WHERE state = 1 AND NOT EXISTS "
     "(SELECT 1 FROM run WHERE run.event = event.id AND run.ended IS NULL)"},
    {"runs that have not ended, of events that do not run",
     "SELECT count(*) FROM run JOIN event ON event.id = run.event WHERE run.ended IS NULL AND event.state <> 1"},
    {"events with several runs at once",
     "SELECT count(*) FROM (SELECT event FROM run WHERE ended IS NULL GROUP BY event HAVING count(*) > 1) AS several"},
    {"runs that their event has not counted",
     "SELECT count(*) FROM run JOIN event ON event.id = run.event WHERE run.number > event.runs"},
    {"runs of events that are not there",
     "SELECT count(*) FROM run WHERE NOT EXISTS (SELECT 1 FROM event WHERE event.id = run.event)"},
    {"steps of events that are not there",
     "SELECT count(*) FROM step WHERE NOT EXISTS (SELECT 1 FROM event WHERE event.id = step.event)"},
    {"steps whose key has not 16 octets", "SELECT count(*) FROM step WHERE length(key) <> 16"},
    {"ledger rows whose key has not 16 octets", "SELECT count(*) FROM ledger WHERE length(key) <> 16"},
}};

std::uint64_t ask_count(archive& store, const char* sql, std::optional<std::int64_t> parameter = {}) {
    return static_cast<std::uint64_t>(store.ask(sql, parameter).value_or(0));
}

void count(archive& store, wall_time now, store_state& into) {
    into.counts.pending = ask_count(store, "SELECT count(*) FROM event WHERE state = 0");
    into.counts.running = ask_count(store, "SELECT count(*) FROM event WHERE state = 1");
    into.counts.done = ask_count(store, "SELECT count(*) FROM event WHERE state = 2");
    into.counts.parked = ask_count(store, "SELECT count(*) FROM event WHERE state = 3");
    const auto oldest = store.ask("SELECT min(received) FROM event WHERE state = 0");
    if (oldest) {
        into.oldest_waiting = wall_time(std::chrono::milliseconds(*oldest));
    }
    const auto moment = std::chrono::floor<std::chrono::milliseconds>(now).time_since_epoch().count();
    into.lost_leases =
        ask_count(store, "SELECT count(*) FROM event WHERE state = 1 AND leased_until <= $1", std::int64_t{moment});
}

void look_for_contradictions(archive& store, store_state& into) {
    for (const contradiction& each : contradictions) {
        const std::uint64_t found = ask_count(store, each.sql);
        if (found != 0) {
            into.problems.push_back(std::to_string(found) + " " + each.what);
        }
    }
}

}  // namespace

store_state check_store(archive& store, wall_time now) {
    store_state found;
    found.problems = store.damage();
    const bool is_damaged = !found.problems.empty();
    try {
        count(store, now, found);
        look_for_contradictions(store, found);
    } catch (const store_error& failure) {
        if (!is_damaged) {
            throw;
        }
        found.problems.emplace_back(failure.what());
    }
    return found;
}

}  // namespace frameio::store
