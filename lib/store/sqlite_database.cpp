#include "store/sqlite_database.hpp"

#include "store/engine.hpp"

#include <sqlite3.h>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace frameio::store {
namespace {

/// What a failure means to the one who runs the app.
std::string_view remedy_of(int result) {
    switch (result & 0xff) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return "another process holds it; end that one, or give this one a file of its own";
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_AUTH:
            return "it cannot be written; make it and its folder writable for this user";
        case SQLITE_CANTOPEN:
            return "it cannot be opened; check that its folder exists and may be written by this user";
        case SQLITE_NOTADB:
            return "it is no SQLite database; give another path, or move that file away";
        case SQLITE_CORRUPT:
            return "it is damaged; move it away with its -wal and -shm files and restore a copy";
        case SQLITE_FULL:
            return "the disk is full; free some space";
        case SQLITE_IOERR:
            return "the disk fails to read or write; look into the system's log";
        default:
            return "";
    }
}

void make_private(const std::string& path) {
    const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd >= 0) {
        ::close(fd);  // if it could not be made, SQLite says why
    }
}

}  // namespace

void sqlite_database::closer::operator()(sqlite3* database) const noexcept {
    sqlite3_close_v2(database);
}

void sqlite_database::finalizer::operator()(sqlite3_stmt* statement) const noexcept {
    sqlite3_finalize(statement);
}

sqlite_database::sqlite_database(std::string path, mode how, std::chrono::milliseconds patience)
    : path_(std::move(path)), patience_(static_cast<int>(patience.count())) {
    if (how == mode::create) {
        make_private(path_);
    }
    sqlite3* opened = nullptr;
    const int access = how == mode::read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    const int result =
        sqlite3_open_v2(path_.c_str(), &opened, access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
    database_.reset(opened);
    if (result != SQLITE_OK) {
        fail(result);
    }
    sqlite3_busy_timeout(database_.get(), patience_);
}

sqlite_database::~sqlite_database() = default;

void sqlite_database::fail(int result) const {
    std::string text = "the store " + path_ + ": ";
    text += database_ ? sqlite3_errmsg(database_.get()) : sqlite3_errstr(result);
    const std::string_view remedy = remedy_of(result);
    if (!remedy.empty()) {
        text.append("; ").append(remedy);
    }
    throw store_error(text);
}

sqlite_query sqlite_database::query(const char* sql) {
    auto& statement = statements_[sql];
    if (!statement) {
        sqlite3_stmt* made = nullptr;
        const int result = sqlite3_prepare_v3(database_.get(), sql, -1, SQLITE_PREPARE_PERSISTENT, &made, nullptr);
        if (result != SQLITE_OK) {
            fail(result);
        }
        statement.reset(made);
    }
    return {*this, statement.get()};
}

void sqlite_database::execute(const std::string& sql) {
    const int result = sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr);
    if (result != SQLITE_OK) {
        fail(result);
    }
}

bool sqlite_database::in_transaction() const noexcept {
    return sqlite3_get_autocommit(database_.get()) == 0;
}

bool sqlite_database::empty_log() {
    sqlite3_busy_timeout(database_.get(), 0);
    const int result =
        sqlite3_wal_checkpoint_v2(database_.get(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    sqlite3_busy_timeout(database_.get(), patience_);
    if (result != SQLITE_OK && (result & 0xff) != SQLITE_BUSY) {
        fail(result);
    }
    return result == SQLITE_OK;
}

sqlite_query::~sqlite_query() {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
}

void sqlite_query::check(int result) const {
    if (result != SQLITE_OK) {
        of_.fail(result);
    }
}

sqlite_query& sqlite_query::bind(std::int64_t value) {
    check(sqlite3_bind_int64(statement_, ++bound_, value));
    return *this;
}

sqlite_query& sqlite_query::bind(std::string_view text) {
    const char* const from = text.data() == nullptr ? "" : text.data();
    check(sqlite3_bind_text64(statement_, ++bound_, from, text.size(), SQLITE_STATIC, SQLITE_UTF8));
    return *this;
}

sqlite_query& sqlite_query::bind(std::span<const std::uint8_t> octets) {
    check(sqlite3_bind_blob64(statement_, ++bound_, octets.data(), octets.size(), SQLITE_STATIC));
    return *this;
}

sqlite_query& sqlite_query::bind(wall_time when) {
    return bind(std::int64_t{std::chrono::floor<std::chrono::milliseconds>(when).time_since_epoch().count()});
}

sqlite_query& sqlite_query::bind_nothing() {
    check(sqlite3_bind_null(statement_, ++bound_));
    return *this;
}

bool sqlite_query::step() {
    column_ = 0;
    const int result = sqlite3_step(statement_);
    if (result != SQLITE_ROW && result != SQLITE_DONE) {
        of_.fail(result);
    }
    return result == SQLITE_ROW;
}

int sqlite_query::run() {
    while (step()) {
    }
    return sqlite3_changes(sqlite3_db_handle(statement_));
}

void sqlite_query::again() {
    sqlite3_reset(statement_);
    bound_ = 0;
}

std::int64_t sqlite_query::number() {
    return sqlite3_column_int64(statement_, column_++);
}

std::string sqlite_query::text() {
    const int at = column_++;
    const auto* const from = static_cast<const char*>(sqlite3_column_blob(statement_, at));
    return from == nullptr ? std::string()
                           : std::string(from, static_cast<std::size_t>(sqlite3_column_bytes(statement_, at)));
}

std::array<std::uint8_t, 16> sqlite_query::key() {
    std::array<std::uint8_t, 16> made{};
    const int at = column_++;
    const void* const from = sqlite3_column_blob(statement_, at);
    const auto size =
        std::min<std::size_t>(static_cast<std::size_t>(sqlite3_column_bytes(statement_, at)), made.size());
    if (from != nullptr) {
        std::memcpy(made.data(), from, size);
    }
    return made;
}

wall_time sqlite_query::time() {
    return wall_time(std::chrono::milliseconds(number()));
}

bool sqlite_query::is_nothing() const {
    return sqlite3_column_type(statement_, column_) == SQLITE_NULL;
}

}  // namespace frameio::store
