#pragma once

#include <frameio/api/client.hpp>
#include <frameio/clock.hpp>
#include <frameio/events.hpp>
#include <frameio/log.hpp>
#include <frameio/login.hpp>
#include <frameio/responses.hpp>

#include "auth/key_ring.hpp"
#include "auth/login_flow.hpp"
#include "auth/sessions.hpp"
#include "auth/tenant_cache.hpp"
#include "auth/token_book.hpp"
#include "store/engine.hpp"
#include "support/recently_used.hpp"
#include "web/brand.hpp"
#include "web/pages.hpp"

#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace frameio::auth {

/// Who uses an app, as far as a server knows: the pages that users log in by, and their tokens. Thread-safe.
class identity final : public web::pages {
public:
    struct parts {
        std::shared_ptr<store::engine> store;
        std::shared_ptr<const key_ring> keys;
        api::client client;
        oauth_options oauth;
        web::brand look;
        login_flow::handler_of after_login;
        std::string public_url;
        clock* time;
        logger log;
        std::shared_ptr<tenant_cache> tenants;  ///< null: nobody installs the app
    };

    /// @throws error (`errc::invalid_configuration`)
    explicit identity(parts of);

    const std::shared_ptr<token_book>& tokens() const noexcept {
        return tokens_;
    }
    /// Null: nobody installs the app.
    const std::shared_ptr<tenant_cache>& tenants() const noexcept {
        return tenants_;
    }

    /// Calls the API as the admin who has installed the app there. Copies of the same credentials for the same tenant.
    /// @throws error (`errc::invalid_configuration`) if nobody installs the app
    api::credentials installer(const tenant& where);

    /// The sessions of those who have logged in to pages.
    const auth::sessions& sessions() const noexcept {
        return *sessions_;
    }

    /// See `login_flow::begin_page_login`.
    boost::asio::awaitable<web::response> begin_page_login(std::string back_to);

    /// What the user reads who is to log in for the action.
    form login_form(const action_event& what) const;

    bool has(std::string_view path) const noexcept override;
    boost::asio::awaitable<web::response> answer(web::request asked) override;

private:
    std::shared_ptr<token_book> tokens_;
    std::shared_ptr<const auth::sessions> sessions_;
    std::shared_ptr<tenant_cache> tenants_;
    std::mutex mutex_;
    recently_used<api::credentials> installers_;
    std::unique_ptr<login_flow> logins_;
};

}  // namespace frameio::auth
