#pragma once

#include <frameio/clock.hpp>

#include "store/engine.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <string>

namespace frameio::auth {

/// That only one of all processes of a store does something at a time: who has the lock, for as long as he said. After
/// that, another one may take it: what must not be done twice is done by a write that looks at a version, too.
class store_lock {
public:
    /// Takes it, unless somebody has it.
    /// @throws store_error
    static boost::asio::awaitable<std::optional<store_lock>> try_take(std::shared_ptr<store::engine> of, clock& time,
                                                                      std::string name, std::chrono::milliseconds term);

    /// Keeps it for `term` from now on. Returns whether it was still ours; if not, somebody else may have it.
    /// @throws store_error
    boost::asio::awaitable<bool> renew(clock& time, std::chrono::milliseconds term);

    /// Gives it to the next one. What is not given back is free after its term.
    /// @throws store_error
    boost::asio::awaitable<void> release();

private:
    store_lock(std::shared_ptr<store::engine> of, std::string name, std::string mark, std::uint64_t version)
        : store_(std::move(of)), name_(std::move(name)), mark_(std::move(mark)), version_(version) {}

    boost::asio::awaitable<bool> write(clock::wall_time expires);

    std::shared_ptr<store::engine> store_;
    std::string name_;
    std::string mark_;  // which nobody else writes
    std::uint64_t version_;
};

}  // namespace frameio::auth
