#include "server/housekeeping.hpp"

#include <boost/asio/co_spawn.hpp>

#include <exception>
#include <utility>

namespace frameio {
namespace {

constexpr std::chrono::minutes period{10};
constexpr std::size_t at_once = 500;

}  // namespace

housekeeping::housekeeping(std::shared_ptr<store::engine> engine, clock& time, logger log,
                           std::chrono::minutes retention)
    : engine_(std::move(engine)), time_(time), log_(std::move(log)), retention_(retention) {}

void housekeeping::start(const boost::asio::any_io_executor& executor) {
    executor_ = executor;
    ticks_ = time_.every(executor, period, [weak = weak_from_this()] {
        if (const auto self = weak.lock()) {
            self->tidy();
        }
    });
    tidy();  // one that is started again and again gets no further
}

void housekeeping::stop() {
    ticks_.reset();
}

void housekeeping::tidy() {
    if (!std::exchange(busy_, true)) {
        boost::asio::co_spawn(executor_, trim(),
                              [self = shared_from_this()](const std::exception_ptr&) { self->busy_ = false; });
    }
}

boost::asio::awaitable<void> housekeeping::trim() {
    try {
        std::size_t forgotten = at_once;
        while (forgotten >= at_once && ticks_) {
            forgotten = co_await engine_->trim(time_.now() - retention_, at_once);
        }
    } catch (const store::store_error& failure) {
        log_.warning("old events stay in the store for now", log_field("reason", failure.what()));
    }
}

}  // namespace frameio
