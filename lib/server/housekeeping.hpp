#pragma once

#include <frameio/clock.hpp>
#include <frameio/log.hpp>

#include "store/engine.hpp"
#include "support/passed_time.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <memory>

namespace frameio {

/// Forgets events that were done long ago, a few at a time, so that deliveries need not wait for it, and sees to it
/// that nothing waits for what a clock has said that was wrong.
///
/// Thread safety: as that of an executor that runs one thing at a time, but for the constructor.
class housekeeping : public std::enable_shared_from_this<housekeeping> {
public:
    housekeeping(std::shared_ptr<store::engine> engine, clock& time, logger log, std::chrono::minutes retention);

    void start(const boost::asio::any_io_executor& executor);
    void stop();

private:
    void tick();
    boost::asio::awaitable<void> tidy(bool forgets);
    boost::asio::awaitable<void> bring_forward();
    boost::asio::awaitable<void> trim();

    std::shared_ptr<store::engine> engine_;
    clock& time_;
    logger log_;
    std::chrono::minutes retention_;
    passed_time passed_;
    boost::asio::any_io_executor executor_;
    std::unique_ptr<clock::ticks> ticks_;
    clock::steady_time next_{};  // when it is time to forget
    bool put_off_ = true;        // whether there may be events that a wrong clock has put off
    bool busy_ = false;
};

}  // namespace frameio
