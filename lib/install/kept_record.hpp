#pragma once

#include <frameio/clock.hpp>
#include <frameio/error.hpp>

#include "auth/vault.hpp"
#include "install/record.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>

namespace frameio::install {

/// Somebody else works on the installation by now: we have been away for too long.
class superseded : public error {
public:
    superseded() : error(errc::run_ended, "somebody else works on the installation by now") {}
};

/// An installation's record, and what the store has of it. For the one who has the installation's lock.
class kept_record {
public:
    /// @param time  outlives it
    kept_record(auth::vault in, clock& time, const tenant& where);

    /// @throws as `auth::vault` and `record_of`
    boost::asio::awaitable<void> load();

    bool is_stored() const noexcept {
        return seen_.version != 0;
    }

    /// Stores `what`. While the store fails, it is tried for some seconds: what the platform has answered, it answers
    /// once.
    /// @throws store_error, superseded
    boost::asio::awaitable<void> save();

    /// Removes it, if it is stored.
    /// @throws as `save`
    boost::asio::awaitable<void> erase();

    record what;  ///< of the tenant, if nothing is stored

private:
    boost::asio::awaitable<void> write(const std::string& value);
    boost::asio::awaitable<void> remove();

    template <class Attempt>
    boost::asio::awaitable<void> persist(Attempt attempt);

    auth::vault vault_;
    clock& time_;
    store::document seen_;   // what the store has, in clear
    bool in_doubt_ = false;  // whether the last attempt has had its effect
};

}  // namespace frameio::install
