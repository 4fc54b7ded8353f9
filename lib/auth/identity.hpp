#pragma once

#include <frameio/api/client.hpp>
#include <frameio/clock.hpp>
#include <frameio/events.hpp>
#include <frameio/log.hpp>
#include <frameio/login.hpp>
#include <frameio/responses.hpp>

#include "auth/key_ring.hpp"
#include "auth/login_flow.hpp"
#include "auth/token_book.hpp"
#include "store/engine.hpp"
#include "web/brand.hpp"
#include "web/pages.hpp"

#include <memory>
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
    };

    /// @throws error (`errc::invalid_configuration`)
    explicit identity(parts of);

    token_book& tokens() noexcept {
        return *tokens_;
    }

    /// What the user reads who is to log in for the action.
    form login_form(const action_event& what) const;

    bool has(std::string_view path) const noexcept override;
    boost::asio::awaitable<web::response> answer(web::request asked) override;

private:
    std::shared_ptr<token_book> tokens_;
    std::unique_ptr<login_flow> logins_;
};

}  // namespace frameio::auth
