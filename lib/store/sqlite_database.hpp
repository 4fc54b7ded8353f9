#pragma once

#include "store/event_id.hpp"
#include "store/records.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace frameio::store {

class sqlite_database;

/// A prepared statement, being bound and stepped through. Values are bound in order, columns are read in order.
/// Reset when destroyed.
class sqlite_query {
public:
    ~sqlite_query();
    sqlite_query(const sqlite_query&) = delete;
    sqlite_query& operator=(const sqlite_query&) = delete;

    /// Texts and octets are not copied: they live until the query has ended.
    sqlite_query& bind(std::int64_t value);
    sqlite_query& bind(std::string_view text);
    sqlite_query& bind(std::span<const std::uint8_t> octets);
    sqlite_query& bind(wall_time when);
    sqlite_query& bind(const event_id& id) {
        return bind(std::span<const std::uint8_t>(id.octets()));
    }
    sqlite_query& bind_nothing();

    /// Goes to the next row.
    /// @return false if there is none
    bool step();
    /// For a statement without rows. @return how many rows it has changed
    int run();
    /// To be bound and run again.
    void again();

    std::int64_t number();
    std::string text();
    std::array<std::uint8_t, 16> key();
    event_id id() {
        return event_id(key());
    }
    wall_time time();
    bool is_nothing() const;  ///< of the next column
    void skip() {
        ++column_;
    }

private:
    friend class sqlite_database;
    sqlite_query(sqlite_database& of, sqlite3_stmt* statement) : of_(of), statement_(statement) {}

    void check(int result) const;

    sqlite_database& of_;
    sqlite3_stmt* statement_;
    int bound_ = 0;
    int column_ = 0;
};

/// A connection to a SQLite file. For one thread at a time.
class sqlite_database {
public:
    enum class mode : std::uint8_t { create, write, read };

    /// A file that is made is for its owner only (0600).
    /// @throws store_error that names the file, what is wrong with it, and the remedy
    sqlite_database(std::string path, mode how, std::chrono::milliseconds patience);
    ~sqlite_database();
    sqlite_database(const sqlite_database&) = delete;
    sqlite_database& operator=(const sqlite_database&) = delete;

    /// `sql` lives for ever: the statement is prepared once.
    sqlite_query query(const char* sql);

    /// Statements without rows that anybody wants.
    void execute(const std::string& sql);

    const std::string& path() const noexcept {
        return path_;
    }

    /// Whether a transaction is open: SQLite ends some by itself when they fail.
    bool in_transaction() const noexcept;

    /// Puts what the log has into the file, and empties it, unless somebody still reads what is older; does not wait.
    /// @return whether it is empty
    /// @throws store_error
    bool empty_log();

    [[noreturn]] void fail(int result) const;

private:
    struct closer {
        void operator()(sqlite3* database) const noexcept;
    };
    struct finalizer {
        void operator()(sqlite3_stmt* statement) const noexcept;
    };

    std::string path_;
    int patience_;  // ms
    std::unique_ptr<sqlite3, closer> database_;
    std::map<const char*, std::unique_ptr<sqlite3_stmt, finalizer>> statements_;
};

}  // namespace frameio::store
