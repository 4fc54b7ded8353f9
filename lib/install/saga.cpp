#include "install/saga.hpp"

#include "install/failure.hpp"

#include <boost/asio/this_coro.hpp>
#include <boost/system/system_error.hpp>

#include <chrono>
#include <exception>

namespace frameio::install {

namespace asio = boost::asio;

namespace {

/// What is renewed while somebody works, and ends when he has died.
constexpr auto lock_term = std::chrono::seconds(30);

}  // namespace

/// The work on one tenant, of which there is one at a time.
class saga::session {
public:
    session(const saga& of, tenant where)
        : store_(of.store_),
          time_(of.time_),
          where_(std::move(where)),
          kept_({of.store_, of.keys_}, of.time_, where_) {}

    /// Does that with the lock, unless somebody has it.
    /// @param is_attempt  whether the record tells of it if it fails
    template <class Work>
    asio::awaitable<result> run(Work work, bool is_attempt = true) {
        result made;
        lock_ = co_await auth::kept_lock::try_take(store_, time_, "installation/" + where_.key(), lock_term);
        if (!lock_) {
            made.under_way = true;
            co_return made;
        }
        std::exception_ptr failure;
        try {
            co_await kept_.load();
            co_await work();
        } catch (const superseded&) {
            made.under_way = true;
        } catch (...) {
            failure = std::current_exception();
        }
        const bool is_cancelled = failure && is_cancellation(failure);
        if (is_cancelled) {
            co_await asio::this_coro::reset_cancellation_state(asio::disable_cancellation());  // for what is left to do
        } else if (failure) {
            note(failure);
        }
        // What has ended has ended, also if it is to stop by now. Whoever waits for it is as cancellable as before.
        const bool throws = co_await asio::this_coro::throw_if_cancelled();
        co_await asio::this_coro::throw_if_cancelled(false);
        if (failure && is_attempt) {
            co_await remember();
        }
        co_await give_back();
        co_await asio::this_coro::throw_if_cancelled(throws);
        if (failure) {
            std::rethrow_exception(failure);
        }
        add_ending(made);
        co_return made;
    }

    asio::awaitable<void> install(api::client by, order what, progress_handler told) {
        if (what.settings && !kept_.what.is_answered_by(*what.settings)) {
            throw superseded();
        }
        kept_.what.installed_by = kept_.is_stored() ? kept_.what.installed_by : what.user_id;
        const bool is_first = !kept_.what.installed.has_value();
        attempt one(by, kept_, *lock_, time_, std::move(told));
        std::exception_ptr refused;
        try {
            co_await one.converge(std::move(what.user_id), std::move(what.wanted), std::move(what.settings));
            is_first_ = is_first;
        } catch (const api::api_error& failure) {
            if (!is_first || failure.code() != api::condition::rejected || !kept_.is_stored()) {
                throw;
            }
            refused = std::current_exception();
        }
        effects_ = one.effects();
        if (refused) {
            co_await take_back(std::move(by), refused);
        }
    }

    asio::awaitable<void> resume(api::client by, order what, progress_handler told) {
        const record& known = kept_.what;
        if (!kept_.is_stored() || !known.is_interrupted() || known.user_at_work() != what.user_id) {
            throw superseded();
        }
        if (known.state == phase::removing) {
            co_await uninstall(std::move(by), std::move(what.user_id), std::move(told));
        } else if (known.repairing) {
            co_await repair(std::move(by), std::move(told));
        } else {
            co_await install(std::move(by), std::move(what), std::move(told));
        }
    }

    asio::awaitable<void> repair(api::client by, progress_handler told) {
        if (!kept_.what.is_repairable()) {
            throw superseded();
        }
        attempt one(std::move(by), kept_, *lock_, time_, std::move(told));
        co_await one.repair();
        effects_ = one.effects();
    }

    asio::awaitable<void> uninstall(api::client by, std::string user_id, progress_handler told) {
        if (kept_.is_stored()) {
            attempt one(std::move(by), kept_, *lock_, time_, std::move(told));
            co_await one.remove(std::move(user_id));
            effects_ = one.effects();
        }
    }

    asio::awaitable<void> configure(answers settings) {
        is_outdated_ = kept_.is_stored() && !kept_.what.is_answered_by(settings);
        if (kept_.is_stored() && !is_outdated_ && kept_.what.take(std::move(settings), time_.now())) {
            kept_.what.updated = time_.now();
            co_await kept_.save();
        }
    }

private:
    void note(const std::exception_ptr& failure) {
        kept_.what.failure = text_of(failure);
        kept_.what.under_way.reset();
        kept_.what.repairing = false;
    }

    void add_ending(result& to) const {
        if (kept_.is_stored() && !to.under_way) {
            to.what = kept_.what;
        }
        to.effects = effects_;
        to.is_first = is_first_;
        to.is_outdated = is_outdated_;
    }

    /// What is refused stays so; what was created for it goes. What cannot be removed stays in the record.
    asio::awaitable<void> take_back(api::client by, std::exception_ptr refused) {
        attempt back(std::move(by), kept_, *lock_, time_, nullptr);
        try {
            co_await back.remove(kept_.what.acting_user);
        } catch (const superseded&) {
            throw;
        } catch (const error&) {  // of the platform or the store: the refusal is what counts
        }
        std::rethrow_exception(refused);
    }

    asio::awaitable<void> give_back() {
        try {
            co_await lock_->release();
        } catch (const boost::system::system_error&) {  // it was cancelled just then: the lock ends by itself
        }
    }

    /// For those who look at the record, or take it up.
    asio::awaitable<void> remember() {
        if (!kept_.is_stored() || lock_->is_lost()) {
            co_return;
        }
        try {
            co_await kept_.save();
        } catch (const boost::system::system_error&) {  // then they see where it was
        }
    }

    std::shared_ptr<store::engine> store_;
    clock& time_;
    tenant where_;
    kept_record kept_;
    std::unique_ptr<auth::kept_lock> lock_;
    std::size_t effects_ = 0;
    bool is_first_ = false;
    bool is_outdated_ = false;
};

asio::awaitable<result> saga::install(api::client by, order what, progress_handler told) const {
    session here(*this, what.where);
    const auto work = [&] { return here.install(std::move(by), std::move(what), std::move(told)); };
    result made = co_await here.run(work);
    co_return made;
}

asio::awaitable<result> saga::resume(api::client by, order what, progress_handler told) const {
    session here(*this, what.where);
    const auto work = [&] { return here.resume(std::move(by), std::move(what), std::move(told)); };
    result made = co_await here.run(work);
    co_return made;
}

asio::awaitable<result> saga::repair(api::client by, tenant where, progress_handler told) const {
    session here(*this, std::move(where));
    const auto work = [&] { return here.repair(std::move(by), std::move(told)); };
    result made = co_await here.run(work);
    co_return made;
}

asio::awaitable<result> saga::uninstall(api::client by, tenant where, std::string user_id,
                                        progress_handler told) const {
    session here(*this, std::move(where));
    const auto work = [&] { return here.uninstall(std::move(by), std::move(user_id), std::move(told)); };
    result made = co_await here.run(work);
    co_return made;
}

asio::awaitable<result> saga::configure(tenant where, answers settings) const {
    session here(*this, std::move(where));
    const auto work = [&] { return here.configure(std::move(settings)); };
    result made = co_await here.run(work, false);
    co_return made;
}

}  // namespace frameio::install
