#pragma once

/// @file
/// Time, as everything in this library reads it: from outside, so that a test can turn it.

#include <boost/asio/any_io_executor.hpp>

#include <chrono>
#include <functional>
#include <memory>

namespace frameio {

/// A source of wall-clock time, of monotonic time, and of periodic ticks.
///
/// Thread safety: all members may be called from any thread. A clock outlives everything that uses it.
class clock {
public:
    using wall_time = std::chrono::system_clock::time_point;
    using steady_time = std::chrono::steady_clock::time_point;

    /// Ends a series of ticks when destroyed; a tick that is already queued then does nothing. Destroy it on the
    /// executor that the ticks run on, from inside a tick if you like, and before that executor's context is gone.
    class ticks {
    public:
        virtual ~ticks() = default;
    };

    virtual ~clock() = default;

    /// The time of day. Used for signatures and logs; may jump.
    virtual wall_time now() const noexcept = 0;

    /// The time that deadlines are measured by; never jumps back.
    virtual steady_time steady() const noexcept = 0;

    /// Calls `on_tick` on `executor` about once per `period`, at least 1 ms, until the returned object is destroyed.
    /// Ticks that were missed are not made up for. `on_tick` does not throw.
    virtual std::unique_ptr<ticks> every(boost::asio::any_io_executor executor, std::chrono::milliseconds period,
                                         std::function<void()> on_tick) = 0;
};

/// The machine's clock. Lives for ever.
clock& system_clock() noexcept;

/// A clock that stands still until it is turned.
///
/// `advance` moves both times and then posts one tick to every series, whatever its period, so that deadlines that have
/// passed are noticed when the executor runs next.
class manual_clock final : public clock {
public:
    /// Starts at `now`, by default the time of the worked example of Frame.io's documentation.
    explicit manual_clock(wall_time now = wall_time(std::chrono::seconds(1604004499)));
    ~manual_clock() override;

    wall_time now() const noexcept override;
    steady_time steady() const noexcept override;
    std::unique_ptr<ticks> every(boost::asio::any_io_executor executor, std::chrono::milliseconds period,
                                 std::function<void()> on_tick) override;

    /// Moves both times forward and ticks.
    void advance(std::chrono::milliseconds by);

    /// Moves only the time of day, in either direction, as an operator's correction would. Does not tick.
    void set_wall(wall_time now);

private:
    struct state;
    std::shared_ptr<state> state_;
};

}  // namespace frameio
