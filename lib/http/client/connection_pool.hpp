#pragma once

#include "http/client/bare_connection.hpp"
#include "http/client/time_limit.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace frameio::http {

/// How many connections an origin may have, and those that are idle now.
///
/// Thread safety: all members may be called from any thread. Its slots do not outlive it.
class connection_pool {
    struct origin;

public:
    struct limits {
        std::size_t in_use = 128;
        std::size_t idle = 64;
        std::chrono::milliseconds idle_time{50'000};
    };

    /// The right to use one connection to an origin; given back when destroyed.
    class slot {
    public:
        slot() = default;
        slot(slot&& other) noexcept : pool_(std::exchange(other.pool_, nullptr)), of_(other.of_) {}
        slot& operator=(slot&& other) noexcept;
        ~slot();

        explicit operator bool() const noexcept {
            return pool_ != nullptr;
        }

    private:
        friend class connection_pool;
        slot(connection_pool& pool, origin& of) noexcept : pool_(&pool), of_(&of) {}

        connection_pool* pool_ = nullptr;
        origin* of_ = nullptr;
    };

    connection_pool(clock& time, limits allowed);
    ~connection_pool();

    /// A slot for `key`, at once or not at all.
    slot try_enter(std::string_view key);

    /// Waits for a slot; those who wait get theirs in the order they came. An empty slot: the time limit has come.
    /// @throws boost::system::system_error (`operation_aborted`) when cancelled
    boost::asio::awaitable<slot> enter(std::string_view key, time_limit& limit);

    /// The idle connection that became so last, of those that `context` used last if there are any; null if none is
    /// idle.
    std::unique_ptr<bare_connection> take(const slot& held, std::uintptr_t context);

    /// The connection is idle from now on, or closed if there are too many.
    void put(const slot& held, std::unique_ptr<bare_connection> connection);

    /// Closes what is idle, now and later.
    void close();

    /// Closes what has been idle for too long.
    void sweep();

    std::size_t idle() const;

private:
    struct place {
        std::shared_ptr<waiting> who = std::make_shared<waiting>();
        origin* of = nullptr;
        bool granted = false;
    };
    class ticket;

    struct origin {
        std::string key;
        std::vector<std::unique_ptr<bare_connection>> idle;  // the last is the one that became so last
        std::size_t in_use = 0;
        std::deque<std::shared_ptr<place>> queue;
    };
    using closing = std::vector<std::unique_ptr<bare_connection>>;

    origin& find(std::string_view key);
    bool admit(origin& of) const;
    void leave(origin& of);
    void leave_queue(place& mine);
    void forget_if_empty(origin& of);
    void sweep_all(closing& old);
    void sweep_some(closing& old);

    clock& time_;
    const limits allowed_;
    mutable std::mutex mutex_;
    std::map<std::string, std::unique_ptr<origin>, std::less<>> origins_;
    std::size_t idle_ = 0;
    clock::steady_time next_sweep_{};
    bool closed_ = false;
};

}  // namespace frameio::http
