#pragma once

#include <frameio/clock.hpp>

#include <boost/asio/any_io_executor.hpp>

#include <chrono>
#include <functional>
#include <map>
#include <memory>

namespace frameio::sim {

/// What is to happen later. On one executor that runs one thing at a time, which is destroyed after it.
class agenda {
public:
    /// @param time   outlives it
    /// @param speed  how much faster than the platform everything goes
    agenda(clock& time, boost::asio::any_io_executor executor, double speed);

    /// @param pause  the platform's
    void after(std::chrono::milliseconds pause, std::function<void()> what);

private:
    void look();

    clock& time_;
    const double speed_;
    std::multimap<clock::steady_time, std::function<void()>> entries_;
    std::unique_ptr<clock::ticks> ticks_;
};

}  // namespace frameio::sim
