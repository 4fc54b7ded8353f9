#pragma once

#include "store/postgres_bell.hpp"
#include "store/postgres_pool.hpp"
#include "store/records.hpp"

#include <boost/asio/awaitable.hpp>

#include <memory>

namespace frameio::store {

/// Stores together what comes in while others are being stored: a transaction takes much the same time for many as for
/// one. Rings the bell when there is something to be run.
///
/// Thread-safe.
class postgres_admissions {
public:
    /// What is given outlives it.
    postgres_admissions(postgres_pool& pool, clock& time, std::shared_ptr<postgres_bell> bell);
    /// Hands what has come to the pool.
    ~postgres_admissions();
    postgres_admissions(const postgres_admissions&) = delete;
    postgres_admissions& operator=(const postgres_admissions&) = delete;

    /// Completes on the executor of its coroutine. When that is cancelled, the arrival may be stored all the same.
    /// @throws store_error
    boost::asio::awaitable<admission> admit(arrival what);

private:
    class room;
    std::shared_ptr<room> room_;  // shared with what is under way
};

}  // namespace frameio::store
