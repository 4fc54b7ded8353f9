#pragma once

#include <frameio/api/call.hpp>

#include "api/bucket.hpp"
#include "support/waiting.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string_view>
#include <utility>

namespace frameio::api {

/// Lets calls through as the platform's rate limits allow: for each operation and credentials in the order in which
/// they came, interactive ones before the others. Thread-safe.
class gate {
public:
    using time = clock::steady_time;
    /// An operation, and whose calls: any pointer that tells credentials apart.
    using key = std::pair<std::string_view, const void*>;

    explicit gate(clock& by) : clock_(by) {}
    gate(const gate&) = delete;
    gate& operator=(const gate&) = delete;

    /// Waits for a turn.
    /// @param again whether the call has had a turn before: it goes before those of its priority that have not
    /// @return false if there is none until `latest`
    /// @throws boost::system::system_error (`operation_aborted`) when cancelled
    boost::asio::awaitable<bool> enter(key whose, pace allowed, priority who, time latest, bool again = false);

    void learn(const key& whose, const rate_limit& said);
    void close(const key& whose, time until);

    /// How many wait now.
    std::size_t waiting_calls() const;

private:
    struct turn;
    struct line;
    class place;

    std::shared_ptr<line> line_of(const key& whose, pace allowed);
    void forget_idle();

    clock& clock_;
    mutable std::mutex mutex_;
    std::map<key, std::shared_ptr<line>> lines_;
};

}  // namespace frameio::api
