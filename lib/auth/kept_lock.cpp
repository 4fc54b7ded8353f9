#include "auth/kept_lock.hpp"

#include "auth/store_lock.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/this_coro.hpp>

#include <mutex>
#include <optional>
#include <utility>

namespace frameio::auth {

namespace asio = boost::asio;

namespace {

constexpr int renewals_in_a_term = 4;

}  // namespace

/// Shared with a renewal that is under way, which may end after the lock's owner.
class kept_lock::state : public std::enable_shared_from_this<state> {
public:
    state(store_lock lock, clock& time, asio::any_io_executor executor, std::chrono::milliseconds term)
        : lock_(std::move(lock)), time_(time), executor_(std::move(executor)), term_(term), renewed_(time.steady()) {}

    std::unique_ptr<clock::ticks> start() {
        return time_.every(executor_, term_ / renewals_in_a_term, [this] { tick(); });
    }

    bool is_lost() const {
        const std::lock_guard lock(mutex_);
        return lost_ || time_.steady() >= renewed_ + term_;
    }

    /// @return whether nothing is under way, and so the lock may be given back by the caller
    bool end() {
        const std::lock_guard lock(mutex_);
        ended_ = true;
        return !busy_;
    }

    asio::awaitable<void> release() {
        try {
            co_await lock_.release();
        } catch (const store::store_error&) {  // it ends by itself
        }
    }

private:
    void tick() {
        if (begin()) {  // not with the mutex: what is spawned may begin at once
            asio::co_spawn(executor_, renew(shared_from_this()), asio::detached);
        }
    }

    bool begin() {
        const std::lock_guard lock(mutex_);
        if (busy_ || ended_ || lost_ || time_.steady() < renewed_ + term_ / renewals_in_a_term) {
            return false;
        }
        busy_ = true;
        return true;
    }

    static asio::awaitable<void> renew(std::shared_ptr<state> self) {
        const clock::steady_time begun = self->time_.steady();
        std::optional<bool> ours;
        try {
            ours = co_await self->lock_.renew(self->time_, self->term_);
        } catch (const store::store_error&) {  // the next tick tries again
        }
        const bool ended = self->renewed(ours, begun);
        if (ended) {
            co_await self->release();
        }
    }

    bool renewed(std::optional<bool> ours, clock::steady_time begun) {
        const std::lock_guard lock(mutex_);
        busy_ = false;
        lost_ = ours == false;
        renewed_ = ours == true ? begun : renewed_;
        return ended_;
    }

    store_lock lock_;
    clock& time_;
    const asio::any_io_executor executor_;
    const std::chrono::milliseconds term_;
    mutable std::mutex mutex_;
    clock::steady_time renewed_;
    bool busy_ = false;
    bool ended_ = false;
    bool lost_ = false;
};

kept_lock::kept_lock(std::shared_ptr<state> made) : state_(std::move(made)), ticks_(state_->start()) {}

kept_lock::~kept_lock() = default;

asio::awaitable<std::unique_ptr<kept_lock>> kept_lock::try_take(std::shared_ptr<store::engine> of, clock& time,
                                                                std::string name, std::chrono::milliseconds term) {
    const asio::any_io_executor executor = co_await asio::this_coro::executor;
    auto lock = co_await store_lock::try_take(std::move(of), time, std::move(name), term);
    if (!lock) {
        co_return nullptr;
    }
    auto made = std::make_shared<state>(std::move(*lock), time, executor, term);
    co_return std::unique_ptr<kept_lock>(new kept_lock(std::move(made)));
}

bool kept_lock::is_lost() const {
    return state_->is_lost();
}

asio::awaitable<void> kept_lock::release() {
    ticks_.reset();
    const bool idle = state_->end();
    if (idle) {
        co_await state_->release();
    }
}

}  // namespace frameio::auth
