#pragma once

#include "store/postgres_connection.hpp"
#include "store/records.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// What an engine does, each a transaction of its own. `now` is the time of the call. Arguments live until the end.
/// They throw `postgres_failure`.

namespace frameio::store::postgres {

template <class T>
using awaitable = boost::asio::awaitable<T>;

/// What an admission has tried to commit, for when nobody knows what became of that.
struct admission_attempt {
    admission_attempt(admission what, wall_time at) : made(std::move(what)), when(at) {}

    admission made;
    wall_time when;
};

/// An arrival, and the last attempt to admit it.
struct admission_request {
    explicit admission_request(arrival given) : what(std::move(given)) {}

    arrival what;
    std::optional<admission_attempt> before;
};

using admission_group = std::vector<admission_request*>;

/// Admits all in one transaction; no two of them have a key in common. `before` is what each is told then. What an
/// attempt before has committed is not done twice.
awaitable<void> admit(postgres_connection& connection, const admission_group& all, wall_time now);
awaitable<void> acknowledge(postgres_connection& connection, const std::vector<event_id>& which);

/// `last_tenant` is the one that had the last turn, `last_route` the route with a limit that had, or empty for all
/// others; both are changed.
awaitable<std::vector<work>> claim(postgres_connection& connection, const claim_request& wanted,
                                   std::string& last_tenant, std::string& last_route, wall_time now);
awaitable<std::vector<lease>> renew(postgres_connection& connection, const std::vector<lease>& held, wall_time until);
awaitable<void> give_back(postgres_connection& connection, const std::vector<lease>& held, wall_time now);
/// `tried` says whether it may have been done already; set.
awaitable<bool> finish(postgres_connection& connection, const lease& held, const outcome& how, wall_time now,
                       bool& tried);
awaitable<std::optional<wall_time>> next_due(postgres_connection& connection);

/// Adds the statement that tells all processes that there is something to be run; see `postgres_bell`.
void add_news(postgres_batch& to);

/// Adds the statement that leases the event to the owner of that arrival, whoever had it before.
void add_run(postgres_batch& to, const event_id& id, const arrival& what, wall_time now);

awaitable<std::size_t> waiting(postgres_connection& connection, std::size_t most);
awaitable<std::vector<event_id>> interaction(postgres_connection& connection, const std::string& route,
                                             const std::string& id);

awaitable<bool> record(postgres_connection& connection, const lease& held, const step& what);
awaitable<std::vector<step>> steps(postgres_connection& connection, const event_id& of);
awaitable<std::vector<event_summary>> list(postgres_connection& connection, const list_query& wanted);
awaitable<std::optional<event_details>> find(postgres_connection& connection, const event_id& which);
awaitable<event_counts> count(postgres_connection& connection);

/// A person's decision: the event is in this state now. Pending ones start anew.
awaitable<bool> decide(postgres_connection& connection, const event_id& which, event_state to,
                       const std::string& reason, wall_time now);
awaitable<std::optional<document>> read(postgres_connection& connection, const std::string& collection,
                                        const std::string& key, wall_time now);
/// `tried` says whether it may have been done already; set. So it is for `erase`.
awaitable<std::optional<std::uint64_t>> write(postgres_connection& connection, const document& what, wall_time now,
                                              bool& tried);
awaitable<bool> erase(postgres_connection& connection, const document& what, wall_time now, bool& tried);
awaitable<std::vector<document>> documents(postgres_connection& connection, const std::string& collection,
                                           const std::string& after, std::size_t most, wall_time now);
awaitable<std::uint64_t> change_count(postgres_connection& connection, const std::string& collection);
awaitable<std::size_t> trim(postgres_connection& connection, wall_time before, std::size_t most, wall_time now);
awaitable<std::size_t> bring_forward(postgres_connection& connection, wall_time now);

}  // namespace frameio::store::postgres
