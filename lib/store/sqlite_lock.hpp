#pragma once

#include <string>

namespace frameio::store {

/// Held by the process that works on a SQLite store, in a file beside it. SQLite's own locks come and go with each
/// transaction.
class sqlite_lock {
public:
    /// @throws store_error if another process has it, or if it is there but cannot be opened or locked
    explicit sqlite_lock(const std::string& store);
    ~sqlite_lock();
    sqlite_lock(const sqlite_lock&) = delete;
    sqlite_lock& operator=(const sqlite_lock&) = delete;

private:
    int fd_;
};

/// @throws store_error if there is no store at all
void require_sqlite_file(const std::string& store);

}  // namespace frameio::store
