#pragma once

#include <frameio/clock.hpp>

#include "support/waiting.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <memory>

namespace frameio::http {

/// Until when one call may wait. When the time has come, whatever it waits for then is ended: a socket is shut down,
/// which wakes those who wait for it, a `waiting` is told so.
///
/// Thread safety: for one coroutine, on an executor with any number of threads: the end of the time may come on another
/// thread, and touches neither the socket object nor a descriptor that `forget` has been called for.
class time_limit {
public:
    static constexpr clock::steady_time never = clock::steady_time::max();

    time_limit(clock& time, const boost::asio::any_io_executor& executor);
    ~time_limit();
    time_limit(const time_limit&) = delete;
    time_limit& operator=(const time_limit&) = delete;

    /// Sets another time. At most one timer runs, and none for `never`.
    /// @return false, and nothing is changed, if the time has come while a descriptor was watched: it is of no more use
    [[nodiscard]] bool set(clock::steady_time until);

    /// From now on, until `forget`; ended at once if the time has come.
    void watch(int descriptor);
    void watch(std::shared_ptr<waiting> who);

    /// On return, what was watched is not touched any more.
    void forget();

    bool expired() const;

private:
    struct state;

    clock& time_;
    boost::asio::any_io_executor executor_;
    std::shared_ptr<state> state_;
    std::unique_ptr<clock::ticks> ticks_;
};

}  // namespace frameio::http
