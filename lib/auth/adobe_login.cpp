#include "auth/adobe_login.hpp"

#include "support/base64.hpp"
#include "web/form_data.hpp"

#include <chrono>
#include <utility>

namespace frameio::auth {

namespace asio = boost::asio;

namespace {

// Of tokens whose answer does not say how long they live. Adobe's say so.
constexpr std::chrono::hours cautious_life{1};

}  // namespace

adobe_login::adobe_login(oauth_options options, const std::string& public_url)
    : options_(std::move(options)),
      redirect_uri_(public_url + "/auth/callback"),
      authorize_url_(api::adobe_url(api::adobe_base(options_.ims_url), "/ims/authorize/v2").text()),
      token_url_(api::adobe_url(api::adobe_base(options_.ims_url), "/ims/token/v3")),
      revoke_url_(api::adobe_url(api::adobe_base(options_.ims_url), "/ims/revoke")) {}

std::string adobe_login::authorize_url(std::string_view state, std::string_view challenge) const {
    std::string made = authorize_url_;
    const std::pair<std::string_view, std::string_view> parameters[] = {
        {"client_id", options_.client_id},
        {"redirect_uri", redirect_uri_},
        {"scope", options_.scopes},
        {"response_type", "code"},
        {"state", state},
        {"code_challenge", challenge},
        {"code_challenge_method", "S256"},
    };
    for (const auto& [name, value] : parameters) {
        made = web::with_parameter(std::move(made), name, value);
    }
    return made;
}

api::token_request adobe_login::request(const http::url& to) const {
    api::token_request made(to);
    made.authorization = "Basic " + encode_base64(options_.client_id + ":" + options_.client_secret);
    made.remedy = "; are ADOBE_CLIENT_ID and ADOBE_CLIENT_SECRET those of the Web App credential?";
    made.usual_life = cautious_life;
    return made;
}

asio::awaitable<api::token_answer> adobe_login::exchange(api::token_means means, std::string code,
                                                         std::string verifier) const {
    api::token_request asked = request(token_url_);
    asked.add("grant_type", "authorization_code").add("code", code).add("code_verifier", verifier);
    asked.add("redirect_uri", redirect_uri_);
    return api::ask_for_token(means, std::move(asked));
}

asio::awaitable<api::token_answer> adobe_login::refresh(api::token_means means, std::string refresh_token) const {
    api::token_request asked = request(token_url_);
    asked.add("grant_type", "refresh_token").add("refresh_token", refresh_token);
    return api::ask_for_token(means, std::move(asked));
}

asio::awaitable<void> adobe_login::revoke(api::token_means means, std::string token) const {
    api::token_request asked = request(revoke_url_);
    asked.add("token", token);
    return api::tell(means, std::move(asked));
}

}  // namespace frameio::auth
