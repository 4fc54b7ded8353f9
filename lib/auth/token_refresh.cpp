#include "auth/token_refresh.hpp"

#include "auth/store_lock.hpp"
#include "support/waiting.hpp"

#include <chrono>
#include <exception>
#include <utility>

namespace frameio::auth {

namespace asio = boost::asio;

namespace {

using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""s;

// One question to Adobe, and then the store, fit into the time of a lock; who waits for the lock looks that often.
constexpr auto time_for_adobe = 10s;
constexpr auto lock_term = 20s;
constexpr auto between_looks = 100ms;
constexpr auto patience = 60s;
constexpr auto between_writes = 200ms;
constexpr auto pause_after_failure = 30s;

api::fetched_token as_given(const user_token& what) {
    return {api::access_token(what.access, what.expires), api::renewal_of(what.obtained, what.expires)};
}

/// With the remedy. Who logs in to the install pages does so for no account.
api::token_failure not_logged_in(const token_owner& who, const std::string& what) {
    const std::string text = who.account_id.empty()
                                 ? "the admin " + who.user_id +
                                       ", as whom the app calls here, is not logged in any more: an admin logs in at "
                                       "/install"
                                 : what + "; register the action with require_login(), which asks for it";
    return {text, false, login_required};
}

}  // namespace

asio::awaitable<api::fetched_token> token_refresh::run() {
    api::client_state& client = *parts_->client;
    clock& time = client.time();
    const clock::steady_time until = time.steady() + patience;
    while (time.steady() < until) {
        const api::token_means means{client.transport(), time, client.log(), time.steady() + time_for_adobe};
        result found;
        try {
            found = co_await attempt(means);
        } catch (const error& failure) {  // the store's, or its keys'
            throw api::token_failure(failure.what(), failure.code() == errc::store_failed);
        }
        if (found) {
            co_return std::move(*found);
        }
        co_await sleep_until(time, time.steady() + between_looks);
    }
    throw api::token_failure("another process renews the user's token, and does not come to an end", true);
}

bool token_refresh::is_usable(const user_token& what) const {
    return what.access != refused_ && parts_->client->time().now() < what.expires;
}

bool token_refresh::is_good(const user_token& what) const {
    return what.access != refused_ && what.is_fresh(parts_->client->time().now());
}

asio::awaitable<token_refresh::kept> token_refresh::look() const {
    auto found = co_await parts_->kept->read("token", who_.key());
    if (!found) {
        throw not_logged_in(who_, "the user " + who_.user_id + " has not logged in, or the login is over");
    }
    kept made;
    made.token = user_token_of(found->value);
    made.seen = std::move(*found);
    co_return made;
}

asio::awaitable<token_refresh::result> token_refresh::attempt(api::token_means means) {
    kept old = co_await look();
    if (is_good(old.token)) {
        co_return as_given(old.token);
    }
    std::optional<renewals::one> under_way;
    if (!parts_->under_way->begin(under_way)) {
        throw api::token_failure("the server ends, and renews no tokens any more", true);
    }
    auto lock = co_await store_lock::try_take(parts_->store, means.time, "token/" + who_.key(), lock_term);
    if (!lock) {
        co_return std::nullopt;
    }
    result fresh;
    std::exception_ptr failure;
    try {
        fresh = co_await renew(means);
    } catch (...) {
        failure = std::current_exception();
    }
    try {
        co_await lock->release();
    } catch (const store::store_error&) {  // it ends by itself
    }
    if (failure) {
        std::rethrow_exception(failure);
    }
    co_return fresh;
}

// With the lock, and so what is there now is what the one before has left.
asio::awaitable<token_refresh::result> token_refresh::renew(api::token_means means) {
    kept old = co_await look();
    if (is_good(old.token)) {
        co_return as_given(old.token);
    }
    result fresh = co_await renew(means, std::move(old));
    co_return fresh;
}

asio::awaitable<token_refresh::result> token_refresh::renew(api::token_means means, kept old) {
    std::optional<api::token_answer> given;
    std::exception_ptr failure;
    bool is_over = old.token.refresh.empty();
    try {
        if (!is_over) {
            std::string refresh = old.token.refresh;
            given = co_await parts_->adobe->refresh(means, std::move(refresh));
        }
    } catch (const api::token_failure& failed) {
        failure = std::current_exception();
        is_over = failed.word() == "invalid_grant";
    }
    if (given) {
        const user_token fresh(*given, means.time.now(), old.token);
        const bool saved = co_await save(fresh, old.seen, means);
        co_return saved ? result(as_given(fresh)) : std::nullopt;  // if not, the user has just logged in anew
    }
    if (is_usable(old.token)) {
        co_return api::fetched_token(api::access_token(old.token.access, old.token.expires),
                                     means.time.now() + pause_after_failure);
    }
    if (!is_over) {
        std::rethrow_exception(failure);
    }
    result none = co_await end_login(means, std::move(old));
    co_return none;
}

asio::awaitable<token_refresh::result> token_refresh::end_login(api::token_means means, kept old) const {
    const bool gone = co_await parts_->kept->remove(std::move(old.seen));
    if (!gone) {
        co_return std::nullopt;
    }
    means.log.info("a user's login is over", log_field("user", who_.user_id), log_field("account", who_.account_id));
    throw not_logged_in(who_, "the login of the user " + who_.user_id + " is over");
}

// The old one is spent: without this, the user must log in again. So it is tried for as long as the lock is ours.
asio::awaitable<bool> token_refresh::save(const user_token& fresh, store::document over, api::token_means means) const {
    over.expires = fresh.obtained + kept_unused;
    const clock::steady_time until = means.latest + (lock_term - time_for_adobe) / 2;
    for (;;) {
        try {
            const auto version = co_await parts_->kept->replace(over, to_json(fresh));
            co_return version.has_value();
        } catch (const store::store_error& failure) {
            if (means.time.steady() >= until) {
                means.log.error("a user's new token could not be stored, and is lost: the user must log in again",
                                log_field("user", who_.user_id), log_field("reason", failure.what()));
                throw;
            }
        }
        co_await sleep_until(means.time, means.time.steady() + between_writes);
    }
}

}  // namespace frameio::auth
