#pragma once

#include <frameio/api/client.hpp>
#include <frameio/clock.hpp>
#include <frameio/install.hpp>
#include <frameio/log.hpp>

#include "auth/identity.hpp"
#include "install/desk.hpp"
#include "install/pages/config_form.hpp"
#include "install/pages/recent_roles.hpp"
#include "install/pages/visit.hpp"
#include "install/pages/workspace_page.hpp"
#include "support/line_budget.hpp"
#include "web/page.hpp"
#include "web/pages.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace frameio::install {

/// The pages by which admins install an app in their workspaces: below "/install".
///
/// Whoever asks for more than what the app is has logged in with Adobe, and each time it is asked anew, as that user,
/// whether they may: who may not reads the same whether there is such a workspace or not. What changes something is a
/// form of these pages, and of the user's own session. Nothing is shown that is secret.
class install_pages final : public web::pages {
public:
    struct parts {
        std::shared_ptr<auth::identity> identity;
        std::shared_ptr<install::desk> desk;
        api::client client;
        install_options options;
        std::string stylesheet;  ///< the text of `install_options::stylesheet`
        clock* time;
        logger log;
    };

    /// @param of  its options make a brand without problems: see `web::brand_of`
    explicit install_pages(parts of);

    bool has(std::string_view path) const noexcept override;
    boost::asio::awaitable<web::response> answer(web::request asked) override;
    std::size_t largest_form(std::string_view path) const noexcept override;

private:
    using answering = boost::asio::awaitable<web::response> (install_pages::*)(const visit&);

    /// What is at a path for those who have logged in.
    struct route {
        std::string_view path;
        answering get;   ///< null: nothing
        answering post;  ///< null: nothing
        bool is_of_workspace = false;

        std::string_view methods() const noexcept;
    };
    static const route routes[];
    static const route* find(std::string_view path) noexcept;

    boost::asio::awaitable<web::response> enter(const route& at, web::request asked);
    boost::asio::awaitable<web::response> answer(const route* at, web::request asked);
    boost::asio::awaitable<web::response> serve(const route& at, visit& by);
    boost::asio::awaitable<web::response> fail(const route& at, const visit& by, api::api_error failure);

    boost::asio::awaitable<web::response> show_accounts(const visit& by);
    boost::asio::awaitable<web::response> show_account(const visit& by);
    boost::asio::awaitable<web::response> show_workspace(const visit& by);
    boost::asio::awaitable<web::response> ask_to_uninstall(const visit& by);
    boost::asio::awaitable<web::response> apply(const visit& by);
    boost::asio::awaitable<web::response> configure(const visit& by);
    boost::asio::awaitable<web::response> save(const visit& by, config_form typed);
    boost::asio::awaitable<web::response> refuse_outdated(const visit& by, config_form typed);
    boost::asio::awaitable<web::response> uninstall(const visit& by);
    boost::asio::awaitable<web::response> log_out(const visit& by);

    boost::asio::awaitable<void> forget_tokens_of(std::string user);
    boost::asio::awaitable<bool> is_needed(std::string user);

    web::response taken(const visit& by, bool has_begun);
    visit visit_of(const web::request& asked, auth::session who) const;
    web::response landing(bool is_over) const;
    web::response style() const;
    web::response refuse(std::string_view title, std::string_view text, std::string_view reason);
    web::response refuse_stranger();
    web::response unavailable(unsigned status, std::string text, std::string_view reason);
    web::response unreadable(const route* at, std::string_view reason);
    void note_order(const visit& by);
    bool has_orders(const std::string& user);
    void note(std::string_view text, const visit& by) const;

    parts parts_;
    web::page_maker pages_;
    workspace_page workspace_;
    line_budget lines_;
    mutable recent_roles roles_;
    std::mutex mutex_;
    std::vector<std::pair<std::string, tenant>> orders_;  // by whom something was begun, and where
};

}  // namespace frameio::install
