#include "http/client/connection_pool.hpp"

#include "http/client/transport_error.hpp"

#include <boost/system/system_error.hpp>

#include <algorithm>
#include <iterator>
#include <utility>

namespace frameio::http {

namespace asio = boost::asio;
using boost::system::error_code;

connection_pool::slot& connection_pool::slot::operator=(slot&& other) noexcept {
    std::swap(pool_, other.pool_);
    std::swap(of_, other.of_);
    return *this;
}

connection_pool::slot::~slot() {
    if (pool_ != nullptr) {
        pool_->leave(*of_);
    }
}

/// A place in the queue, for as long as it is wanted.
class connection_pool::ticket {
public:
    ticket(connection_pool& pool, std::shared_ptr<place> mine) : pool_(pool), mine_(std::move(mine)) {}
    ~ticket() {
        if (mine_) {
            pool_.leave_queue(*mine_);
        }
    }
    ticket(const ticket&) = delete;
    ticket& operator=(const ticket&) = delete;

    slot redeem() {
        const auto mine = std::move(mine_);
        return slot(pool_, *mine->of);
    }

private:
    connection_pool& pool_;
    std::shared_ptr<place> mine_;
};

connection_pool::connection_pool(clock& time, limits allowed) : time_(time), allowed_(allowed) {}

connection_pool::~connection_pool() = default;

connection_pool::origin& connection_pool::find(std::string_view key) {
    const auto found = origins_.find(key);
    if (found != origins_.end()) {
        return *found->second;
    }
    auto fresh = std::make_unique<origin>();
    fresh->key = key;
    return *origins_.emplace(fresh->key, std::move(fresh)).first->second;
}

connection_pool::slot connection_pool::try_enter(std::string_view key) {
    const std::lock_guard lock(mutex_);
    origin& of = find(key);
    return admit(of) ? slot(*this, of) : slot();
}

bool connection_pool::admit(origin& of) const {
    const bool free = of.in_use < allowed_.in_use && of.queue.empty();
    of.in_use += free ? 1 : 0;
    return free;
}

asio::awaitable<connection_pool::slot> connection_pool::enter(std::string_view key, time_limit& limit) {
    auto mine = std::make_shared<place>();
    {
        const std::lock_guard lock(mutex_);
        origin& of = find(key);
        mine->of = &of;
        if (admit(of)) {  // one was given back meanwhile
            co_return slot(*this, of);
        }
        of.queue.push_back(mine);
    }
    ticket queued(*this, mine);
    limit.watch(mine->who);
    const error_code told = co_await mine->who->wait();
    limit.forget();
    if (told == transport_errc::timed_out) {
        co_return slot();
    }
    if (told) {
        throw boost::system::system_error(told);
    }
    co_return queued.redeem();
}

void connection_pool::leave(origin& of) {
    const std::lock_guard lock(mutex_);
    if (of.queue.empty()) {
        --of.in_use;
        forget_if_empty(of);
        return;
    }
    // The slot goes on to the next. Should that one have given up just now, its ticket passes it on.
    const std::shared_ptr<place> next = std::move(of.queue.front());
    of.queue.pop_front();
    next->granted = true;
    next->who->tell();
}

void connection_pool::leave_queue(place& mine) {
    {
        const std::lock_guard lock(mutex_);
        if (!mine.granted) {
            origin& of = *mine.of;
            std::erase_if(of.queue, [&mine](const auto& each) { return each.get() == &mine; });
            forget_if_empty(of);
            return;
        }
    }
    leave(*mine.of);
}

std::unique_ptr<bare_connection> connection_pool::take(const slot& held, std::uintptr_t context) {
    closing old;
    const std::lock_guard lock(mutex_);
    sweep_some(old);
    auto& idle = held.of_->idle;
    if (idle.empty()) {
        return nullptr;
    }
    auto best =
        std::find_if(idle.rbegin(), idle.rend(), [context](const auto& each) { return each->context == context; });
    if (best == idle.rend()) {
        best = idle.rbegin();
    }
    auto chosen = std::move(*best);
    idle.erase(std::next(best).base());
    --idle_;
    return chosen;
}

void connection_pool::put(const slot& held, std::unique_ptr<bare_connection> connection) {
    closing old;
    const std::lock_guard lock(mutex_);
    auto& idle = held.of_->idle;
    if (closed_ || allowed_.idle == 0) {
        old.push_back(std::move(connection));
        return;
    }
    connection->since = time_.steady();
    if (idle.size() == allowed_.idle) {
        old.push_back(std::move(idle.front()));
        idle.erase(idle.begin());
        --idle_;
    }
    idle.push_back(std::move(connection));
    ++idle_;
    sweep_some(old);
}

void connection_pool::close() {
    closing old;
    const std::lock_guard lock(mutex_);
    closed_ = true;
    for (auto& [key, of] : origins_) {
        std::move(of->idle.begin(), of->idle.end(), std::back_inserter(old));
        of->idle.clear();
    }
    idle_ = 0;
}

void connection_pool::sweep() {
    closing old;
    const std::lock_guard lock(mutex_);
    sweep_all(old);
}

std::size_t connection_pool::idle() const {
    const std::lock_guard lock(mutex_);
    return idle_;
}

void connection_pool::forget_if_empty(origin& of) {
    if (of.in_use == 0 && of.idle.empty() && of.queue.empty()) {
        origins_.erase(origins_.find(of.key));
    }
}

void connection_pool::sweep_some(closing& old) {
    if (time_.steady() >= next_sweep_) {
        sweep_all(old);
    }
}

void connection_pool::sweep_all(closing& old) {
    using namespace std::chrono_literals;
    const auto now = time_.steady();
    next_sweep_ = now + std::clamp<std::chrono::milliseconds>(allowed_.idle_time, 1ms, 1s);
    for (auto at = origins_.begin(); at != origins_.end();) {
        origin& of = *(at++)->second;
        const auto fresh = std::find_if(of.idle.begin(), of.idle.end(),
                                        [&](const auto& each) { return now - each->since < allowed_.idle_time; });
        idle_ -= static_cast<std::size_t>(fresh - of.idle.begin());
        std::move(of.idle.begin(), fresh, std::back_inserter(old));
        of.idle.erase(of.idle.begin(), fresh);
        forget_if_empty(of);
    }
}

}  // namespace frameio::http
