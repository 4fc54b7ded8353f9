#include "auth/identity.hpp"

#include <utility>

namespace frameio::auth {

identity::identity(parts of) {
    auto kept = std::make_shared<const vault>(of.store, of.keys);
    auto adobe = std::make_shared<const adobe_login>(of.oauth, of.public_url);
    tokens_ = std::make_shared<token_book>(token_book::parts{of.store, kept, adobe, api::state_of(of.client)});
    auto page_maker = std::make_shared<const web::page_maker>(of.look);
    logins_ = std::make_unique<login_flow>(
        login_flow::parts{std::move(kept), std::move(adobe), tokens_, std::move(of.client), std::move(page_maker),
                          std::move(of.after_login), of.time, std::move(of.log), std::move(of.public_url)});
}

form identity::login_form(const action_event& what) const {
    login_claim claim;
    claim.account_id = what.account_id;
    claim.user_id = what.user_id;
    claim.interaction_id = what.interaction_id;
    claim.action = what.type;
    return form("Please log in")
        .description(
            "This action works for you in Frame.io, and needs your consent. Open the link and log in with "
            "Adobe; then come back here and submit this form.")
        .link("frameio_login", "Log in with Adobe", logins_->link(std::move(claim)));
}

bool identity::has(std::string_view path) const noexcept {
    return logins_->has(path);
}

boost::asio::awaitable<web::response> identity::answer(web::request asked) {
    return logins_->answer(std::move(asked));
}

}  // namespace frameio::auth
