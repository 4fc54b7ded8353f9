#pragma once

#include "store/records.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// A store as rows, for what is done to a whole store: to look whether it is sound, to move it to another engine. Apps
/// work with `engine`.

namespace frameio::store {

enum class column_kind : std::uint8_t {
    number,
    number_or_nothing,
    text,  ///< any octets
    id,    ///< of an event
    key    ///< of the ledger or the journal: octets
};

struct archive_column {
    const char* name;
    column_kind kind;
};

struct archive_table {
    const char* name;
    std::span<const archive_column> columns;  ///< those of the primary key first
    std::size_t keys;                         ///< how many of them that has
};

/// All tables that a store has, with all their columns; the same ones in every engine that outlives its process.
std::span<const archive_table> archive_tables() noexcept;

using archive_value = std::variant<std::monostate, std::int64_t, std::string>;
using archive_row = std::vector<archive_value>;

/// A store that was opened to be read or filled as a whole: one transaction, from the opening until `commit` or the
/// destruction, which takes back what was written. For one thread.
///
/// Operations throw `store_error`.
class archive {
public:
    /// What it is opened for.
    enum class purpose : std::uint8_t {
        look,  ///< beside a process that works on it; changes nothing
        take,  ///< nobody changes it meanwhile
        fill   ///< nobody else writes to it; made, or brought to the newest schema, before
    };

    virtual ~archive() = default;
    archive() = default;
    archive(const archive&) = delete;
    archive& operator=(const archive&) = delete;

    /// For people, without any password.
    virtual const std::string& shown() const noexcept = 0;

    /// Of its schema.
    virtual std::int64_t version() const noexcept = 0;
    /// The one that this library writes.
    virtual std::int64_t newest_version() const noexcept = 0;

    /// The one number that a statement gives, nothing if that is NULL.
    /// @param sql  lives as long as the archive
    /// @param parameter  of the statement, where it has $1
    virtual std::optional<std::int64_t> ask(const char* sql, std::optional<std::int64_t> parameter = {}) = 0;

    /// What the engine itself finds wrong with what it keeps, a line each; only so many of them.
    virtual std::vector<std::string> damage() = 0;

    virtual std::uint64_t count(const archive_table& of) = 0;

    /// The next rows in the order of the primary key, behind that of the row `after`, or the first ones if it is empty.
    /// A few of them, so that a store of any size can be read; none at the end.
    virtual std::vector<archive_row> read(const archive_table& from, const archive_row& after) = 0;

    virtual void write(const archive_table& to, const std::vector<archive_row>& rows) = 0;

    virtual void commit() = 0;
};

/// @throws store_error that names the address, what is wrong with it, and the remedy; also for a store of an older
/// schema, unless it is to be looked at only
std::unique_ptr<archive> open_archive(std::string_view address, archive::purpose what_for, clock& time);

/// From which version of the schema to which a store was brought.
struct migration {
    std::string shown;      ///< the store's address, without any password
    std::int64_t from = 0;  ///< 0: there was none
    std::int64_t to = 0;
};

/// Makes a store, or brings it to the newest schema; not while a process works on it, where only one may.
/// @throws store_error
migration migrate_store(std::string_view address);

}  // namespace frameio::store
