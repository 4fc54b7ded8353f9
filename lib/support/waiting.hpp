#pragma once

#include <frameio/clock.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/system/error_code.hpp>

#include <memory>
#include <mutex>
#include <optional>

namespace frameio {

/// One coroutine waits for something that happens once. Shared by the one that waits and those who may tell it.
///
/// Thread safety: all members may be called from any thread; `wait` once. Whoever tells it may do so when the waiter's
/// context is gone already.
class waiting : public std::enable_shared_from_this<waiting> {
public:
    /// It has happened, with this result. The first call counts, and resumes the waiter on its own executor.
    /// @return whether this was the first call
    bool tell(boost::system::error_code result = {});

    bool told() const;

    /// Completes with what was told. Per-operation cancellation tells `operation_aborted`.
    boost::asio::awaitable<boost::system::error_code> wait();

private:
    class stay;

    mutable std::mutex mutex_;
    std::optional<boost::system::error_code> result_;
    // Never expires. The waiter belongs to its context's timers, so that it goes when the context does.
    std::optional<boost::asio::steady_timer> timer_;
};

/// Tells `who` on `executor` when `time` has come to `until`. Destroy it to call it off, before the executor's context.
class alarm {
public:
    alarm(clock& time, const boost::asio::any_io_executor& executor, clock::steady_time until,
          std::shared_ptr<waiting> who, boost::system::error_code result = {});

private:
    std::unique_ptr<clock::ticks> ticks_;
};

/// Waits until `time` has come to `until`.
/// @throws boost::system::system_error (`operation_aborted`) when cancelled
boost::asio::awaitable<void> sleep_until(clock& time, clock::steady_time until);

}  // namespace frameio
