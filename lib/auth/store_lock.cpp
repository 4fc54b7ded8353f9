#include "auth/store_lock.hpp"

#include "support/random.hpp"

#include <utility>

namespace frameio::auth {

namespace asio = boost::asio;

namespace {

constexpr const char* collection = "lock";

}  // namespace

asio::awaitable<std::optional<store_lock>> store_lock::try_take(std::shared_ptr<store::engine> of, clock& time,
                                                                std::string name, std::chrono::milliseconds term) {
    store::document wanted(collection, name, random_token());  // which nobody else writes
    wanted.expires = time.now() + term;
    const auto version = co_await of->write(std::move(wanted));
    if (!version) {
        co_return std::nullopt;
    }
    co_return store_lock(std::move(of), std::move(name), *version);
}

asio::awaitable<void> store_lock::release() {
    co_await store_->erase(collection, name_, version_);
}

}  // namespace frameio::auth
