#pragma once

#include <frameio/api/credentials.hpp>
#include <frameio/clock.hpp>
#include <frameio/log.hpp>

#include "support/waiting.hpp"

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace frameio::http {
class transport;
}

namespace frameio::api {

/// Why there is no token.
class token_failure : public std::runtime_error {
public:
    /// @param transient whether there may be one later
    /// @param word  of the one who refused it (RFC 6749 §5.2), such as "invalid_grant"
    token_failure(const std::string& what, bool transient, std::string word = {})
        : std::runtime_error(what),
          transient_(transient),
          word_(std::make_shared<const std::string>(std::move(word))) {}

    bool is_transient() const noexcept {
        return transient_;
    }
    const std::string& word() const noexcept {
        return *word_;
    }

private:
    bool transient_;
    std::shared_ptr<const std::string> word_;  // copies without throwing
};

/// A token, and when another one is to be fetched; nothing: when a tenth of its life from now on is left, but not more
/// than five minutes ahead of its end.
struct fetched_token {
    fetched_token(access_token fresh,
                  std::optional<clock::wall_time> renewal = {})  // NOLINT(google-explicit-constructor)
        : token(std::move(fresh)), renew_at(renewal) {}

    access_token token;
    std::optional<clock::wall_time> renew_at;
};

/// What a source may use to fetch a token.
struct token_means {
    http::transport& transport;
    clock& time;
    const logger& log;
    clock::steady_time latest;  ///< the call that asks has no use for one later than this
};

/// When a token that was obtained and expires then is to be renewed: when a tenth of its life is left, but not more
/// than five minutes ahead.
clock::wall_time renewal_of(clock::wall_time obtained, clock::wall_time expires) noexcept;

/// Whether a text can be sent as a token: visible ASCII.
bool is_token_text(std::string_view text) noexcept;

/// Gives tokens, and keeps the last one. Thread-safe.
class token_source {
public:
    virtual ~token_source() = default;

    /// A token that is good for a while yet. Fetches one, once for all who ask meanwhile; while the old one is still
    /// good they get that.
    /// @throws token_failure, also when `means.latest` has come; boost::system::system_error (`operation_aborted`) when
    /// cancelled
    boost::asio::awaitable<std::string> token(token_means means);

    /// The platform refused this one: it is not given again.
    /// @return whether there may be another
    bool refuse(const std::string& text);

    /// Whether the tokens are those of the legacy platform, which need a header of their own.
    virtual bool is_legacy() const noexcept {
        return false;
    }

protected:
    virtual boost::asio::awaitable<fetched_token> fetch(token_means means) = 0;
    /// The platform refused this one: `fetch` is not to give it again.
    virtual void refused([[maybe_unused]] const std::string& text) {}
    /// Whether it can give another than the last one.
    virtual bool is_renewable() const noexcept {
        return true;
    }

private:
    class fetching;

    struct kept {
        access_token token;
        std::optional<clock::wall_time> renew_at;
    };

    struct decision;

    decision decide(clock::wall_time now);
    boost::asio::awaitable<std::string> lead(token_means means, std::optional<std::string> old);
    void keep(const fetched_token& fresh, clock::wall_time now);
    void postpone(clock::wall_time now);
    std::shared_ptr<const token_failure> last_failure();

    std::mutex mutex_;
    std::optional<kept> kept_;
    bool fetching_ = false;
    std::list<std::shared_ptr<waiting>> waiters_;
    std::shared_ptr<const token_failure> failure_;  // of the fetch that ended last
};

/// Credentials whose tokens come from there.
credentials credentials_from(std::shared_ptr<token_source> source);

/// Nobody's, a given token's, a coroutine's, a service account's.
std::shared_ptr<token_source> no_tokens();
std::shared_ptr<token_source> given_token(std::string text, bool legacy);
std::shared_ptr<token_source> yielded_tokens(std::function<boost::asio::awaitable<access_token>()> yield);
std::shared_ptr<token_source> service_tokens(service_account account);

}  // namespace frameio::api
