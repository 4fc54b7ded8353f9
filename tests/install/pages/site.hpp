#pragma once

/// @file
/// The install pages of an app, at a simulated Frame.io with two accounts, and the browsers of people there.

#include <frameio/install.hpp>

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "auth/identity.hpp"
#include "common/recording_sink.hpp"
#include "install/desk.hpp"
#include "install/pages/install_pages.hpp"
#include "install/workspace.hpp"
#include "testing/browser.hpp"
#include "web/message.hpp"

namespace frameio_test {

inline constexpr auto host = "https://app.example";

/// Beside the demo's account there is another one, with a workspace, and its owner Cleo.
inline constexpr auto other_account = "0ac00000-0000-4000-8000-000000000001";
inline constexpr auto other_workspace = "0ac00000-0000-4000-8000-000000000002";
/// A second workspace of the demo's account. Dora is its admin, and nothing but a member of the account.
inline constexpr auto second_workspace = "0ac00000-0000-4000-8000-000000000003";
inline constexpr auto nowhere = "0ac00000-0000-4000-8000-00000000000f";

using form = std::map<std::string, std::string>;

class site : public workspace {
public:
    explicit site(frameio::install_options how = usual_options());

    /// With a field of each kind.
    static frameio::install_options usual_options();

    /// Starts the app again, with other options or another blueprint, on the same store.
    void open(frameio::install_options how, install::blueprint what);

    /// Until no job runs.
    void settle();

    /// Replaces resources of Frame.io, or adds them: a list, in JSON.
    void change(const std::string& json) {
        world.platform()->add(json);
    }
    /// Gives somebody a role; empty: takes it.
    void give_role(std::string_view scope, std::string_view user, std::string_view role);
    std::string id_of_user(std::string_view name);
    /// Calls of Frame.io that change something, since the last time.
    std::size_t new_effects();

    /// The way of a request through the pages.
    frameio::web::response answer(frameio::web::request asked);
    /// Whether the user's tokens are kept.
    bool has_tokens(const std::string& user);
    void forget_tokens(const std::string& user);
    /// Without a login.
    void begin_session(class visitor& of, const std::string& user);
    /// As another process has left it.
    void keep(const install::record& what);

    std::shared_ptr<frameio::auth::identity> identity;
    std::shared_ptr<install::desk> desk;
    std::unique_ptr<install::install_pages> pages;
    std::shared_ptr<recording_sink> log = std::make_shared<recording_sink>();
    std::string stylesheet = "h1 { color: red; }";

private:
    frameio::api::client client_without_tokens();

    std::size_t seen_calls_ = 0;
};

/// Somebody's browser.
class visitor {
public:
    /// Who is logged in, if there is a name.
    explicit visitor(site& at, std::string_view name = {});

    frameio::web::response get(const std::string& target);
    /// As a page's own form: with its session's token, from this host.
    frameio::web::response post(const std::string& path, form values = {});
    frameio::web::response send(frameio::web::request asked);

    frameio::web::response log_in(std::string_view name);
    /// Up to the link that Adobe sends the browser back with, which it does not follow.
    std::string way_back(std::string_view name);

    /// For a workspace; empty: the demo's.
    form at_workspace(form values = {}, const std::string& which = {}, const std::string& account = {}) const;
    std::string page(const std::string& path = "/install/workspace", const std::string& which = {},
                     const std::string& account = {}) const;

    std::map<std::string, std::string> cookies;
    std::map<std::string, std::string> headers;  ///< of forms, instead of those of a page of this host
    std::string csrf;                            ///< of the last page that had one
    std::string made_from;                       ///< as well
    std::vector<std::string> secrets;            ///< of its session and logins, that nobody else is to know

    /// Its cookies, and its token.
    void take(const frameio::web::response& got);

    /// Some are too short to be told from something else.
    void note_secret(std::string_view text) {
        if (text.size() >= 16) {
            secrets.emplace_back(text);
        }
    }

private:
    site& at_;
    frameio::testing::browser chrome_;
};

std::string header(const frameio::web::response& of, std::string_view name);
bool shows(const frameio::web::response& page, std::string_view text);

}  // namespace frameio_test
