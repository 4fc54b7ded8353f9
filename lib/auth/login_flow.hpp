#pragma once

#include <frameio/api/client.hpp>
#include <frameio/log.hpp>
#include <frameio/login.hpp>

#include "api/client_state.hpp"
#include "auth/adobe_login.hpp"
#include "auth/login_claim.hpp"
#include "auth/token_book.hpp"
#include "auth/vault.hpp"
#include "support/line_budget.hpp"
#include "web/page.hpp"
#include "web/pages.hpp"

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace frameio::auth {

/// The pages that a user logs in by: "/auth/login", which sends him to Adobe, and "/auth/callback", where he comes
/// back. What it does not expect is refused: a link that this server did not make, or long ago; an answer of Adobe's
/// that nobody asked for, that was used before, or that comes to another browser; and somebody else than the user who
/// was asked.
class login_flow final : public web::pages {
public:
    /// The handler of an action's `route::on_login`; null: there is none.
    using handler_of = std::function<const login_handler*(std::string_view action)>;

    struct parts {
        std::shared_ptr<const vault> kept;
        std::shared_ptr<const adobe_login> adobe;
        std::shared_ptr<token_book> tokens;
        api::client client;
        std::shared_ptr<const web::page_maker> pages;
        handler_of after_login;
        clock* time;
        logger log;
        std::string public_url;  ///< without a slash at the end
    };

    explicit login_flow(parts of);

    /// Where the user is to go in his browser. Good for 10 min.
    std::string link(login_claim who) const;

    bool has(std::string_view path) const noexcept override;
    boost::asio::awaitable<web::response> answer(web::request asked) override;

private:
    /// A login that has begun.
    struct transaction;

    boost::asio::awaitable<web::response> begin(web::request asked);
    boost::asio::awaitable<web::response> come_back(web::request asked);
    boost::asio::awaitable<web::response> finish(transaction what, std::string code);
    boost::asio::awaitable<web::response> welcome(login_claim who, api::client as);
    boost::asio::awaitable<std::optional<transaction>> take(std::string_view state, const web::request& asked);
    web::response refuse(unsigned status, std::string_view title, std::string_view text, std::string_view reason);

    parts parts_;
    line_budget refusals_;
};

}  // namespace frameio::auth
