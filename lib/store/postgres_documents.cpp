#include "store/postgres_operations.hpp"

#include <utility>

// What belongs to no event. Whoever changes a collection locks its row: its versions are in the order of the commits.

namespace frameio::store::postgres {
namespace {

// Only the part behind differs.
#define FRAMEIO_NEXT_VERSION                                                    \
    "WITH next AS (INSERT INTO collection AS c (name, changes) VALUES ($1, 1) " \
    "ON CONFLICT (name) DO UPDATE SET changes = c.changes + 1 RETURNING c.changes) "

document read_row(postgres_rows& from, const std::string& collection) {
    document found;
    found.collection = collection;
    found.key = from.text();
    found.value = from.text();
    found.version = static_cast<std::uint64_t>(from.number());
    if (!from.is_nothing()) {
        found.expires = from.time();
    }
    return found;
}

void add_insertion(postgres_batch& to, const document& what, wall_time now) {
    to.add(FRAMEIO_NEXT_VERSION
           "INSERT INTO document (collection, key, value, version, expires) SELECT $1, $2, $3, changes, $4 FROM next "
           "ON CONFLICT (collection, key) DO UPDATE SET value = excluded.value, version = excluded.version, "
           "expires = excluded.expires WHERE document.expires <= $5 RETURNING version")
        .bind(what.collection)
        .bind(what.key)
        .bind(what.value)
        .bind(what.expires)
        .bind(now);
}

void add_update(postgres_batch& to, const document& what, wall_time now) {
    to.add(FRAMEIO_NEXT_VERSION
           "UPDATE document SET value = $3, version = next.changes, expires = $4 FROM next "
           "WHERE collection = $1 AND key = $2 AND version = $6 AND (expires IS NULL OR expires > $5) "
           "RETURNING version")
        .bind(what.collection)
        .bind(what.key)
        .bind(what.value)
        .bind(what.expires)
        .bind(now)
        .bind(static_cast<std::int64_t>(what.version));
}

/// The version of the document that has just this value, if it was written since.
void add_search(postgres_batch& to, const document& what) {
    to.add("SELECT version FROM document WHERE collection = $1 AND key = $2 AND value = $3 AND version > $4")
        .bind(what.collection)
        .bind(what.key)
        .bind(what.value)
        .bind(static_cast<std::int64_t>(what.version));
}

}  // namespace

awaitable<std::optional<document>> read(postgres_connection& connection, const std::string& collection,
                                        const std::string& key, wall_time now) {
    postgres_batch batch;
    batch
        .add(
            "SELECT key, value, version, expires FROM document "
            "WHERE collection = $1 AND key = $2 AND (expires IS NULL OR expires > $3)")
        .bind(collection)
        .bind(key)
        .bind(now);
    auto rows = co_await connection.perform(std::move(batch));
    if (!rows[0].step()) {
        co_return std::nullopt;
    }
    co_return read_row(rows[0], collection);
}

// Values are sealed or name who wrote them, so that one which is there already, when this is done again, is this one.
awaitable<std::optional<std::uint64_t>> write(postgres_connection& connection, const document& what, wall_time now,
                                              bool& tried) {
    const bool was_tried = std::exchange(tried, true);
    postgres_batch batch;
    what.version == 0 ? add_insertion(batch, what, now) : add_update(batch, what, now);
    auto rows = co_await connection.perform(std::move(batch));
    if (rows[0].step()) {
        co_return static_cast<std::uint64_t>(rows[0].number());
    }
    if (was_tried) {
        postgres_batch again;
        add_search(again, what);
        auto found = co_await connection.perform(std::move(again));
        if (found[0].step()) {
            co_return static_cast<std::uint64_t>(found[0].number());
        }
    }
    co_return std::nullopt;
}

// If it is not there any more when this is done again, that was the first time's doing, as far as anybody can tell.
awaitable<bool> erase(postgres_connection& connection, const document& what, wall_time now, bool& tried) {
    const bool was_tried = std::exchange(tried, true);
    postgres_batch batch;
    batch
        .add(FRAMEIO_NEXT_VERSION
             "DELETE FROM document USING next WHERE collection = $1 AND key = $2 AND version = $3 "
             "AND (expires IS NULL OR expires > $4) RETURNING 1")
        .bind(what.collection)
        .bind(what.key)
        .bind(static_cast<std::int64_t>(what.version))
        .bind(now);
    auto rows = co_await connection.perform(std::move(batch));
    if (rows[0].step()) {
        co_return true;
    }
    if (!was_tried) {
        co_return false;
    }
    const auto there = co_await read(connection, what.collection, what.key, now);
    co_return !there.has_value();
}

#undef FRAMEIO_NEXT_VERSION

awaitable<std::vector<document>> documents(postgres_connection& connection, const std::string& collection,
                                           const std::string& after, std::size_t most, wall_time now) {
    postgres_batch batch;
    batch
        .add(
            "SELECT key, value, version, expires FROM document "
            "WHERE collection = $1 AND key > $2 AND (expires IS NULL OR expires > $3) ORDER BY key LIMIT $4")
        .bind(collection)
        .bind(after)
        .bind(now)
        .bind(static_cast<std::int64_t>(most));
    auto rows = co_await connection.perform(std::move(batch));
    std::vector<document> found;
    while (rows[0].step()) {
        found.push_back(read_row(rows[0], collection));
    }
    co_return found;
}

awaitable<std::uint64_t> change_count(postgres_connection& connection, const std::string& collection) {
    postgres_batch batch;
    batch.add("SELECT changes FROM collection WHERE name = $1").bind(collection);
    auto rows = co_await connection.perform(std::move(batch));
    co_return rows[0].step() ? static_cast<std::uint64_t>(rows[0].number()) : 0;
}

}  // namespace frameio::store::postgres
