#pragma once

/// @file
/// Users who log in with Adobe, so that an app can call the Frame.io API on their behalf.

#include <frameio/api/client.hpp>

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace frameio {

/// The app's OAuth credential (a "Web App") of the Adobe Developer Console. Its redirect URI there is the server's
/// public URL (`server_options::public_url`) with "/auth/callback".
/// Source: Adobe Developer Console, "User Authentication"; the scopes are the OpenAPI's.
struct oauth_options {
    std::string client_id;      ///< empty: ADOBE_CLIENT_ID
    std::string client_secret;  ///< empty: ADOBE_CLIENT_SECRET
    /// "offline_access" is what gives tokens that can be renewed.
    std::string scopes = "openid email profile offline_access additional_info.roles";
    std::string ims_url;  ///< Adobe's identity service. Empty: ADOBE_IMS_URL, else "https://ims-na1.adobelogin.com"
};

/// What somebody was asked to log in for: ids as the action's event had them, empty where it had none.
struct login_reason {
    login_reason() = default;

    std::string account_id;
    std::string workspace_id;
    std::string project_id;
    std::string resource_id;
    std::string user_id;
    std::string interaction_id;
    std::string action;  ///< its event name
};

/// Somebody who has just logged in because an action wanted it.
class login {
public:
    login(api::client client, login_reason why) : api_(std::move(client)), why_(std::move(why)) {}

    /// Calls the Frame.io API as this user. May outlive the login's handler.
    const api::client& api() const noexcept {
        return api_;
    }
    const std::string& account_id() const noexcept {
        return why_.account_id;
    }
    const std::string& workspace_id() const noexcept {
        return why_.workspace_id;
    }
    const std::string& project_id() const noexcept {
        return why_.project_id;
    }
    /// Of the first one, where several assets were chosen.
    const std::string& resource_id() const noexcept {
        return why_.resource_id;
    }
    const std::string& user_id() const noexcept {
        return why_.user_id;
    }
    const std::string& interaction_id() const noexcept {
        return why_.interaction_id;
    }
    /// The event name of the action.
    const std::string& action() const noexcept {
        return why_.action;
    }

private:
    api::client api_;
    login_reason why_;
};

/// What the browser shows after a login.
class login_page {
public:
    /// That it went well, and that the user may go back to Frame.io.
    login_page() {}  // not defaulted: it must not be an aggregate

    /// A page with this title and text, both plain.
    static login_page text(std::string title, std::string text);

    /// A page of your own on the same host.
    /// @param path  begins with one slash: "/welcome?from=frameio"
    /// @throws error (`errc::invalid_argument`) for anything that could lead elsewhere
    static login_page redirect(std::string path);

    const std::string& title() const noexcept {
        return title_;
    }
    const std::string& body() const noexcept {
        return text_;
    }
    const std::string& path() const noexcept {
        return path_;
    }

private:
    std::string title_;
    std::string text_;
    std::string path_;
};

/// Called when a user has logged in for an action (`route::on_login`), on an executor of the server, several at once;
/// the browser waits for it, a minute at most, and it is not cancelled then. What it throws is logged; the browser
/// shows that the login went well, which it did.
using login_handler = std::function<boost::asio::awaitable<login_page>(login who)>;

}  // namespace frameio
