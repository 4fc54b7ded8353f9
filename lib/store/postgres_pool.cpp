#include "store/postgres_pool.hpp"

#include "store/engine.hpp"
#include "store/postgres_room.hpp"
#include "support/waiting.hpp"

#include <boost/system/system_error.hpp>

#include <exception>
#include <future>
#include <memory>
#include <utility>

namespace frameio::store {

namespace asio = boost::asio;

namespace {

constexpr int opening_patience = 8;  // as that of a task, so many times

}  // namespace

postgres_pool::postgres_pool(postgres_address address, clock& time, task first, postgres_limits limits)
    : room_(std::make_unique<room>(std::move(address), time, limits)), time_(time), limits_(limits) {
    auto opened = std::make_shared<std::promise<void>>();  // whoever is the last to touch it
    auto when = opened->get_future();
    // A server that has just been started, and makes tables for many, takes its time; nobody waits for an answer yet.
    const clock::steady_time late = time_.steady() + opening_patience * limits_.patience;
    room_->add(std::move(first), repetition::harmless, urgency::usual, late, [opened](std::exception_ptr failure) {
        if (failure) {
            opened->set_exception(std::move(failure));
        } else {
            opened->set_value();
        }
    });
    when.get();
}

postgres_pool::~postgres_pool() = default;

asio::any_io_executor postgres_pool::executor() const {
    return room_->executor();
}

namespace {

/// What became of a task, for the one who waits.
struct ending {
    std::exception_ptr failure;
    const std::shared_ptr<waiting> known = std::make_shared<waiting>();
};

}  // namespace

void postgres_pool::start(task what, repetition again, urgency how, clock::steady_time asked, completion done) {
    room_->add(std::move(what), again, how, asked + limits_.patience, std::move(done));
}

asio::awaitable<void> postgres_pool::perform(task what, repetition again, urgency how) {
    auto end = std::make_shared<ending>();
    start(std::move(what), again, how, time_.steady(), [end](std::exception_ptr failure) {
        end->failure = std::move(failure);
        end->known->tell();
    });
    const boost::system::error_code ended = co_await end->known->wait();
    if (ended) {
        throw boost::system::system_error(ended);
    }
    if (end->failure) {
        // Not to be left behind: the pool's thread may be the last one that has the end.
        std::rethrow_exception(std::exchange(end->failure, nullptr));
    }
}

}  // namespace frameio::store
