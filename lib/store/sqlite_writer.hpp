#pragma once

#include "store/engine.hpp"
#include "store/sqlite_database.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace frameio::store {

/// The one thread that writes to a SQLite file. What comes while the disk is busy with a commit shares the next one.
///
/// Thread-safe.
class sqlite_writer {
public:
    /// Reads and changes; is called again after a failure of another one of its transaction.
    using task = std::function<void(sqlite_database&)>;

    /// Whether a task changes anything. One that does not holds up no other process that writes.
    enum class effect : std::uint8_t { none, changes };

    /// @param patience for another process to end its transaction
    /// @throws store_error
    explicit sqlite_writer(const std::string& path, opening what_for = opening::to_work,
                           std::chrono::milliseconds patience = std::chrono::seconds(2));
    /// Finishes what it was given.
    ~sqlite_writer();
    sqlite_writer(const sqlite_writer&) = delete;
    sqlite_writer& operator=(const sqlite_writer&) = delete;

    /// Does it in a transaction, and waits until that is on the disk. The waiting may be cancelled, or end with its
    /// context; the task is done nevertheless.
    /// @throws store_error, or what the task throws
    boost::asio::awaitable<void> perform(task what, effect how = effect::changes);

    /// How large the log beside the file is that cannot be put into it, since another process reads the file for long;
    /// 0 if it is as large as logs are. From any thread.
    std::uint64_t log_octets() const noexcept;

private:
    class room;
    std::unique_ptr<room> room_;
};

}  // namespace frameio::store
