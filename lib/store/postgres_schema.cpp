#include "store/postgres_schema.hpp"

#include "store/engine.hpp"

#include <array>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace frameio::store {

namespace asio = boost::asio;

namespace {

// The states and kinds are numbers, in the order of their enumerations; times are milliseconds. Texts are `bytea`, as
// they came: PostgreSQL's own texts take neither NUL nor what is not UTF-8, and sort by the language of the server. A
// partial index holds only what it is for, so that what is done costs nothing.
constexpr std::array first_version{
    "CREATE TABLE event ("
    "id uuid PRIMARY KEY, "
    "kind smallint NOT NULL, route bytea NOT NULL, type bytea NOT NULL, tenant bytea NOT NULL, "
    "resource_type bytea NOT NULL, resource_id bytea NOT NULL, order_key bytea NOT NULL, "
    "body bytea NOT NULL, stamp bigint NOT NULL, received bigint NOT NULL, "
    "state smallint NOT NULL, due bigint NOT NULL, "
    "tries bigint NOT NULL DEFAULT 0, runs bigint NOT NULL DEFAULT 0, "
    "epoch bigint NOT NULL DEFAULT 0, leased_until bigint NOT NULL DEFAULT 0, "
    "seen bigint NOT NULL DEFAULT 1, clean smallint NOT NULL DEFAULT 0, "
    "first_copy bigint NOT NULL, last_copy bigint NOT NULL, began bigint, "
    "status bigint NOT NULL DEFAULT 0, answer bytea NOT NULL DEFAULT '', "
    "reason bytea NOT NULL DEFAULT '', done_at bigint NOT NULL DEFAULT 0)",
    "CREATE INDEX event_due ON event (kind, tenant, due, id) WHERE state = 0",
    "CREATE INDEX event_next ON event (due) WHERE state = 0",
    "CREATE INDEX event_lease ON event (leased_until) WHERE state = 1",
    "CREATE INDEX event_order ON event (order_key, id) WHERE state < 2 AND order_key <> ''",
    "CREATE INDEX event_done ON event (done_at) WHERE state = 2",
    "CREATE INDEX event_parked ON event (id) WHERE state = 3",
    "CREATE TABLE ledger (key bytea PRIMARY KEY, event uuid NOT NULL, forget_at bigint NOT NULL)",
    "CREATE INDEX ledger_forget ON ledger (forget_at)",
    "CREATE TABLE run ("
    "event uuid NOT NULL, number bigint NOT NULL, owner bytea NOT NULL, began bigint NOT NULL, "
    "ended bigint, ending bytea NOT NULL DEFAULT '', reason bytea NOT NULL DEFAULT '', "
    "PRIMARY KEY (event, number))",
    "CREATE TABLE step ("
    "event uuid NOT NULL, key bytea NOT NULL, occurrence bigint NOT NULL, "
    "number bigint GENERATED ALWAYS AS IDENTITY, "
    "what bytea NOT NULL, ended smallint NOT NULL, status bigint NOT NULL, result bytea NOT NULL, "
    "began bigint NOT NULL, finished bigint NOT NULL, "
    "PRIMARY KEY (event, key, occurrence))",
};

// Actions, and what program ran an event.
constexpr std::array second_version{
    "ALTER TABLE event ADD COLUMN interaction bytea NOT NULL DEFAULT ''",
    "ALTER TABLE run ADD COLUMN build bytea NOT NULL DEFAULT ''",
    "CREATE INDEX event_interaction ON event (route, interaction, id) WHERE interaction <> ''",
};

// What belongs to no event.
constexpr std::array third_version{
    "CREATE TABLE document ("
    "collection bytea NOT NULL, key bytea NOT NULL, value bytea NOT NULL, version bigint NOT NULL, expires bigint, "
    "PRIMARY KEY (collection, key))",
    "CREATE INDEX document_expires ON document (expires) WHERE expires IS NOT NULL",
    "CREATE TABLE collection (name bytea PRIMARY KEY, changes bigint NOT NULL)",
};

// Each brings the schema from the version of its place to the next.
constexpr std::array<std::span<const char* const>, postgres_schema_version> migrations{first_version, second_version,
                                                                                       third_version};

[[noreturn]] void refuse(const postgres_connection& connection, const std::string& why) {
    throw store_error("the store " + connection.address().shown() + ": " + why);
}

/// What is there now.
struct schema_facts {
    bool exists = false;
    bool has_version = false;
    bool is_empty = true;
    std::int64_t version = 0;
};

asio::awaitable<std::int64_t> read_version(postgres_connection& connection) {
    postgres_batch batch;
    batch.add("SELECT number FROM frameio_version");
    auto rows = co_await connection.perform(std::move(batch));
    co_return rows[0].step() ? rows[0].number() : 0;
}

asio::awaitable<schema_facts> look(postgres_connection& connection) {
    postgres_batch batch;
    batch
        .add(
            "SELECT count(DISTINCT namespace.oid), count(class.oid), "
            "count(class.oid) FILTER (WHERE class.relname = 'frameio_version') "
            "FROM pg_namespace AS namespace LEFT JOIN pg_class AS class ON class.relnamespace = namespace.oid "
            "WHERE namespace.nspname = convert_from($1, 'UTF8')::name")
        .bind(connection.address().schema());
    auto rows = co_await connection.perform(std::move(batch));
    schema_facts found;
    rows[0].step();
    found.exists = rows[0].number() != 0;
    found.is_empty = rows[0].number() == 0;
    found.has_version = rows[0].number() != 0;
    if (found.has_version) {
        found.version = co_await read_version(connection);
    }
    co_return found;
}

void check(const postgres_connection& connection, const schema_facts& found) {
    if (!found.has_version && !found.is_empty) {
        refuse(connection, "it is a schema of something else; name another one with ?schema=NAME");
    }
    if (found.version > postgres_schema_version) {
        refuse(connection, "a newer version of the library has made it (schema " + std::to_string(found.version) +
                               ", this one knows " + std::to_string(postgres_schema_version) +
                               "); use that version, or name another one with ?schema=NAME");
    }
}

asio::awaitable<void> lock_out_others(postgres_connection& connection) {
    postgres_batch batch;
    batch.begin();
    batch.add("SELECT pg_advisory_xact_lock(hashtextextended('frameio schema ' || convert_from($1, 'UTF8'), 0))")
        .bind(connection.address().schema());
    co_await connection.perform(std::move(batch));
}

// The schema's name is a plain one: the address has seen to that.
asio::awaitable<void> bring_forward(postgres_connection& connection, const schema_facts& from) {
    postgres_batch batch;
    if (!from.exists) {
        batch.add_once("CREATE SCHEMA " + connection.address().schema());
    }
    if (!from.has_version) {
        batch.add_once("CREATE TABLE frameio_version (number bigint NOT NULL)");
        batch.add_once("INSERT INTO frameio_version VALUES (0)");
    }
    for (auto version = from.version; version < postgres_schema_version; ++version) {
        for (const char* const sql : migrations[static_cast<std::size_t>(version)]) {
            batch.add_once(sql);
        }
    }
    batch.add_once("UPDATE frameio_version SET number = " + std::to_string(postgres_schema_version));
    batch.commit();
    co_await connection.perform(std::move(batch));
}

}  // namespace

asio::awaitable<void> migrate(postgres_connection& connection) {
    schema_facts found = co_await look(connection);
    check(connection, found);
    if (found.version == postgres_schema_version) {
        co_return;
    }
    co_await lock_out_others(connection);
    found = co_await look(connection);  // another process may have been faster
    check(connection, found);
    co_await bring_forward(connection, found);
}

asio::awaitable<std::int64_t> schema_version(postgres_connection& connection) {
    const schema_facts found = co_await look(connection);
    check(connection, found);
    co_return found.version;
}

asio::awaitable<void> check_schema(postgres_connection& connection) {
    const schema_facts found = co_await look(connection);
    check(connection, found);
    if (!found.has_version) {
        refuse(connection,
               "there is nothing in it; give the address that the app was started with, or start the app "
               "once, which makes it");
    }
    if (found.version != postgres_schema_version) {
        refuse(connection,
               "it has schema " + std::to_string(found.version) + ", this library wants " +
                   std::to_string(postgres_schema_version) +
                   "; start an app of this version on it once, or run \"frameio store migrate\", which brings it "
                   "there");
    }
}

}  // namespace frameio::store
