#include "api/token_source.hpp"

#include <boost/asio/error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/system/system_error.hpp>

#include <algorithm>
#include <utility>

namespace frameio::api {

namespace asio = boost::asio;

namespace {

// Not again at once if that fails while the old one is good.
constexpr std::chrono::seconds pause_after_failure{30};

}  // namespace

/// The one who fetches. Whatever happens, those who wait for it go on.
class token_source::fetching {
public:
    explicit fetching(token_source& owner) : owner_(owner) {}
    fetching(const fetching&) = delete;
    fetching& operator=(const fetching&) = delete;
    ~fetching() {
        std::list<std::shared_ptr<waiting>> all;
        {
            const std::lock_guard lock(owner_.mutex_);
            owner_.fetching_ = false;
            owner_.failure_ = std::move(failure_);
            all.swap(owner_.waiters_);
        }
        std::ranges::for_each(all, [](const auto& each) { each->tell(); });
    }

    void failed(const token_failure& why) {
        failure_ = std::make_shared<const token_failure>(why);
    }

private:
    token_source& owner_;
    std::shared_ptr<const token_failure> failure_;
};

/// What one who asks is to do.
struct token_source::decision {
    std::optional<std::string> good;  // the kept token, as long as it is good
    std::shared_ptr<waiting> turn;    // set: somebody fetches
    bool fetch = false;
};

token_source::decision token_source::decide(clock::wall_time now) {
    const std::lock_guard lock(mutex_);
    decision what;
    if (kept_ && (!kept_->token.expires() || *kept_->token.expires() > now)) {
        what.good = kept_->token.text();
        if (fetching_ || !kept_->renew_at || *kept_->renew_at > now) {
            return what;
        }
    }
    if (fetching_) {
        what.turn = waiters_.emplace_back(std::make_shared<waiting>());
    } else {
        what.fetch = fetching_ = true;
    }
    return what;
}

void token_source::keep(const fetched_token& fresh, clock::wall_time now) {
    const std::lock_guard lock(mutex_);
    std::optional<clock::wall_time> renew_at = fresh.renew_at;
    if (!renew_at && fresh.token.expires()) {
        renew_at = renewal_of(now, *fresh.token.expires());
    }
    kept_ = kept{fresh.token, renew_at};
}

void token_source::postpone(clock::wall_time now) {
    const std::lock_guard lock(mutex_);
    if (kept_) {
        kept_->renew_at = now + pause_after_failure;
    }
}

namespace {

asio::awaitable<boost::system::error_code> await_turn(token_means means, std::shared_ptr<waiting> turn) {
    const asio::any_io_executor executor = co_await asio::this_coro::executor;
    const alarm bell(means.time, executor, means.latest, turn, asio::error::timed_out);
    const boost::system::error_code result = co_await turn->wait();
    co_return result;
}

}  // namespace

clock::wall_time renewal_of(clock::wall_time obtained, clock::wall_time expires) noexcept {
    constexpr std::chrono::minutes furthest_ahead{5};
    return expires - std::min<clock::wall_time::duration>((expires - obtained) / 10, furthest_ahead);
}

bool is_token_text(std::string_view text) noexcept {
    return !text.empty() && std::ranges::all_of(text, [](char each) { return each > ' ' && each < '\x7f'; });
}

asio::awaitable<std::string> token_source::token(token_means means) {
    for (;;) {
        decision what = decide(means.time.now());
        if (what.fetch) {
            std::string text = co_await lead(means, std::move(what.good));
            co_return text;
        }
        if (!what.turn) {
            co_return std::move(*what.good);
        }
        const boost::system::error_code result = co_await await_turn(means, what.turn);
        if (result == asio::error::timed_out) {
            throw token_failure("the time is up, and there is no token yet", false);
        }
        if (result) {
            throw boost::system::system_error(result);
        }
        if (const auto why = last_failure()) {
            throw *why;
        }
    }
}

asio::awaitable<std::string> token_source::lead(token_means means, std::optional<std::string> old) {
    fetching mine(*this);
    try {
        const fetched_token fresh = co_await fetch(means);
        if (!is_token_text(fresh.token.text())) {
            throw token_failure("the token that was given is empty, or has white space or letters beyond ASCII", false);
        }
        keep(fresh, means.time.now());
        co_return fresh.token.text();
    } catch (const token_failure& why) {
        if (!old) {
            if (means.time.steady() < means.latest) {
                mine.failed(why);
            }  // else it is this call's time that is up, and another goes on
            throw;
        }
        means.log.warning("cannot renew the API token yet", log_field("reason", why.what()));
        postpone(means.time.now());
    }
    co_return std::move(*old);
}

std::shared_ptr<const token_failure> token_source::last_failure() {
    const std::lock_guard lock(mutex_);
    return failure_;
}

bool token_source::refuse(const std::string& text) {
    const std::lock_guard lock(mutex_);
    if (!is_renewable()) {
        return false;
    }
    if (kept_ && kept_->token.text() == text) {
        kept_.reset();
        refused(text);
    }
    return true;
}

}  // namespace frameio::api
