#pragma once

#include <frameio/clock.hpp>
#include <frameio/log.hpp>

#include "delivery/backlog.hpp"
#include "store/engine.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <memory>

namespace frameio {

/// Looks every second how many events wait in a store, whether it works, and whether somebody keeps it from tidying up.
///
/// Thread safety: as that of an executor that runs one thing at a time, but for the constructor.
class store_watch : public std::enable_shared_from_this<store_watch> {
public:
    /// The clock outlives it.
    store_watch(std::shared_ptr<store::engine> engine, clock& time, logger log,
                std::shared_ptr<delivery::backlog> told);

    void start(const boost::asio::any_io_executor& executor);
    void stop();

private:
    void tick();
    boost::asio::awaitable<void> look();
    void look_at_log();

    std::shared_ptr<store::engine> engine_;
    clock& time_;
    logger log_;
    std::shared_ptr<delivery::backlog> told_;
    boost::asio::any_io_executor executor_;
    std::unique_ptr<clock::ticks> ticks_;
    clock::steady_time asked_at_{};
    bool asking_ = false;
    bool log_is_large_ = false;
};

}  // namespace frameio
