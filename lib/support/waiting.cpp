#include "support/waiting.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>

#include <algorithm>
#include <chrono>
#include <utility>

namespace frameio {

namespace asio = boost::asio;
using boost::system::error_code;

bool waiting::tell(error_code result) {
    const std::lock_guard lock(mutex_);
    if (result_) {
        return false;
    }
    result_ = result;
    if (timer_) {
        timer_->cancel();
    }
    return true;
}

bool waiting::told() const {
    const std::lock_guard lock(mutex_);
    return result_.has_value();
}

/// The time that somebody waits, however it ends: also with the end of the context.
class waiting::stay {
public:
    stay(waiting& owner, const asio::any_io_executor& executor) : owner_(owner) {
        const std::lock_guard lock(owner_.mutex_);
        owner_.timer_.emplace(executor, asio::steady_timer::time_point::max());
    }
    stay(const stay&) = delete;
    stay& operator=(const stay&) = delete;
    ~stay() {
        const std::lock_guard lock(owner_.mutex_);
        owner_.timer_.reset();
    }

    template <class Handler>
    void begin(Handler handler) {
        const std::lock_guard lock(owner_.mutex_);
        if (owner_.result_) {
            owner_.timer_->expires_at(asio::steady_timer::time_point());
        }
        owner_.timer_->async_wait(std::move(handler));
    }

    error_code end() {
        const std::lock_guard lock(owner_.mutex_);
        if (!owner_.result_) {
            owner_.result_ = asio::error::operation_aborted;
        }
        return *owner_.result_;
    }

private:
    waiting& owner_;
};

asio::awaitable<error_code> waiting::wait() {
    const auto self = shared_from_this();
    const asio::any_io_executor executor = co_await asio::this_coro::executor;
    stay here(*self, executor);
    auto initiate = [&here](auto handler) { here.begin(std::move(handler)); };
    auto token = asio::as_tuple(asio::use_awaitable);
    co_await asio::async_initiate<decltype(token), void(error_code)>(std::move(initiate), token);
    co_return here.end();
}

alarm::alarm(clock& time, const asio::any_io_executor& executor, clock::steady_time until, std::shared_ptr<waiting> who,
             error_code result) {
    using std::chrono::milliseconds;
    const auto left = std::chrono::ceil<milliseconds>(until - time.steady());
    const auto period = std::clamp(left, milliseconds(1), milliseconds(24 * 3'600'000));
    ticks_ = time.every(executor, period, [&time, until, who = std::move(who), result] {
        if (time.steady() >= until) {
            who->tell(result);
        }
    });
}

asio::awaitable<void> sleep_until(clock& time, clock::steady_time until) {
    if (time.steady() >= until) {
        co_return;
    }
    asio::any_io_executor executor = co_await asio::this_coro::executor;
    auto over = std::make_shared<waiting>();
    const alarm bell(time, executor, until, over);
    const error_code result = co_await over->wait();
    if (result) {
        throw boost::system::system_error(result);
    }
}

}  // namespace frameio
