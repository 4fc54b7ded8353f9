#include "store/sqlite_operations.hpp"

// What belongs to no event.

namespace frameio::store::sqlite {
namespace {

/// Counts a change of the collection.
/// @return a version that no document in it has had
std::uint64_t next_version(sqlite_database& database, const std::string& collection) {
    sqlite_query asked = database.query(
        "INSERT INTO collection (name, changes) VALUES (?, 1) "
        "ON CONFLICT (name) DO UPDATE SET changes = changes + 1 RETURNING changes");
    asked.bind(collection).step();
    return static_cast<std::uint64_t>(asked.number());
}

void bind_value(sqlite_query& to, const document& what, std::uint64_t version) {
    to.bind(what.value).bind(static_cast<std::int64_t>(version));
    what.expires ? to.bind(*what.expires) : to.bind_nothing();
}

int put(sqlite_database& database, const document& what, std::uint64_t version, wall_time now) {
    if (what.version == 0) {
        sqlite_query asked = database.query(
            "INSERT INTO document (value, version, expires, collection, key) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (collection, key) DO UPDATE SET value = excluded.value, version = excluded.version, "
            "expires = excluded.expires WHERE document.expires <= ?");
        bind_value(asked, what, version);
        return asked.bind(what.collection).bind(what.key).bind(now).run();
    }
    sqlite_query asked = database.query(
        "UPDATE document SET value = ?, version = ?, expires = ? "
        "WHERE collection = ? AND key = ? AND version = ? AND (expires IS NULL OR expires > ?)");
    bind_value(asked, what, version);
    asked.bind(what.collection).bind(what.key).bind(static_cast<std::int64_t>(what.version)).bind(now);
    return asked.run();
}

document read_row(sqlite_query& from, const std::string& collection) {
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

}  // namespace

std::optional<document> read(sqlite_database& database, const std::string& collection, const std::string& key,
                             wall_time now) {
    sqlite_query asked = database.query(
        "SELECT key, value, version, expires FROM document "
        "WHERE collection = ? AND key = ? AND (expires IS NULL OR expires > ?)");
    if (!asked.bind(collection).bind(key).bind(now).step()) {
        return std::nullopt;
    }
    return read_row(asked, collection);
}

std::optional<std::uint64_t> write(sqlite_database& database, const document& what, wall_time now) {
    const std::uint64_t version = next_version(database, what.collection);
    if (put(database, what, version, now) == 0) {
        return std::nullopt;
    }
    return version;
}

bool erase(sqlite_database& database, const std::string& collection, const std::string& key, std::uint64_t version,
           wall_time now) {
    next_version(database, collection);
    sqlite_query asked = database.query(
        "DELETE FROM document WHERE collection = ? AND key = ? AND version = ? AND (expires IS NULL OR expires > ?)");
    return asked.bind(collection).bind(key).bind(static_cast<std::int64_t>(version)).bind(now).run() != 0;
}

std::vector<document> documents(sqlite_database& database, const std::string& collection, const std::string& after,
                                std::size_t most, wall_time now) {
    sqlite_query asked = database.query(
        "SELECT key, value, version, expires FROM document "
        "WHERE collection = ? AND key > ? AND (expires IS NULL OR expires > ?) ORDER BY key LIMIT ?");
    asked.bind(collection).bind(after).bind(now).bind(static_cast<std::int64_t>(most));
    std::vector<document> found;
    while (asked.step()) {
        found.push_back(read_row(asked, collection));
    }
    return found;
}

std::uint64_t change_count(sqlite_database& database, const std::string& collection) {
    sqlite_query asked = database.query("SELECT changes FROM collection WHERE name = ?");
    return asked.bind(collection).step() ? static_cast<std::uint64_t>(asked.number()) : 0;
}

std::size_t trim_documents(sqlite_database& database, std::size_t most, wall_time now) {
    sqlite_query asked = database.query(
        "DELETE FROM document WHERE (collection, key) IN "
        "(SELECT collection, key FROM document WHERE expires <= ? ORDER BY expires LIMIT ?)");
    return static_cast<std::size_t>(asked.bind(now).bind(static_cast<std::int64_t>(most)).run());
}

}  // namespace frameio::store::sqlite
