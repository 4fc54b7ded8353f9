#pragma once

#include <frameio/login.hpp>

#include "api/token_answer.hpp"
#include "http/client/url.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>
#include <string_view>

namespace frameio::auth {

/// Adobe's login as an app for Frame.io uses it: the authorization code grant with PKCE (RFC 6749, RFC 7636).
/// Immutable; thread-safe.
/// Source: Adobe Developer Console, "User Authentication", and its OpenID configuration.
class adobe_login {
public:
    /// @param options  complete
    /// @param public_url  where browsers reach this server, without a slash at the end
    /// @throws error (`errc::invalid_configuration`)
    adobe_login(oauth_options options, const std::string& public_url);

    /// Where the browser goes to log in.
    std::string authorize_url(std::string_view state, std::string_view challenge) const;

    /// @throws token_failure
    boost::asio::awaitable<api::token_answer> exchange(api::token_means means, std::string code,
                                                       std::string verifier) const;
    boost::asio::awaitable<api::token_answer> refresh(api::token_means means, std::string refresh_token) const;
    boost::asio::awaitable<void> revoke(api::token_means means, std::string token) const;

    /// What `iss` must be in an answer that has one (RFC 9207).
    const std::string& issuer() const noexcept {
        return token_url_.origin();
    }

private:
    api::token_request request(const http::url& to) const;

    oauth_options options_;
    std::string redirect_uri_;
    std::string authorize_url_;
    http::url token_url_;
    http::url revoke_url_;
};

}  // namespace frameio::auth
