#include <frameio/clock.hpp>

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <utility>
#include <vector>

namespace frameio {

namespace {

namespace asio = boost::asio;

/// A timer that re-arms itself. The pending wait shares it, so that it may outlive its `ticks`. Its executor may have
/// several threads, so that a tick may run while the series is stopped.
class timer_series : public std::enable_shared_from_this<timer_series> {
public:
    timer_series(const asio::any_io_executor& executor, std::chrono::milliseconds period, std::function<void()> on_tick)
        : timer_(executor), period_(period), on_tick_(std::move(on_tick)) {}

    void arm() {
        const std::lock_guard lock(mutex_);
        if (stopped_) {
            return;
        }
        timer_.expires_after(period_);
        timer_.async_wait([self = shared_from_this()](const boost::system::error_code& failure) {
            if (!failure && !self->stopped_) {
                self->on_tick_();
                self->arm();
            }
        });
    }

    void stop() {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
        timer_.cancel();
    }

private:
    asio::steady_timer timer_;
    std::chrono::milliseconds period_;
    std::function<void()> on_tick_;
    std::mutex mutex_;
    std::atomic<bool> stopped_ = false;
};

class timer_ticks final : public clock::ticks {
public:
    explicit timer_ticks(std::shared_ptr<timer_series> series) : series_(std::move(series)) {
        series_->arm();
    }
    ~timer_ticks() override {
        series_->stop();
    }
    timer_ticks(const timer_ticks&) = delete;
    timer_ticks& operator=(const timer_ticks&) = delete;

private:
    std::shared_ptr<timer_series> series_;
};

class machine_clock final : public clock {
public:
    wall_time now() const noexcept override {
        return std::chrono::system_clock::now();
    }
    steady_time steady() const noexcept override {
        return std::chrono::steady_clock::now();
    }
    std::unique_ptr<ticks> every(asio::any_io_executor executor, std::chrono::milliseconds period,
                                 std::function<void()> on_tick) override {
        // A period of nothing would keep the executor busy for ever.
        const auto at_least = std::max(period, std::chrono::milliseconds(1));
        return std::make_unique<timer_ticks>(std::make_shared<timer_series>(executor, at_least, std::move(on_tick)));
    }
};

struct manual_series {
    asio::any_io_executor executor;
    std::function<void()> on_tick;
    std::atomic<bool> stopped = false;

    manual_series(asio::any_io_executor where, std::function<void()> what)
        : executor(std::move(where)), on_tick(std::move(what)) {}
};

class manual_ticks final : public clock::ticks {
public:
    explicit manual_ticks(std::shared_ptr<manual_series> series) : series_(std::move(series)) {}
    ~manual_ticks() override {
        series_->stopped = true;
    }
    manual_ticks(const manual_ticks&) = delete;
    manual_ticks& operator=(const manual_ticks&) = delete;

private:
    std::shared_ptr<manual_series> series_;
};

}  // namespace

clock& system_clock() noexcept {
    // Never destroyed: threads may read the time while the program ends.
    static machine_clock* const only = new machine_clock;
    return *only;
}

struct manual_clock::state {
    std::atomic<wall_time::rep> wall;
    std::atomic<steady_time::rep> steady;
    std::mutex guard;
    std::vector<std::weak_ptr<manual_series>> series;

    explicit state(wall_time now)
        : wall(now.time_since_epoch().count()), steady(steady_time::duration(std::chrono::hours(24)).count()) {}

    void add(const std::shared_ptr<manual_series>& one) {
        const std::lock_guard lock(guard);
        std::erase_if(series, [](const auto& each) { return each.expired(); });
        series.push_back(one);
    }

    std::vector<std::shared_ptr<manual_series>> living() {
        const std::lock_guard lock(guard);
        std::vector<std::shared_ptr<manual_series>> all;
        for (const auto& each : series) {
            if (auto one = each.lock(); one && !one->stopped) {
                all.push_back(std::move(one));
            }
        }
        return all;
    }
};

manual_clock::manual_clock(wall_time now) : state_(std::make_shared<state>(now)) {}

manual_clock::~manual_clock() = default;

clock::wall_time manual_clock::now() const noexcept {
    return wall_time(wall_time::duration(state_->wall));
}

clock::steady_time manual_clock::steady() const noexcept {
    return steady_time(steady_time::duration(state_->steady));
}

std::unique_ptr<clock::ticks> manual_clock::every(asio::any_io_executor executor, std::chrono::milliseconds,
                                                  std::function<void()> on_tick) {
    auto series = std::make_shared<manual_series>(std::move(executor), std::move(on_tick));
    state_->add(series);
    return std::make_unique<manual_ticks>(std::move(series));
}

void manual_clock::advance(std::chrono::milliseconds by) {
    state_->wall += std::chrono::duration_cast<wall_time::duration>(by).count();
    state_->steady += std::chrono::duration_cast<steady_time::duration>(by).count();
    for (auto& series : state_->living()) {
        auto executor = series->executor;
        asio::post(executor, [series = std::move(series)] {
            if (!series->stopped) {
                series->on_tick();
            }
        });
    }
}

void manual_clock::set_wall(wall_time now) {
    state_->wall = now.time_since_epoch().count();
}

}  // namespace frameio
