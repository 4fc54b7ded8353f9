#pragma once

#include "store/archive.hpp"
#include "store/archive_sql.hpp"
#include "store/sqlite_database.hpp"
#include "store/sqlite_lock.hpp"

#include <optional>
#include <string>
#include <vector>

namespace frameio::store {

/// A SQLite file as rows. Who takes or fills it has the lock of the process that works on it.
class sqlite_archive final : public archive {
public:
    /// @throws store_error
    sqlite_archive(const std::string& path, purpose what_for);
    ~sqlite_archive() override;

    const std::string& shown() const noexcept override {
        return database_->path();
    }
    std::int64_t version() const noexcept override {
        return version_;
    }
    std::int64_t newest_version() const noexcept override;
    std::optional<std::int64_t> ask(const char* sql, std::optional<std::int64_t> parameter) override;
    std::vector<std::string> damage() override;
    std::uint64_t count(const archive_table& of) override;
    std::vector<archive_row> read(const archive_table& from, const archive_row& after) override;
    void write(const archive_table& to, const std::vector<archive_row>& rows) override;
    void commit() override;

    /// @throws store_error
    static migration migrate(const std::string& path);

private:
    void open_existing(const std::string& path, purpose what_for);
    void open_to_fill(const std::string& path);

    archive_statements statements_;
    std::optional<sqlite_lock> lock_;
    std::optional<sqlite_database> database_;
    std::int64_t version_ = 0;
    std::map<std::string_view, std::string> inserts_;
};

}  // namespace frameio::store
