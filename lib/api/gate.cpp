#include "api/gate.hpp"

#include <boost/asio/error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/system/system_error.hpp>

#include <algorithm>
#include <optional>

namespace frameio::api {

namespace asio = boost::asio;

namespace {

// More rate limits than that are looked through for those that are not in use.
constexpr std::size_t many_lines = 4'096;

}  // namespace

/// One call that waits.
struct gate::turn {
    priority who;
    std::shared_ptr<waiting> wake;
};

/// Those who wait for one bucket.
struct gate::line {
    explicit line(pace allowed) : tokens(allowed) {}

    bucket tokens;
    std::list<turn> waiters;  // the interactive ones before the others

    std::list<turn>::iterator add(priority who, bool again) {
        auto behind = waiters.end();
        if (again) {
            behind = std::ranges::find(waiters, who, &turn::who);
        }
        if (behind == waiters.end() && who == priority::interactive) {
            behind = std::ranges::find(waiters, priority::background, &turn::who);
        }
        return waiters.insert(behind, turn{who, nullptr});
    }

    std::shared_ptr<waiting> first() const {
        return waiters.empty() ? nullptr : waiters.front().wake;
    }
};

/// A call's place in a line, which it leaves whatever happens. The next one is woken then.
class gate::place {
public:
    place(gate& owner, std::shared_ptr<line> in, std::list<turn>::iterator mine)
        : owner_(owner), line_(std::move(in)), mine_(mine) {}
    place(const place&) = delete;
    place& operator=(const place&) = delete;
    ~place() {
        std::shared_ptr<waiting> next;
        {
            const std::lock_guard lock(owner_.mutex_);
            line_->waiters.erase(mine_);
            next = line_->first();
        }
        if (next) {
            next->tell();
        }
    }

    /// Takes a token if it is this call's turn and there is one. Otherwise `wake_at` is when to look again, at the
    /// latest; `wake` is told if it should be earlier.
    bool take(time latest, time& wake_at, std::shared_ptr<waiting>& wake) {
        const std::lock_guard lock(owner_.mutex_);
        wake_at = latest;
        if (line_->waiters.begin() == mine_) {
            const auto when = line_->tokens.take(owner_.clock_.steady());
            if (!when) {
                return true;
            }
            wake_at = *when;
        }
        wake = mine_->wake = std::make_shared<waiting>();
        return false;
    }

private:
    gate& owner_;
    std::shared_ptr<line> line_;
    std::list<turn>::iterator mine_;
};

asio::awaitable<bool> gate::enter(key whose, pace allowed, priority who, time latest, bool again) {
    std::shared_ptr<line> in;
    std::list<turn>::iterator mine;
    {
        const std::lock_guard lock(mutex_);
        in = line_of(whose, allowed);
        if (in->waiters.empty() && !in->tokens.take(clock_.steady())) {
            co_return true;
        }
        mine = in->add(who, again);
    }
    place here(*this, std::move(in), mine);
    const asio::any_io_executor executor = co_await asio::this_coro::executor;
    time wake_at{};
    std::shared_ptr<waiting> wake;
    while (!here.take(latest, wake_at, wake)) {
        if (wake_at > latest || clock_.steady() >= latest) {
            co_return false;
        }
        const alarm bell(clock_, executor, wake_at, wake);
        const boost::system::error_code result = co_await wake->wait();
        if (result) {
            throw boost::system::system_error(result);
        }
    }
    co_return true;
}

std::shared_ptr<gate::line> gate::line_of(const key& whose, pace allowed) {
    const auto found = lines_.find(whose);
    if (found != lines_.end()) {
        return found->second;
    }
    if (lines_.size() >= many_lines) {
        forget_idle();
    }
    return lines_.emplace(whose, std::make_shared<line>(allowed)).first->second;
}

void gate::forget_idle() {
    const time now = clock_.steady();
    std::erase_if(lines_,
                  [now](auto& each) { return each.second->waiters.empty() && each.second->tokens.is_full(now); });
}

void gate::learn(const key& whose, const rate_limit& said) {
    std::shared_ptr<waiting> first;
    {
        const std::lock_guard lock(mutex_);
        const auto known = lines_.find(whose);
        if (known == lines_.end()) {
            return;
        }
        known->second->tokens.learn(said, clock_.steady());
        first = known->second->first();
    }
    if (first) {
        first->tell();  // the limit may have been raised
    }
}

void gate::close(const key& whose, time until) {
    const std::lock_guard lock(mutex_);
    const auto known = lines_.find(whose);
    if (known != lines_.end()) {
        known->second->tokens.close(until);
    }
}

std::size_t gate::waiting_calls() const {
    const std::lock_guard lock(mutex_);
    std::size_t count = 0;
    for (const auto& [whose, in] : lines_) {
        count += in->waiters.size();
    }
    return count;
}

}  // namespace frameio::api
