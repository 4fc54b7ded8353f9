#include "auth/token_book.hpp"

#include "auth/token_refresh.hpp"
#include "support/waiting.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/system/system_error.hpp>

#include <utility>

namespace frameio::auth {

namespace asio = boost::asio;

namespace {

// Users whose tokens are in memory: a few hundred octets each.
constexpr std::size_t most_recent = 10'000;

constexpr std::chrono::seconds time_to_revoke{10};
constexpr std::chrono::seconds time_to_look{1};  // the user waits, and what the handler asks has its time, too
constexpr std::chrono::days longest_idle{3};

/// What becomes of a refresh that somebody waits for, as long as he likes.
struct refreshing {
    std::shared_ptr<waiting> done = std::make_shared<waiting>();
    std::optional<api::fetched_token> token;
    std::optional<api::token_failure> failure;
};

asio::awaitable<void> refresh_for(std::shared_ptr<refreshing> to, token_refresh work) {
    try {
        to->token = co_await work.run();
    } catch (const api::token_failure& failure) {
        to->failure = failure;
    } catch (const std::exception& failure) {
        to->failure.emplace(failure.what(), true);
    }
    to->done->tell();
}

}  // namespace

std::string token_owner::key() const {
    return account_id + "/" + user_id;
}

/// The tokens of one user.
class token_book::source final : public api::token_source {
public:
    source(std::shared_ptr<const parts> parts, token_owner who) : parts_(std::move(parts)), who_(std::move(who)) {}

protected:
    asio::awaitable<api::fetched_token> fetch(api::token_means means) override {
        const asio::any_io_executor executor = co_await asio::this_coro::executor;
        auto result = std::make_shared<refreshing>();
        asio::co_spawn(executor, refresh_for(result, token_refresh(parts_, who_, last_refused())), asio::detached);
        const alarm bell(means.time, executor, means.latest, result->done, asio::error::timed_out);
        const boost::system::error_code how = co_await result->done->wait();
        if (how == asio::error::timed_out) {
            throw api::token_failure("the time is up, and there is no token yet", false);
        }
        if (how) {
            throw boost::system::system_error(how);
        }
        if (result->failure) {
            throw *result->failure;
        }
        co_return *result->token;
    }
    void refused(const std::string& text) override {
        const std::lock_guard lock(mutex_);
        refused_ = text;
    }

private:
    std::string last_refused() {
        const std::lock_guard lock(mutex_);
        return refused_;
    }

    std::shared_ptr<const parts> parts_;
    token_owner who_;
    std::mutex mutex_;
    std::string refused_;
};

namespace {

class no_login final : public api::token_source {
public:
    explicit no_login(std::string why) : why_(std::move(why)) {}

protected:
    asio::awaitable<api::fetched_token> fetch(api::token_means /*means*/) override {
        throw api::token_failure(why_, false, login_required);
    }

private:
    std::string why_;
};

}  // namespace

api::credentials nobody(std::string why) {
    return api::credentials_from(std::make_shared<no_login>(std::move(why)));
}

token_book::token_book(parts of) : parts_(std::make_shared<const parts>(std::move(of))), recent_(most_recent) {}

token_book::~token_book() = default;

asio::awaitable<bool> token_book::has(token_owner who) const {
    try {
        const auto found = co_await parts_->kept->read("token", who.key());
        co_return found.has_value();
    } catch (const error& failure) {
        if (failure.code() != errc::tampered) {
            throw;
        }
        // Nobody can use it any more, but the user can log in again. One with another key may be good yet.
        parts_->client->log().error("a user's token is damaged; the user must log in again",
                                    log_field("user", who.user_id), log_field("reason", failure.what()));
        co_return false;
    }
}

asio::awaitable<bool> token_book::is_logged_in(token_owner who) {
    const bool is_kept = co_await has(who);
    if (!is_kept) {
        co_return false;
    }
    api::client_state& client = *parts_->client;
    const api::token_means means{client.transport(), client.time(), client.log(),
                                 client.time().steady() + time_to_look};
    const std::shared_ptr<api::token_source> tokens = credentials(who).source();
    try {
        co_await tokens->token(means);
    } catch (const api::token_failure& failure) {
        co_return failure.word() != login_required;
    }
    co_return true;
}

asio::awaitable<void> token_book::keep(token_owner who, api::token_answer given) {
    const user_token fresh(given, parts_->client->time().now(), user_token());
    for (;;) {
        const auto there = co_await parts_->store->read("token", who.key());  // also one that cannot be opened
        store::document wanted("token", who.key(), to_json(fresh));
        wanted.version = there ? there->version : 0;
        wanted.expires = fresh.obtained + kept_unused;
        const auto version = co_await parts_->kept->write(std::move(wanted));
        if (version) {
            break;
        }
    }
    const std::lock_guard lock(mutex_);
    recent_.erase(who.key());  // what it has in memory is old
}

asio::awaitable<void> token_book::forget(token_owner who) {
    api::client_state& client = *parts_->client;
    const api::token_means means{client.transport(), client.time(), client.log(),
                                 client.time().steady() + time_to_revoke};
    for (bool is_gone = false; !is_gone;) {  // again, if they were renewed meanwhile
        auto there = co_await parts_->kept->read("token", who.key());
        if (!there) {
            break;
        }
        co_await revoke(user_token_of(there->value), means);
        is_gone = co_await parts_->kept->remove(std::move(*there));
    }
    const std::lock_guard lock(mutex_);
    recent_.erase(who.key());
}

asio::awaitable<void> token_book::revoke(user_token what, api::token_means means) const {
    for (const std::string& each : {what.refresh, what.access}) {
        try {
            if (!each.empty()) {
                co_await parts_->adobe->revoke(means, each);
            }
        } catch (const api::token_failure& failure) {
            means.log.warning("Adobe was not told that a login is over", log_field("reason", failure.what()));
        }
    }
}

asio::awaitable<bool> token_book::keep_alive(token_owner who) const {
    const auto found = co_await parts_->kept->read("token", who.key());
    if (!found) {
        co_return false;
    }
    const user_token now = user_token_of(found->value);
    const auto idle = parts_->client->time().now() - now.obtained;
    const bool is_idle = idle >= longest_idle || idle < std::chrono::seconds(0);  // by a clock that was wrong
    if (is_idle && !now.refresh.empty()) {
        token_refresh work(parts_, std::move(who), now.access);
        co_await work.run();
    }
    co_return true;
}

void token_book::close(std::function<void()> done) {
    parts_->under_way->close(std::move(done));
}

api::credentials token_book::credentials(const token_owner& who) {
    const std::lock_guard lock(mutex_);
    const std::string key = who.key();
    if (const api::credentials* const known = recent_.find(key)) {
        return *known;
    }
    return recent_.put(key, api::credentials_from(std::make_shared<source>(parts_, who)));
}

}  // namespace frameio::auth
