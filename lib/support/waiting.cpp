#include "support/waiting.hpp"

#include <boost/asio/append.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>
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
    completion handler;
    asio::any_io_executor executor;
    {
        const std::lock_guard lock(mutex_);
        if (result_) {
            return false;
        }
        result_ = result;
        handler.swap(handler_);
        executor.swap(executor_);
    }
    if (handler) {
        asio::post(executor, asio::append(std::move(handler), result));
    }
    return true;
}

bool waiting::told() const {
    const std::lock_guard lock(mutex_);
    return result_.has_value();
}

void waiting::start(completion handler, const asio::any_io_executor& executor) {
    auto slot = asio::get_associated_cancellation_slot(handler);
    if (slot.is_connected()) {
        slot.assign([weak = weak_from_this()](asio::cancellation_type) {
            if (auto self = weak.lock()) {
                self->tell(asio::error::operation_aborted);
            }
        });
    }
    const std::lock_guard lock(mutex_);
    if (result_) {
        asio::post(executor, asio::append(std::move(handler), *result_));
        return;
    }
    handler_.swap(handler);
    executor_ = asio::prefer(executor, asio::execution::outstanding_work.tracked);
}

asio::awaitable<error_code> waiting::wait() {
    auto self = shared_from_this();
    asio::any_io_executor executor = co_await asio::this_coro::executor;
    auto initiate = [self, executor](auto handler) { self->start(completion(std::move(handler)), executor); };
    auto token = asio::as_tuple(asio::use_awaitable);
    auto result = co_await asio::async_initiate<decltype(token), void(error_code)>(std::move(initiate), token);
    co_return std::get<0>(result);
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
