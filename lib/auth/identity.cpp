#include "auth/identity.hpp"

#include <frameio/error.hpp>

#include "auth/installer_tokens.hpp"

#include <utility>

namespace frameio::auth {

namespace {

constexpr std::size_t most_installers = 10'000;

}  // namespace

identity::identity(parts of) : tenants_(std::move(of.tenants)), installers_(most_installers) {
    auto kept = std::make_shared<const vault>(of.store, of.keys);
    auto adobe = std::make_shared<const adobe_login>(of.oauth, of.public_url);
    tokens_ = std::make_shared<token_book>(token_book::parts{of.store, kept, adobe, api::state_of(of.client)});
    sessions_ = std::make_shared<const auth::sessions>(kept, *of.time, of.public_url);
    auto page_maker = std::make_shared<const web::page_maker>(of.look);
    logins_ = std::make_unique<login_flow>(
        login_flow::parts{std::move(kept), std::move(adobe), tokens_, std::move(of.client), std::move(page_maker),
                          std::move(of.after_login), of.time, std::move(of.log), std::move(of.public_url), sessions_});
}

api::credentials identity::installer(const tenant& where) {
    if (!tenants_) {
        throw error(errc::invalid_configuration, "nobody can install this app; call app.installable()");
    }
    const std::lock_guard lock(mutex_);
    const std::string key = where.key();
    if (const api::credentials* const known = installers_.find(key)) {
        return *known;
    }
    return installers_.put(key, api::credentials_from(std::make_shared<installer_tokens>(tenants_, tokens_, where)));
}

form identity::login_form(const action_event& what) const {
    login_claim claim;
    claim.account_id = what.account_id;
    claim.workspace_id = what.workspace_id;
    claim.project_id = what.project_id;
    claim.resource_id = what.resource.id;
    claim.user_id = what.user_id;
    claim.interaction_id = what.interaction_id;
    claim.action = what.type;
    return form("Please log in")
        .description(
            "This action works for you in Frame.io, and needs your consent. Open the link and log in with "
            "Adobe; then come back here and submit this form.")
        .link("frameio_login", "Log in with Adobe", logins_->link(std::move(claim)));
}

boost::asio::awaitable<web::response> identity::begin_page_login(std::string back_to) {
    return logins_->begin_page_login(std::move(back_to));
}

bool identity::has(std::string_view path) const noexcept {
    return logins_->has(path);
}

boost::asio::awaitable<web::response> identity::answer(web::request asked) {
    return logins_->answer(std::move(asked));
}

}  // namespace frameio::auth
