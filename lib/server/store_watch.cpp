#include "server/store_watch.hpp"

#include <boost/asio/co_spawn.hpp>

#include <chrono>
#include <cstdint>
#include <exception>
#include <utility>

namespace frameio {
namespace {

constexpr std::chrono::seconds period{1};
constexpr std::chrono::seconds patience{4};  // as long as a delivery waits for the store

}  // namespace

store_watch::store_watch(std::shared_ptr<store::engine> engine, clock& time, logger log,
                         std::shared_ptr<delivery::backlog> told)
    : engine_(std::move(engine)), time_(time), log_(std::move(log)), told_(std::move(told)) {}

void store_watch::start(const boost::asio::any_io_executor& executor) {
    executor_ = executor;
    tick();  // what an earlier server has left counts from the first delivery on
    ticks_ = time_.every(executor, period, [weak = weak_from_this()] {
        if (const auto self = weak.lock()) {
            self->tick();
        }
    });
}

void store_watch::stop() {
    ticks_.reset();
}

void store_watch::tick() {
    if (!std::exchange(asking_, true)) {
        asked_at_ = time_.steady();
        boost::asio::co_spawn(executor_, look(),
                              [self = shared_from_this()](const std::exception_ptr&) { self->asking_ = false; });
    } else if (time_.steady() >= asked_at_ + patience) {
        told_->failed();
    }
}

boost::asio::awaitable<void> store_watch::look() {
    try {
        const std::int64_t marked = told_->mark();
        const std::size_t waiting = co_await engine_->waiting(told_->most());
        told_->counted(waiting, marked);
        look_at_log();
    } catch (const store::store_error&) {
        told_->failed();
    }
}

// Once each time that it begins, and once that it ends: it may go on for hours.
void store_watch::look_at_log() {
    const std::uint64_t octets = engine_->log_octets();
    if (octets != 0 && !std::exchange(log_is_large_, true)) {
        log_.warning("the store's log grows: another process reads the store for long, and it cannot be emptied",
                     log_field("octets", octets));
    } else if (octets == 0 && std::exchange(log_is_large_, false)) {
        log_.info("the store's log is emptied");
    }
}

}  // namespace frameio
