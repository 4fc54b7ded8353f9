#include "server/housekeeping.hpp"

#include <boost/asio/co_spawn.hpp>

#include <cstdint>
#include <exception>
#include <utility>

namespace frameio {
namespace {

constexpr std::chrono::seconds look{1};
constexpr std::chrono::minutes first{1};  // one that is started again and again is to get that far
constexpr std::chrono::minutes period{10};
constexpr std::size_t at_once = 500;

}  // namespace

housekeeping::housekeeping(std::shared_ptr<store::engine> engine, clock& time, logger log,
                           std::chrono::minutes retention)
    : engine_(std::move(engine)), time_(time), log_(std::move(log)), retention_(retention), passed_(time) {}

void housekeeping::start(const boost::asio::any_io_executor& executor) {
    executor_ = executor;
    next_ = time_.steady() + first;
    ticks_ = time_.every(executor, look, [weak = weak_from_this()] {
        if (const auto self = weak.lock()) {
            self->tick();
        }
    });
    tick();  // an earlier process may have had another time
}

void housekeeping::stop() {
    ticks_.reset();
}

void housekeeping::tick() {
    passed_.now();  // so that it sees when the clock is set
    const bool forgets = time_.steady() >= next_;
    put_off_ = passed_.was_set_back() || put_off_ || forgets;
    if (put_off_ && !busy_) {
        busy_ = true;
        put_off_ = false;
        next_ = forgets ? time_.steady() + period : next_;
        boost::asio::co_spawn(executor_, tidy(forgets),
                              [self = shared_from_this()](const std::exception_ptr&) { self->busy_ = false; });
    }
}

boost::asio::awaitable<void> housekeeping::tidy(bool forgets) {
    try {
        co_await bring_forward();
        if (forgets) {
            co_await trim();
        }
    } catch (const store::store_error& failure) {
        put_off_ = true;
        log_.warning("the store is not tidied up for now", log_field("reason", failure.what()));
    }
}

boost::asio::awaitable<void> housekeeping::bring_forward() {
    const std::size_t count = co_await engine_->bring_forward();
    if (count != 0) {
        log_.warning("the clock was ahead: events that it had put off wait for it no longer",
                     log_field("events", std::uint64_t{count}));
    }
}

boost::asio::awaitable<void> housekeeping::trim() {
    std::size_t forgotten = at_once;
    while (forgotten >= at_once && ticks_) {
        const clock::wall_time now = passed_.now();
        forgotten = co_await engine_->trim(now - retention_, at_once, now);
    }
}

}  // namespace frameio
