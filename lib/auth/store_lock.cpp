#include "auth/store_lock.hpp"

#include "store/decision.hpp"
#include "support/random.hpp"

#include <utility>

namespace frameio::auth {

namespace asio = boost::asio;

namespace {

constexpr const char* collection = "lock";

}  // namespace

asio::awaitable<std::optional<store_lock>> store_lock::try_take(std::shared_ptr<store::engine> of, clock& time,
                                                                std::string name, std::chrono::milliseconds term) {
    store_lock made(std::move(of), std::move(name), random_token(), 0);
    bool ours = co_await made.write(time.now() + term);
    if (!ours) {
        // Nobody has a lock for that long: it was taken by a clock that was ahead.
        const auto there = co_await made.store_->read(collection, made.name_);
        if (there && there->expires && *there->expires > store::latest_lease(term, time.now())) {
            made.version_ = there->version;
            ours = co_await made.write(time.now() + term);
        }
    }
    co_return ours ? std::optional(std::move(made)) : std::nullopt;
}

asio::awaitable<bool> store_lock::write(clock::wall_time expires) {
    store::document wanted(collection, name_, mark_);
    wanted.version = version_;
    wanted.expires = expires;
    const auto version = co_await store_->write(std::move(wanted));
    version_ = version.value_or(version_);
    co_return version.has_value();
}

asio::awaitable<bool> store_lock::renew(clock& time, std::chrono::milliseconds term) {
    const bool ours = co_await write(time.now() + term);
    if (ours) {
        co_return true;
    }
    // The one before may have been stored although the store has said that it failed. Or its term has ended, by a clock
    // that was set forward, say: nobody has it then.
    const auto found = co_await store_->read(collection, name_);
    if (found && found->value != mark_) {
        co_return false;
    }
    version_ = found ? found->version : 0;
    const bool still_ours = co_await write(time.now() + term);
    co_return still_ours;
}

asio::awaitable<void> store_lock::release() {
    co_await store_->erase(collection, name_, version_);
}

}  // namespace frameio::auth
