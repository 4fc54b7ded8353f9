#include "store/postgres_admissions.hpp"

#include "store/engine.hpp"
#include "store/postgres_operations.hpp"
#include "support/waiting.hpp"

#include <boost/system/system_error.hpp>

#include <algorithm>
#include <cstddef>
#include <deque>
#include <exception>
#include <mutex>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace frameio::store {

namespace asio = boost::asio;

namespace {

constexpr std::size_t most_together = 64;
constexpr std::size_t most_at_once = 2;  // one computes while the other waits for the disk

struct visitor {
    visitor(arrival what, clock::steady_time now) : wanted(std::move(what)), asked(now) {}

    postgres::admission_request wanted;
    clock::steady_time asked;
    bool in_doubt = false;  // whether an attempt may have stored it
    std::exception_ptr failure;
    std::shared_ptr<waiting> done = std::make_shared<waiting>();
};

using group = std::vector<std::shared_ptr<visitor>>;

asio::awaitable<void> admit_all(std::shared_ptr<group> all, postgres_connection& connection, wall_time now) {
    postgres::admission_group wanted;
    for (const auto& each : *all) {
        wanted.push_back(&each->wanted);
    }
    co_await postgres::admit(connection, wanted, now);
}

/// Why none of them is known to be stored. Each has an exception of its own: they are on many threads.
void note(const group& all, const std::exception_ptr& failure) {
    std::string reason;
    bool in_doubt = true;
    try {
        std::rethrow_exception(failure);
    } catch (const store_error& known) {
        reason = known.what();
        in_doubt = known.in_doubt();
    } catch (const std::exception& other) {
        reason = other.what();
    }
    for (const auto& each : all) {
        each->in_doubt = each->in_doubt || in_doubt;
        each->failure = std::make_exception_ptr(store_error(reason, each->in_doubt));
    }
}

bool is_to_be_run(const visitor& one) {
    return one.wanted.before->made.what == admission::verdict::stored && one.wanted.what.owner.empty();
}

void tell(const group& all) {
    for (const auto& each : all) {
        each->done->tell();
    }
}

}  // namespace

class postgres_admissions::room : public std::enable_shared_from_this<room> {
public:
    room(postgres_pool& pool, clock& time, std::shared_ptr<postgres_bell> bell)
        : pool_(pool), time_(time), bell_(std::move(bell)) {}

    std::shared_ptr<visitor> add(arrival what) {
        auto fresh = std::make_shared<visitor>(std::move(what), time_.steady());
        {
            const std::lock_guard lock(mutex_);
            waiting_.push_back(fresh);
        }
        start_some();
        return fresh;
    }

    void end() {
        {
            const std::lock_guard lock(mutex_);
            ending_ = true;
        }
        start_some();
    }

private:
    void start_some() {
        for (auto all = next(); !all->empty(); all = next()) {
            start(all);
        }
    }

    /// Those that have waited longest, as long as they differ: copies of one delivery are admitted one after the other.
    /// Empty if there are none, or enough are under way.
    std::shared_ptr<group> next() {
        auto taken = std::make_shared<group>();
        std::set<ledger_key> keys;
        const std::lock_guard lock(mutex_);
        if (under_way_ >= most_at_once && !ending_) {
            return taken;
        }
        while (!waiting_.empty() && taken->size() < most_together) {
            const arrival& what = waiting_.front()->wanted.what;
            if (keys.contains(what.exact) || keys.contains(what.same)) {
                break;
            }
            keys.insert({what.exact, what.same});
            taken->push_back(std::move(waiting_.front()));
            waiting_.pop_front();
        }
        under_way_ += taken->empty() ? std::size_t{0} : 1;
        return taken;
    }

    void start(const std::shared_ptr<group>& all) {
        pool_.start(
            [all, &time = time_](postgres_connection& connection) { return admit_all(all, connection, time.now()); },
            postgres_pool::repetition::harmless, postgres_pool::urgency::urgent, all->front()->asked,
            [self = shared_from_this(), all](const std::exception_ptr& failure) { self->finish(*all, failure); });
    }

    void finish(const group& all, const std::exception_ptr& failure) {
        if (failure) {
            note(all, failure);
            if (all.size() > 1) {
                start_each(all);  // one of them may be to blame
                return;
            }
        } else if (std::ranges::any_of(all, [](const auto& each) { return is_to_be_run(*each); })) {
            bell_->ring();
        }
        tell(all);
        {
            const std::lock_guard lock(mutex_);
            --under_way_;
            if (ending_) {
                return;  // all have been started
            }
        }
        start_some();
    }

    void start_each(const group& all) {
        {
            const std::lock_guard lock(mutex_);
            under_way_ += all.size() - 1;
        }
        for (const auto& each : all) {
            each->failure = nullptr;
            start(std::make_shared<group>(1, each));
        }
    }

    postgres_pool& pool_;
    clock& time_;
    const std::shared_ptr<postgres_bell> bell_;
    std::mutex mutex_;
    std::deque<std::shared_ptr<visitor>> waiting_;
    std::size_t under_way_ = 0;
    bool ending_ = false;
};

postgres_admissions::postgres_admissions(postgres_pool& pool, clock& time, std::shared_ptr<postgres_bell> bell)
    : room_(std::make_shared<room>(pool, time, std::move(bell))) {}

postgres_admissions::~postgres_admissions() {
    room_->end();
}

asio::awaitable<admission> postgres_admissions::admit(arrival what) {
    const std::shared_ptr<visitor> one = room_->add(std::move(what));
    const boost::system::error_code ended = co_await one->done->wait();
    if (ended) {
        throw boost::system::system_error(ended);
    }
    if (one->failure) {
        // Not to be left behind: the pool's thread may be the last one that has it.
        std::rethrow_exception(std::exchange(one->failure, nullptr));
    }
    co_return std::move(one->wanted.before->made);
}

}  // namespace frameio::store
