#pragma once

#include <frameio/clock.hpp>

#include "store/engine.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <memory>
#include <string>

namespace frameio::auth {

/// A `store_lock` that is renewed for as long as this lives: for what takes longer than others should wait when its
/// owner has died. Destroyed where it was taken, before the context of that.
class kept_lock {
public:
    /// Takes it, unless somebody has it: then, null.
    /// @param time  outlives it
    /// @throws store_error
    static boost::asio::awaitable<std::unique_ptr<kept_lock>> try_take(std::shared_ptr<store::engine> of, clock& time,
                                                                       std::string name,
                                                                       std::chrono::milliseconds term);
    ~kept_lock();
    kept_lock(const kept_lock&) = delete;
    kept_lock& operator=(const kept_lock&) = delete;

    /// Whether somebody else may have it by now, as the store could not be told for too long that we go on.
    bool is_lost() const;

    /// Gives it to the next one. What cannot be given back ends by itself.
    boost::asio::awaitable<void> release();

private:
    class state;
    explicit kept_lock(std::shared_ptr<state> made);

    std::shared_ptr<state> state_;
    std::unique_ptr<clock::ticks> ticks_;
};

}  // namespace frameio::auth
