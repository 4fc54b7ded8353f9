#include "delivery/intake.hpp"

#include <boost/asio/co_spawn.hpp>

#include <exception>
#include <string>
#include <utility>

namespace frameio::delivery {

namespace asio = boost::asio;

intake::intake(std::shared_ptr<store::engine> engine, std::shared_ptr<backlog> room, asio::any_io_executor executor,
               logger log, std::function<void()> on_new)
    : engine_(std::move(engine)),
      room_(std::move(room)),
      executor_(std::move(executor)),
      log_(std::move(log)),
      on_new_(std::move(on_new)) {}

asio::awaitable<store::admission> intake::admit(store::arrival what) {
    if (!room_->take_one()) {
        throw store::store_error("the inbox is full: " + std::to_string(room_->most()) + " events wait for their runs");
    }
    store::admission made;
    try {
        made = co_await engine_->admit(std::move(what));
    } catch (const store::store_error&) {
        room_->refused();
        throw;
    }
    room_->accepted();
    if (made.what == store::admission::verdict::stored) {
        on_new_();
    }
    co_return made;
}

void intake::acknowledged(const store::event_id& which) {
    acknowledged_.push_back(which);
    if (!std::exchange(telling_, true)) {
        asio::co_spawn(executor_, tell(), [self = shared_from_this()](std::exception_ptr) { self->telling_ = false; });
    }
}

// Those that come while the store is busy are told of together.
asio::awaitable<void> intake::tell() {
    while (!acknowledged_.empty()) {
        std::vector<store::event_id> now = std::exchange(acknowledged_, {});
        try {
            co_await engine_->acknowledge(std::move(now));
        } catch (const store::store_error& failure) {
            // They stay in doubt: a repetition that never comes costs nothing.
            log_.warning("the store was not told that deliveries were acknowledged",
                         log_field("reason", failure.what()));
        }
    }
}

}  // namespace frameio::delivery
