#pragma once

#include <frameio/api/client.hpp>
#include <frameio/api/models/users.hpp>
#include <frameio/clock.hpp>
#include <frameio/log.hpp>
#include <frameio/login.hpp>

#include "api/client_state.hpp"
#include "api/token_answer.hpp"
#include "auth/adobe_login.hpp"
#include "auth/login_claim.hpp"
#include "auth/sessions.hpp"
#include "auth/token_book.hpp"
#include "auth/vault.hpp"
#include "support/line_budget.hpp"
#include "support/recently_used.hpp"
#include "web/page.hpp"
#include "web/pages.hpp"

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace frameio::auth {

/// The pages that a user logs in by: "/auth/login", which sends him to Adobe, and "/auth/callback", where he comes
/// back. What it does not expect is refused: a link that this server did not make, or long ago; an answer of Adobe's
/// that nobody asked for, that was used before, or that comes to another browser; and somebody else than the user who
/// was asked.
///
/// A login is either one that an action asked a certain user for, or one to pages, of whoever it is, who then has a
/// session there.
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
        std::shared_ptr<const sessions> visitors;
    };

    explicit login_flow(parts of);

    /// Where the user is to go in his browser. Good for 10 min.
    std::string link(login_claim who) const;

    /// Sends a browser to Adobe, to log in to pages. Who has done so has a session, and goes on to `back_to`: a path of
    /// this host that no user has chosen. His tokens are kept: see `admin_login`.
    ///
    /// Anybody may ask for that, and each costs a place in the store for 10 min: so many in a second, and no more.
    boost::asio::awaitable<web::response> begin_page_login(std::string back_to);

    bool has(std::string_view path) const noexcept override;
    boost::asio::awaitable<web::response> answer(web::request asked) override;

private:
    /// A login that has begun.
    struct transaction;

    boost::asio::awaitable<web::response> begin(web::request asked);
    boost::asio::awaitable<web::response> send_to_adobe(transaction what);
    boost::asio::awaitable<web::response> come_back(web::request asked);
    boost::asio::awaitable<web::response> finish(const web::request& asked, transaction what, std::string code);
    boost::asio::awaitable<web::response> finish_claim(login_claim who, api::profile me, api::token_answer given);
    boost::asio::awaitable<web::response> finish_page(const web::request& asked, std::string back_to, api::profile me,
                                                      api::token_answer given);
    /// @param action  empty: to pages
    void note_login(const token_owner& who, std::string_view action) const;
    boost::asio::awaitable<web::response> welcome(login_claim who, api::client as);
    boost::asio::awaitable<std::optional<transaction>> take(std::string_view state, const web::request& asked);
    web::response refuse(unsigned status, std::string_view title, std::string_view text, std::string_view reason);
    bool may_begin();
    /// Each login that begins costs a place in the store, and whoever has a link can use it again.
    bool may_begin_again(const login_claim& by);

    parts parts_;
    line_budget refusals_;
    std::mutex mutex_;
    clock::steady_time second_{};  ///< since when page logins are counted
    unsigned begun_ = 0;
    recently_used<unsigned> begun_by_link_;
};

}  // namespace frameio::auth
