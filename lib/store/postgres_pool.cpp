#include "store/postgres_pool.hpp"

#include "store/engine.hpp"
#include "store/postgres_room.hpp"

#include <boost/asio/async_result.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>

#include <future>
#include <utility>

namespace frameio::store {

namespace asio = boost::asio;

postgres_pool::postgres_pool(postgres_address address, clock& time, task first, postgres_limits limits)
    : room_(std::make_unique<room>(std::move(address), time, limits)) {
    auto opened = std::make_shared<std::promise<void>>();  // whoever is the last to touch it
    auto when = opened->get_future();
    room_->add(std::move(first), repetition::harmless, room_->executor(),
               room::completion([opened](std::exception_ptr failure) {
                   if (failure) {
                       opened->set_exception(failure);
                   } else {
                       opened->set_value();
                   }
               }));
    when.get();
}

postgres_pool::~postgres_pool() = default;

asio::any_io_executor postgres_pool::executor() const {
    return room_->executor();
}

asio::awaitable<void> postgres_pool::perform(task what, repetition again) {
    const asio::any_io_executor executor = co_await asio::this_coro::executor;
    auto operation = asio::async_initiate<const asio::deferred_t&, void(std::exception_ptr)>(
        [](auto handler, room* where, task given, repetition how, asio::any_io_executor on) {
            where->add(std::move(given), how, std::move(on), room::completion(std::move(handler)));
        },
        asio::deferred, room_.get(), std::move(what), again, executor);
    co_await std::move(operation);
}

}  // namespace frameio::store
