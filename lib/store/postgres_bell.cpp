#include "store/postgres_bell.hpp"

#include "store/event_id.hpp"
#include "store/postgres_connection.hpp"
#include "support/waiting.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace frameio::store {

namespace asio = boost::asio;

namespace {

// How late a server that does not answer may be noticed.
constexpr std::chrono::milliseconds between_looks{500};

}  // namespace

/// Lives as long as its coroutine. All members without another word are the executor's.
class postgres_bell::listener : public std::enable_shared_from_this<listener> {
public:
    listener(asio::any_io_executor executor, postgres_address address, clock& time, limits patient)
        : executor_(std::move(executor)), address_(std::move(address)), time_(time), limits_(patient) {}

    const asio::any_io_executor& executor() const noexcept {
        return executor_;
    }

    /// On any thread.
    void call(std::function<void()> heard) {
        const std::lock_guard lock(mutex_);
        heard_ = std::move(heard);
    }

    void start() {
        if (!std::exchange(started_, true) && !stopping_) {
            ticks_ = time_.every(executor_, between_looks, [weak = weak_from_this()] {
                if (const auto self = weak.lock()) {
                    self->look_after();
                }
            });
            asio::co_spawn(executor_, [self = shared_from_this()] { return self->work(); }, asio::detached);
        }
    }

    /// On any thread. @return whether `wake` is to be called
    bool want_to_ring() {
        return !wanted_.exchange(true);
    }

    void wake() {
        if (hearing_) {
            connection_->interrupt();
        }
    }

    void stop() {
        stopping_ = true;
        ticks_.reset();
        if (connection_) {
            connection_->give_up();
        }
        if (rest_) {
            rest_->tell();
        }
    }

private:
    // A connection that has worked is made again at once, but not again and again.
    asio::awaitable<void> work() {
        while (!stopping_) {
            try {
                co_await attend();
            } catch (const postgres_failure&) {
                wanted_ = true;  // nobody knows what the others have heard; why it failed, the pool says
            }
            hearing_ = false;
            connection_.reset();
            const bool at_once = std::exchange(worked_, false) && time_.steady() >= rested_;
            rested_ = time_.steady() + limits_.back_off;
            if (!at_once && !stopping_) {
                co_await rest();
            }
        }
    }

    asio::awaitable<void> attend() {
        connection_ = std::make_unique<postgres_connection>(executor_, address_);
        hurry();
        co_await connection_->open();
        co_await listen();
        worked_ = true;
        tell();  // of what was not heard meanwhile
        while (!stopping_) {
            while (wanted_.exchange(false)) {
                hurry();
                co_await notify();
            }
            late_ = clock::steady_time::max();
            hearing_ = true;
            const std::vector<std::string> heard = co_await connection_->hear();
            hearing_ = false;
            if (std::ranges::any_of(heard, [this](const std::string& from) { return from != name_; })) {
                tell();
            }
        }
    }

    // The schema's name is a plain one: the address has seen to that.
    asio::awaitable<void> listen() {
        postgres_batch batch;
        batch.add_once("LISTEN " + address_.schema());
        co_await connection_->perform(std::move(batch));
    }

    // Nothing would be lost with it but time: it need not be on the disk.
    asio::awaitable<void> notify() {
        postgres_batch batch;
        batch.add_once("SELECT set_config('synchronous_commit', 'off', true), pg_notify('" + address_.schema() +
                       "', '" + name_ + "')");
        co_await connection_->perform(std::move(batch));
    }

    void tell() {
        const std::lock_guard lock(mutex_);
        if (heard_) {
            heard_();
        }
    }

    void hurry() {
        late_ = time_.steady() + limits_.patience;
    }

    void look_after() {
        if (connection_ && time_.steady() >= late_) {
            connection_->give_up();
        }
    }

    asio::awaitable<void> rest() {
        rest_ = std::make_shared<waiting>();
        const alarm bell(time_, executor_, time_.steady() + limits_.back_off, rest_);
        co_await rest_->wait();
        rest_.reset();
    }

    const asio::any_io_executor executor_;
    const postgres_address address_;
    clock& time_;
    const limits limits_;
    const std::string name_ = event_id::make(time_.now()).text();  // unlike that of any other bell
    std::atomic<bool> wanted_ = false;
    std::mutex mutex_;
    std::function<void()> heard_;  // with the mutex
    std::unique_ptr<postgres_connection> connection_;
    std::unique_ptr<clock::ticks> ticks_;
    std::shared_ptr<waiting> rest_;
    clock::steady_time late_ = clock::steady_time::max();
    clock::steady_time rested_{};  // when it will have rested
    bool worked_ = false;
    bool hearing_ = false;
    bool started_ = false;
    bool stopping_ = false;
};

postgres_bell::postgres_bell(asio::any_io_executor executor, postgres_address address, clock& time, limits patient)
    : listener_(std::make_shared<listener>(std::move(executor), std::move(address), time, patient)) {}

postgres_bell::~postgres_bell() {
    listener_->call(nullptr);
    asio::post(listener_->executor(), [one = listener_] { one->stop(); });
}

void postgres_bell::on_ring(std::function<void()> heard) {
    listener_->call(std::move(heard));
    asio::post(listener_->executor(), [one = listener_] { one->start(); });
}

void postgres_bell::ring() {
    if (listener_->want_to_ring()) {
        asio::post(listener_->executor(), [one = listener_] { one->wake(); });
    }
}

}  // namespace frameio::store
