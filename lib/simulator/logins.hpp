#pragma once

#include <frameio/clock.hpp>

#include "simulator/world.hpp"
#include "web/message.hpp"

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace frameio::sim {

/// Adobe's login (IMS), as far as apps for Frame.io use it: authorization codes with or without PKCE, refresh tokens
/// that rotate, client credentials. Any client id and secret are good, but a code or a refresh token only for the
/// client that it was made for.
/// Source: Adobe Developer Console, "User Authentication" and "Server to Server Authentication".
class logins {
public:
    /// `in` outlives it.
    explicit logins(world& in);

    /// A token that is always good, for the user.
    void grant(std::string token, std::string_view user_id);

    /// Whose it is; null if it is not good, or not any more.
    resource* user_of(std::string_view token);

    /// Answers what is asked for below "/ims/"; nothing if it is something else.
    std::optional<web::response> answer(const web::request& asked);

    /// All access tokens are expired from now on, as they are after a day.
    void expire_all();

private:
    struct grant_of {
        std::string user_id;
        std::string client_id;
        std::string scope;
        clock::wall_time until = clock::wall_time::max();
    };
    struct pending_code : grant_of {
        std::string redirect_uri;
        std::string challenge;  // as it would be of a verifier; empty: none
        bool is_plain = false;
    };
    using fields = web::query_values;

    web::response choose_user(const fields& asked) const;
    web::response give_code(const fields& asked);
    web::response give_token(const web::request& asked);
    web::response exchange_code(const fields& form, const std::string& client);
    web::response refresh(const fields& form, const std::string& client);
    web::response give_machine_token(const fields& form, const std::string& client);
    web::response tell_user(const web::request& asked);
    web::response revoke(const web::request& asked);
    json::object tokens_for(const grant_of& who, bool with_refresh);
    resource& machine_user();

    world& world_;
    std::map<std::string, grant_of, std::less<>> access_;
    std::map<std::string, grant_of, std::less<>> refresh_;
    std::map<std::string, pending_code, std::less<>> codes_;
};

}  // namespace frameio::sim
