#pragma once

#include <frameio/api/credentials.hpp>
#include <frameio/clock.hpp>
#include <frameio/log.hpp>

#include "api/client_state.hpp"
#include "auth/adobe_login.hpp"
#include "auth/renewals.hpp"
#include "auth/user_token.hpp"
#include "auth/vault.hpp"
#include "store/engine.hpp"
#include "support/recently_used.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

namespace frameio::auth {

/// Whose tokens they are: a user of an account. Ids of users may be those of one account only, so a user of two
/// accounts logs in to each.
struct token_owner {
    token_owner(std::string account, std::string user) : account_id(std::move(account)), user_id(std::move(user)) {}

    /// Under which the store has them.
    std::string key() const;

    std::string account_id;
    std::string user_id;
};

/// The tokens of the users who have logged in. Thread-safe.
class token_book {
public:
    struct parts {
        std::shared_ptr<store::engine> store;
        std::shared_ptr<const vault> kept;
        std::shared_ptr<const adobe_login> adobe;
        std::shared_ptr<api::client_state> client;  ///< whose connections go to Adobe
        std::shared_ptr<renewals> under_way = std::make_shared<renewals>();
    };

    explicit token_book(parts of);
    ~token_book();

    /// Whether the user has logged in, and the login is not known to be over. What was damaged is none, and is logged.
    /// @throws store_error, and as `vault`
    boost::asio::awaitable<bool> has(token_owner who) const;

    /// Whether calls can be made as the user, as far as can be told: as `has`, and Adobe has not said just now that the
    /// login is over.
    /// @throws as above
    boost::asio::awaitable<bool> is_logged_in(token_owner who);

    /// Keeps what a login gave, instead of what there was.
    /// @throws as above
    boost::asio::awaitable<void> keep(token_owner who, api::token_answer given);

    /// Tells Adobe that the tokens are not to be good any more, and forgets them, also if Adobe cannot be told.
    /// @throws as above
    boost::asio::awaitable<void> forget(token_owner who);

    /// Renews the user's tokens if that was not done for three days, so that Adobe does not end a login that nobody
    /// uses: its refresh tokens are good for 14 days by default.
    /// @throws as above; token_failure
    /// @return whether there is a login
    boost::asio::awaitable<bool> keep_alive(token_owner who) const;

    /// Calls the API as the user. Tokens are renewed ahead of their end, once for all who ask meanwhile, in whatever
    /// process; the new ones are stored before they are used. Adobe's word that the login is over
    /// ("invalid_grant") forgets them; nothing else does.
    api::credentials credentials(const token_owner& who);

    /// Renews nothing from now on, and calls `done` when what is under way has ended, on whatever thread.
    void close(std::function<void()> done);

private:
    class source;

    boost::asio::awaitable<void> revoke(user_token what, api::token_means means) const;

    std::shared_ptr<const parts> parts_;
    std::mutex mutex_;
    recently_used<api::credentials> recent_;
};

/// Credentials of somebody who is not logged in, and why not.
api::credentials nobody(std::string why);

/// What a `token_failure` says of a user who has not logged in, or whose login is over.
inline constexpr const char* login_required = "login_required";

}  // namespace frameio::auth
