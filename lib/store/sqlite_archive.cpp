#include "store/sqlite_archive.hpp"

#include "store/engine.hpp"
#include "store/sqlite_schema.hpp"

#include <span>
#include <utility>

namespace frameio::store {
namespace {

constexpr std::chrono::seconds patience{2};  // for another process to end its transaction

archive_value read_value(sqlite_query& from, column_kind kind) {
    if (from.is_nothing()) {
        from.skip();
        return {};
    }
    if (kind == column_kind::number || kind == column_kind::number_or_nothing) {
        return from.number();
    }
    return from.text();
}

std::span<const std::uint8_t> octets_of(const std::string& text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

// A text that is bound as octets would be another value than the same text.
void bind(sqlite_query& to, const archive_value& value, column_kind kind) {
    if (const auto* const number = std::get_if<std::int64_t>(&value)) {
        to.bind(*number);
    } else if (const auto* const octets = std::get_if<std::string>(&value)) {
        if (kind == column_kind::text) {
            to.bind(std::string_view(*octets));
        } else {
            to.bind(octets_of(*octets));
        }
    } else {
        to.bind_nothing();
    }
}

void bind(sqlite_query& to, const archive_row& row, std::span<const archive_column> columns) {
    for (std::size_t at = 0; at < columns.size(); ++at) {
        bind(to, row.at(at), columns[at].kind);
    }
}

}  // namespace

sqlite_archive::sqlite_archive(const std::string& path, purpose what_for) {
    if (what_for == purpose::fill) {
        open_to_fill(path);
    } else {
        open_existing(path, what_for);
    }
    version_ = schema_version(*database_);
}

sqlite_archive::~sqlite_archive() = default;

void sqlite_archive::open_existing(const std::string& path, purpose what_for) {
    require_sqlite_file(path);
    if (what_for == purpose::take) {
        lock_.emplace(path);
    }
    // What a killed app has left in the log becomes part of the file: that takes the right to write.
    database_.emplace(path, sqlite_database::mode::write, patience);
    database_->execute("PRAGMA query_only = ON");
    if (what_for == purpose::take || schema_version(*database_) == 0) {
        check_schema(*database_);
    }
    database_->execute("BEGIN");
}

void sqlite_archive::open_to_fill(const std::string& path) {
    lock_.emplace(path);
    database_.emplace(path, sqlite_database::mode::create, patience);
    prepare_connection(*database_);
    store::migrate(*database_);
    database_->execute("BEGIN IMMEDIATE");
}

std::int64_t sqlite_archive::newest_version() const noexcept {
    return sqlite_schema_version;
}

std::optional<std::int64_t> sqlite_archive::ask(const char* sql, std::optional<std::int64_t> parameter) {
    sqlite_query asked = database_->query(sql);
    if (parameter) {
        asked.bind(*parameter);
    }
    return asked.step() && !asked.is_nothing() ? std::optional(asked.number()) : std::nullopt;
}

std::vector<std::string> sqlite_archive::damage() {
    std::vector<std::string> found;
    try {
        sqlite_query asked = database_->query("PRAGMA integrity_check(10)");
        while (asked.step()) {
            std::string line = asked.text();
            if (line != "ok") {
                found.push_back(std::move(line));
            }
        }
    } catch (const store_error& failure) {  // so damaged that not even that can be told
        found.emplace_back(failure.what());
    }
    return found;
}

std::uint64_t sqlite_archive::count(const archive_table& of) {
    return static_cast<std::uint64_t>(ask(statements_.of(of).count.c_str(), {}).value_or(0));
}

std::vector<archive_row> sqlite_archive::read(const archive_table& from, const archive_row& after) {
    const archive_sql& sql = statements_.of(from);
    sqlite_query asked = database_->query(after.empty() ? sql.first.c_str() : sql.behind.c_str());
    if (!after.empty()) {
        bind(asked, after, from.columns.first(from.keys));
    }
    std::vector<archive_row> found;
    while (asked.step()) {
        archive_row& row = found.emplace_back();
        for (const archive_column& each : from.columns) {
            row.push_back(read_value(asked, each.kind));
        }
    }
    return found;
}

void sqlite_archive::write(const archive_table& to, const std::vector<archive_row>& rows) {
    const archive_sql& sql = statements_.of(to);
    const std::string& insert = inserts_.try_emplace(to.name, sql.insert + sql.values).first->second;
    for (const archive_row& each : rows) {
        sqlite_query query = database_->query(insert.c_str());
        bind(query, each, to.columns);
        query.run();
    }
}

void sqlite_archive::commit() {
    database_->execute("COMMIT");
}

migration sqlite_archive::migrate(const std::string& path) {
    const sqlite_lock lock(path);
    sqlite_database database(path, sqlite_database::mode::create, patience);
    migration done;
    done.shown = path;
    done.from = schema_version(database);
    prepare_connection(database);
    store::migrate(database);
    done.to = schema_version(database);
    return done;
}

}  // namespace frameio::store
