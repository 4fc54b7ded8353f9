#pragma once

#include "store/records.hpp"
#include "store/sqlite_database.hpp"

#include <optional>
#include <string>
#include <vector>

/// What an engine does, within a transaction that somebody else has begun. `now` is the time of the call.

namespace frameio::store::sqlite {

admission admit(sqlite_database& database, const arrival& what, wall_time now);
void acknowledge(sqlite_database& database, const std::vector<event_id>& which);

/// `last_tenant` is the one that had the last turn; changed.
std::vector<work> claim(sqlite_database& database, const claim_request& wanted, std::string& last_tenant,
                        wall_time now);
std::vector<lease> renew(sqlite_database& database, const std::vector<lease>& held, wall_time until);
void give_back(sqlite_database& database, const std::vector<lease>& held, wall_time now);
bool finish(sqlite_database& database, const lease& held, const outcome& how, wall_time now);
std::optional<wall_time> next_due(sqlite_database& database);

/// Who runs an event.
struct runner {
    const std::string& owner;
    const std::string& build;  ///< of the owner's program
    wall_time until;           ///< of the lease
};

/// Leases the event to the runner, whoever had it before.
work begin_run(sqlite_database& database, const event_id& id, const runner& who, wall_time now);

std::size_t waiting(sqlite_database& database, std::size_t most);
std::vector<event_id> interaction(sqlite_database& database, const std::string& route, const std::string& id);

bool record(sqlite_database& database, const lease& held, const step& what);
std::vector<step> steps(sqlite_database& database, const event_id& of);
std::vector<event_summary> list(sqlite_database& database, const list_query& wanted);
std::optional<event_details> find(sqlite_database& database, const event_id& which);
event_counts count(sqlite_database& database);
bool redrive(sqlite_database& database, const event_id& which, wall_time now);
bool resolve(sqlite_database& database, const event_id& which, const std::string& reason, wall_time now);
bool park(sqlite_database& database, const event_id& which, const std::string& reason, wall_time now);
std::optional<document> read(sqlite_database& database, const std::string& collection, const std::string& key,
                             wall_time now);
std::optional<std::uint64_t> write(sqlite_database& database, const document& what, wall_time now);
bool erase(sqlite_database& database, const std::string& collection, const std::string& key, std::uint64_t version,
           wall_time now);
std::vector<document> documents(sqlite_database& database, const std::string& collection, const std::string& after,
                                std::size_t most, wall_time now);
std::uint64_t change_count(sqlite_database& database, const std::string& collection);
/// @return how many have expired, and are not there any more
std::size_t trim_documents(sqlite_database& database, std::size_t most, wall_time now);
std::size_t trim(sqlite_database& database, wall_time before, std::size_t most, wall_time now);
std::size_t bring_forward(sqlite_database& database, wall_time now);

}  // namespace frameio::store::sqlite
