#include "auth/installer_tokens.hpp"

#include <frameio/error.hpp>

#include <chrono>

namespace frameio::auth {

namespace asio = boost::asio;

namespace {

constexpr std::chrono::seconds good_for{1};

}  // namespace

token_owner admin_login(std::string user) {
    return {"", std::move(user)};
}

asio::awaitable<std::string> installer_tokens::acting_user() const {
    tenant_cache::facts known;
    try {
        known = co_await tenants_->find(where_);
    } catch (const error& failure) {
        throw api::token_failure(failure.what(), failure.code() == errc::store_failed);
    }
    if (!known) {
        throw api::token_failure("the app is not installed in the workspace " + where_.key(), false, login_required);
    }
    co_return known->acting_user;
}

// The user's own source keeps the token, and knows when to renew it; here it counts as long as what is known of
// tenants.
asio::awaitable<api::fetched_token> installer_tokens::fetch(api::token_means means) {
    std::string user = co_await acting_user();
    const std::shared_ptr<api::token_source> from = tokens_->credentials(admin_login(std::move(user))).source();
    std::string text = co_await from->token(means);
    const std::lock_guard lock(mutex_);
    last_ = from;
    const clock::wall_time until = means.time.now() + good_for;
    co_return api::fetched_token(api::access_token(std::move(text), until), until);
}

void installer_tokens::refused(const std::string& text) {
    std::shared_ptr<api::token_source> from;
    {
        const std::lock_guard lock(mutex_);
        from = last_;
    }
    if (from) {
        from->refuse(text);
    }
}

}  // namespace frameio::auth
