#include "store/sqlite_schema.hpp"

#include "store/engine.hpp"

#include <array>
#include <string>

namespace frameio::store {
namespace {

constexpr std::int64_t our_application = 0x66726d65;  // "frme"

// The states and kinds are numbers, in the order of their enumerations. A partial index holds only what it is for, so
// that what is done costs nothing.
constexpr const char* first_version = R"(
CREATE TABLE event (
    id BLOB PRIMARY KEY,
    kind INTEGER NOT NULL, route TEXT NOT NULL, type TEXT NOT NULL, tenant TEXT NOT NULL,
    resource_type TEXT NOT NULL, resource_id TEXT NOT NULL, order_key TEXT NOT NULL,
    body TEXT NOT NULL, stamp INTEGER NOT NULL, received INTEGER NOT NULL,
    state INTEGER NOT NULL, due INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0, runs INTEGER NOT NULL DEFAULT 0,
    epoch INTEGER NOT NULL DEFAULT 0, leased_until INTEGER NOT NULL DEFAULT 0,
    seen INTEGER NOT NULL DEFAULT 1, clean INTEGER NOT NULL DEFAULT 0,
    first_copy INTEGER NOT NULL, last_copy INTEGER NOT NULL, began INTEGER,
    status INTEGER NOT NULL DEFAULT 0, answer TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '', done_at INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX event_due ON event (kind, tenant, due, id) WHERE state = 0;
CREATE INDEX event_lease ON event (leased_until) WHERE state = 1;
CREATE INDEX event_order ON event (order_key, id) WHERE state < 2 AND order_key <> '';
CREATE INDEX event_done ON event (done_at) WHERE state = 2;
CREATE INDEX event_parked ON event (id) WHERE state = 3;
CREATE VIEW startable AS
    SELECT id, kind, tenant, route, state, due, leased_until FROM event
    WHERE order_key = '' OR NOT EXISTS (
        SELECT 1 FROM event AS earlier
        WHERE earlier.order_key = event.order_key AND earlier.order_key <> '' AND earlier.state < 2
            AND earlier.id < event.id);
CREATE TABLE ledger (key BLOB PRIMARY KEY, event BLOB NOT NULL, forget_at INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX ledger_forget ON ledger (forget_at);
CREATE TABLE run (
    event BLOB NOT NULL, number INTEGER NOT NULL, owner TEXT NOT NULL, began INTEGER NOT NULL,
    ended INTEGER, ending TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (event, number)
) WITHOUT ROWID;
CREATE TABLE step (
    event BLOB NOT NULL, key BLOB NOT NULL, occurrence INTEGER NOT NULL, number INTEGER NOT NULL,
    what TEXT NOT NULL, ended INTEGER NOT NULL, status INTEGER NOT NULL, result TEXT NOT NULL,
    began INTEGER NOT NULL, finished INTEGER NOT NULL,
    PRIMARY KEY (event, key, occurrence)
) WITHOUT ROWID;
)";

// Actions, and what program ran an event.
constexpr const char* second_version = R"(
ALTER TABLE event ADD COLUMN interaction TEXT NOT NULL DEFAULT '';
ALTER TABLE run ADD COLUMN build TEXT NOT NULL DEFAULT '';
CREATE INDEX event_interaction ON event (route, interaction, id) WHERE interaction <> '';
)";

// What is due of one route alone, however much of the others waits before it.
constexpr const char* third_version = R"(
CREATE INDEX event_route ON event (route, kind, tenant, due, id) WHERE state = 0;
)";

// What belongs to no event.
constexpr const char* fourth_version = R"(
CREATE TABLE document (
    collection TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, version INTEGER NOT NULL, expires INTEGER,
    PRIMARY KEY (collection, key)
) WITHOUT ROWID;
CREATE INDEX document_expires ON document (expires) WHERE expires IS NOT NULL;
CREATE TABLE collection (name TEXT PRIMARY KEY, changes INTEGER NOT NULL) WITHOUT ROWID;
)";

// Each brings the schema from the version of its place to the next.
constexpr std::array<const char*, sqlite_schema_version> migrations{first_version, second_version, third_version,
                                                                    fourth_version};

std::int64_t pragma(sqlite_database& database, const char* sql) {
    sqlite_query asked = database.query(sql);
    return asked.step() ? asked.number() : 0;
}

std::int64_t version_of(sqlite_database& database) {
    return pragma(database, "PRAGMA user_version");
}

[[noreturn]] void refuse(const sqlite_database& database, const std::string& why) {
    throw store_error("the store " + database.path() + ": " + why);
}

void check_owner(sqlite_database& database) {
    const bool ours = pragma(database, "PRAGMA application_id") == our_application;
    const bool empty = pragma(database, "SELECT count(*) FROM sqlite_schema") == 0;
    if (!ours && !empty) {
        refuse(database, "it is a database of something else; give another path");
    }
    if (version_of(database) > sqlite_schema_version) {
        refuse(database, "a newer version of the library has made it (schema " + std::to_string(version_of(database)) +
                             ", this one knows " + std::to_string(sqlite_schema_version) +
                             "); use that version, or give another path");
    }
}

// After a sync that failed, in this process or in one before it, nobody knows which part of the log is on the disk:
// reading it proves nothing, and a later sync does not write it again. With a part missing, all that is behind it would
// be lost, too. So what the log has is written to the file, and synced there, and the log begins anew.
void begin_log(sqlite_database& database) {
    sqlite_query asked = database.query("PRAGMA wal_checkpoint(TRUNCATE)");
    if (asked.step() && asked.number() != 0) {
        refuse(database,
               "another process has been reading or writing it for a while, such as a \"frameio store check\" or a "
               "backup; "
               "wait for its end, or end it");
    }
}

}  // namespace

void prepare_connection(sqlite_database& database) {
    database.execute("PRAGMA journal_mode = WAL");
    database.execute("PRAGMA synchronous = FULL");
    database.execute("PRAGMA cache_size = -65536");  // KiB, at most: the ledger is read in no order
    begin_log(database);
}

void migrate(sqlite_database& database) {
    check_owner(database);
    if (version_of(database) == sqlite_schema_version) {
        return;
    }
    database.execute("BEGIN IMMEDIATE");
    check_owner(database);  // another process may have been faster
    for (auto version = version_of(database); version < sqlite_schema_version; ++version) {
        database.execute(migrations[static_cast<std::size_t>(version)]);
    }
    database.execute("PRAGMA application_id = " + std::to_string(our_application));
    database.execute("PRAGMA user_version = " + std::to_string(sqlite_schema_version));
    database.execute("COMMIT");
}

std::int64_t schema_version(sqlite_database& database) {
    check_owner(database);
    return version_of(database);
}

void check_schema(sqlite_database& database) {
    check_owner(database);
    if (version_of(database) != sqlite_schema_version) {
        refuse(database,
               "it has schema " + std::to_string(version_of(database)) + ", this library wants " +
                   std::to_string(sqlite_schema_version) +
                   "; start an app of this version on it once, or run \"frameio store migrate\", which brings it "
                   "there");
    }
}

}  // namespace frameio::store
