#pragma once

#include "auth/token_book.hpp"

#include <boost/asio/awaitable.hpp>

#include <memory>
#include <string>

namespace frameio::auth {

/// Finds a user's access token: the one that is kept, or a new one, which is then kept. Whoever renews it has a lock of
/// the store; the others wait for what comes of that. While Adobe gives no new one, the old one does until it ends.
///
/// To be run to its end whoever waits for it: when Adobe has answered, the old refresh token is worth nothing, and the
/// new one is nowhere but here.
class token_refresh {
public:
    /// @param refused  an access token that is not to be given again; empty: none
    token_refresh(std::shared_ptr<const token_book::parts> parts, token_owner who, std::string refused)
        : parts_(std::move(parts)), who_(std::move(who)), refused_(std::move(refused)) {}

    /// @throws token_failure
    boost::asio::awaitable<api::fetched_token> run();

private:
    struct kept {
        user_token token;
        store::document seen;  ///< in clear
    };

    /// Nothing: somebody else is at it, or was faster.
    using result = std::optional<api::fetched_token>;

    boost::asio::awaitable<result> attempt(api::token_means means);
    boost::asio::awaitable<result> renew(api::token_means means);
    boost::asio::awaitable<result> renew(api::token_means means, kept old);
    boost::asio::awaitable<result> end_login(api::token_means means, kept old) const;
    boost::asio::awaitable<kept> look() const;
    boost::asio::awaitable<bool> save(const user_token& fresh, store::document over, api::token_means means) const;
    bool is_good(const user_token& what) const;
    bool is_usable(const user_token& what) const;

    std::shared_ptr<const token_book::parts> parts_;
    token_owner who_;
    std::string refused_;
};

}  // namespace frameio::auth
