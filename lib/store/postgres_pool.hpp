#pragma once

#include "store/postgres_connection.hpp"

#include <frameio/clock.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>

namespace frameio::store {

/// How patient and how wide a pool is.
struct postgres_limits {
    std::size_t connections = 4;
    /// For an operation, from when it is asked for. A statement may take 3 s on the server.
    std::chrono::milliseconds patience{3'300};
    std::chrono::milliseconds back_off{1'000};  ///< between attempts to connect that fail
    unsigned attempts = 20;                     ///< of an operation, when others are in its way
};

/// Connections to one database, on a thread of their own. They are made when they are needed, and replaced when they
/// break; while the server cannot be reached, operations fail at once.
///
/// Thread-safe.
class postgres_pool {
public:
    /// Carries out a transaction. Is called again if that has had no effect.
    using task = std::function<boost::asio::awaitable<void>(postgres_connection&)>;

    /// Whether a task may be done again when nobody knows if it was done.
    enum class repetition : std::uint8_t { harmless, harmful };

    /// Whether others have to wait for it: who posts an event waits for an answer.
    enum class urgency : std::uint8_t { urgent, usual };

    /// What became of a task. Called on the pool's thread, and quick.
    using completion = std::function<void(std::exception_ptr)>;

    /// Connects, and does `first`, which may be done several times, before all others.
    /// @param time  outlives it
    /// @throws store_error
    postgres_pool(postgres_address address, clock& time, task first, postgres_limits limits = {});
    /// Finishes what it was given.
    ~postgres_pool();
    postgres_pool(const postgres_pool&) = delete;
    postgres_pool& operator=(const postgres_pool&) = delete;

    /// Of its thread.
    boost::asio::any_io_executor executor() const;

    /// Completes on the executor of its coroutine.
    /// @throws store_error, or what the task throws
    boost::asio::awaitable<void> perform(task what, repetition again, urgency how = urgency::usual);

    /// The same, for who does not wait.
    /// @param asked  since when it has been waited for
    void start(task what, repetition again, urgency how, clock::steady_time asked, completion done);

private:
    class room;
    std::unique_ptr<room> room_;
    clock& time_;
    postgres_limits limits_;
};

}  // namespace frameio::store
