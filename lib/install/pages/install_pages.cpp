#include "install/pages/install_pages.hpp"

#include "auth/installer_tokens.hpp"
#include "install/pages/built_in.hpp"
#include "install/pages/config_form.hpp"
#include "install/pages/views.hpp"
#include "store/engine.hpp"
#include "web/brand.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace frameio::install {

namespace asio = boost::asio;
namespace json = boost::json;

namespace {

constexpr std::string_view home = "/install";
constexpr std::string_view login_path = "/install/login";
constexpr std::string_view style_path = "/install/style.css";

// A user waits: half of the time that a page may take.
constexpr std::chrono::seconds time_for_platform{30};
constexpr unsigned attempts = 3;

constexpr const char* seconds_to_wait = "30";

std::string template_for(std::string_view content) {
    return std::string(built_in::visitor_html()).append(content);
}

/// Whether the platform has answered, though not as it should.
bool has_answered(const api::api_error& failure) {
    return failure.status() != 0 && failure.code() != api::errc::rate_limited;
}

}  // namespace

constexpr install_pages::route install_pages::routes[] = {
    {home, &install_pages::show_accounts, nullptr, false},
    {"/install/account", &install_pages::show_account, nullptr, false},
    {"/install/workspace", &install_pages::show_workspace, nullptr, true},
    {"/install/uninstall", &install_pages::ask_to_uninstall, &install_pages::uninstall, true},
    {"/install/apply", nullptr, &install_pages::apply, true},
    {"/install/configure", nullptr, &install_pages::configure, true},
    {"/install/logout", nullptr, &install_pages::log_out, false},
};

std::string_view install_pages::route::methods() const noexcept {
    return get == nullptr ? "POST" : post == nullptr ? "GET, HEAD" : "GET, HEAD, POST";
}

const install_pages::route* install_pages::find(std::string_view path) noexcept {
    const auto* const found = std::ranges::find(routes, path, &route::path);
    return found == std::end(routes) ? nullptr : found;
}

install_pages::install_pages(parts of)
    : parts_(std::move(of)), pages_(web::brand_of(parts_.options)), workspace_(*parts_.desk, pages_, parts_.options) {}

bool install_pages::has(std::string_view path) const noexcept {
    return find(path) != nullptr || path == login_path || (path == style_path && !parts_.stylesheet.empty());
}

asio::awaitable<web::response> install_pages::answer(web::request asked) {
    const bool is_post = asked.method == "POST";
    const route* const at = find(asked.path);
    const bool is_there = at == nullptr ? !is_post : (is_post ? at->post : at->get) != nullptr;
    if (!is_there) {
        web::response made = pages_.message(405, "Not this way", "Nothing was changed. Go back, and try again.");
        made.headers.emplace_back("Allow", at == nullptr ? "GET, HEAD" : at->methods());
        co_return made;
    }
    if (at == nullptr && asked.path == style_path) {
        co_return style();
    }
    web::response made;
    try {
        if (at == nullptr) {
            made = co_await parts_.identity->begin_page_login(std::string(home));
        } else {
            made = co_await enter(*at, std::move(asked));
        }
    } catch (const store::store_error& failure) {
        made = unavailable(503, "The app cannot look into its store at the moment.", failure.what());
    }
    co_return made;
}

// Who has no session is told nothing but what the app is.
asio::awaitable<web::response> install_pages::enter(const route& at, web::request asked) {
    auto who = co_await parts_.identity->sessions().find(asked);
    if (!who) {
        co_return at.path == home ? landing(false) : web::response::see_other(std::string(home));
    }
    const bool is_post = asked.method == "POST";
    if (is_post && !parts_.identity->sessions().is_own_form(asked, *who)) {
        co_return refuse("This form cannot be taken",
                         "It was not sent by the page that it belongs to, or you have logged in again since. Nothing "
                         "was changed. Go back, load that page again, and send it once more.",
                         "a form is not of the user's session");
    }
    visit by = visit_of(asked, std::move(*who));
    std::optional<api::api_error> failure;
    try {
        web::response made = co_await serve(at, by);
        co_return made;
    } catch (const api::api_error& failed) {
        failure.emplace(failed);
    }
    web::response made = co_await fail(at, by, std::move(*failure));
    co_return made;
}

visit install_pages::visit_of(const web::request& asked, auth::session who) const {
    api::retry_policy patience;
    patience.attempts = attempts;
    api::call_options how;
    how.deadline(parts_.time->steady() + time_for_platform).urgency(api::priority::interactive).retry(patience);
    api::client as =
        parts_.client.with(how).with(parts_.identity->tokens()->credentials(auth::admin_login(who.user_id)));
    rights may(as, who.user_id, parts_.options.allowed_accounts);
    return {asked, std::move(who), std::move(as), std::move(may)};
}

asio::awaitable<web::response> install_pages::serve(const route& at, visit& by) {
    if (at.is_of_workspace) {
        auto found = co_await by.may.workspace(by.text("account"), by.text("workspace"));
        if (!found) {
            co_return refuse_stranger();
        }
        by.at = std::move(*found);
    }
    const answering what = by.asked.method == "POST" ? at.post : at.get;
    web::response made = co_await (this->*what)(by);
    co_return made;
}

// Without a token it is looked at whether there is one yet: Adobe may only be away.
asio::awaitable<web::response> install_pages::fail(const route& at, const visit& by, api::api_error failure) {
    bool is_over = failure.is_unauthorized();
    if (failure.code() == api::errc::no_token) {
        const bool has_token = co_await parts_.identity->tokens()->has(auth::admin_login(by.who.user_id));
        is_over = !has_token;
    }
    if (is_over) {
        co_return at.path == home ? landing(true) : web::response::see_other(std::string(home));
    }
    co_return unavailable(has_answered(failure) ? 502 : 503, "Frame.io does not answer as it should at the moment.",
                          failure.what());
}

web::response install_pages::unavailable(unsigned status, std::string text, std::string_view reason) {
    write_within(lines_, *parts_.time, parts_.log, log_level::warning, "a page for installing cannot be shown now",
                 log_field("reason", reason));
    text += " Nothing is lost. Load this page again in a minute: what you have sent is sent once more then.";
    web::response made = pages_.message(status, "This does not work at the moment", text);
    if (status == 503) {
        made.headers.emplace_back("Retry-After", seconds_to_wait);
    }
    return made;
}

web::response install_pages::refuse(std::string_view title, std::string_view text, std::string_view reason) {
    write_within(lines_, *parts_.time, parts_.log, log_level::warning, "a page for installing was refused",
                 log_field("reason", reason));
    return pages_.message(403, title, text, home, "All accounts");
}

// The same in each case: nobody learns here what there is.
web::response install_pages::refuse_stranger() {
    return refuse("You cannot install the app there",
                  "There is no such account or workspace, or you are not an admin of it, or the app is not meant for "
                  "it. Ask an admin, or choose another one.",
                  "the user is no admin there");
}

web::response install_pages::landing(bool is_over) const {
    static const std::string text = std::string(built_in::landing_html()).append(built_in::contents_html());
    json::object contents = view_of(parts_.desk->wanted());
    contents["url"] = false;
    return pages_.page(200, "Install " + parts_.options.name, text,
                       {{"app", parts_.options.name},
                        {"is_over", is_over},
                        {"acts_as_installer", parts_.options.acts == acting_as::installer},
                        {"contents", std::move(contents)}});
}

web::response install_pages::style() const {
    web::response made;
    made.headers.emplace_back("Content-Type", "text/css; charset=utf-8");
    made.headers.emplace_back("X-Content-Type-Options", "nosniff");
    made.headers.emplace_back("Cache-Control", "public, max-age=300");
    made.body = parts_.stylesheet;
    return made;
}

asio::awaitable<web::response> install_pages::show_accounts(const visit& by) {
    static const std::string text = template_for(built_in::accounts_html());
    const std::vector<place> all = co_await by.may.accounts();
    json::object data = workspace_.data_for(by);
    data["accounts"] = view_of(all);
    data["has_accounts"] = !all.empty();
    co_return pages_.page(200, "Install " + parts_.options.name, text, std::move(data));
}

asio::awaitable<web::response> install_pages::show_account(const visit& by) {
    static const std::string text = template_for(built_in::workspaces_html());
    const auto found = co_await by.may.account(by.text("account"));
    if (!found) {
        co_return refuse_stranger();
    }
    json::object data = workspace_.data_for(by);
    data["account_id"] = found->account.id;
    data["workspaces"] = view_of(found->workspaces);
    data["has_workspaces"] = !found->workspaces.empty();
    data["is_complete"] = found->is_complete;
    co_return pages_.page(200, found->account.name, text, std::move(data));
}

asio::awaitable<web::response> install_pages::show_workspace(const visit& by) {
    return workspace_.show(by);
}

asio::awaitable<web::response> install_pages::ask_to_uninstall(const visit& by) {
    return workspace_.ask_to_uninstall(by);
}

void install_pages::note(std::string_view text, const visit& by) const {
    parts_.log.info(text, log_field("account", by.at.account.id), log_field("workspace", by.at.workspace.id),
                    log_field("user", by.who.user_id));
}

asio::awaitable<web::response> install_pages::apply(const visit& by) {
    const auto known = co_await parts_.desk->records().find(by.where());
    config_form typed(parts_.options.fields, known ? known->config : config());
    typed.read(by.sent);
    if (!typed.is_good()) {
        web::response made = co_await workspace_.refuse(
            by, 400, "Nothing was changed: the settings are not complete yet, or not all of them fit.",
            std::move(typed));
        co_return made;
    }
    std::optional<config> settings;
    if (!known || typed.was_sent()) {
        settings = typed.settings();
    }
    note("an app is to be installed, updated or repaired", by);
    const bool has_begun = parts_.desk->install(by.where(), by.who.user_id, std::move(settings));
    co_return taken(by, has_begun);
}

asio::awaitable<web::response> install_pages::configure(const visit& by) {
    const auto known = co_await parts_.desk->records().find(by.where());
    if (!known) {
        co_return web::response::see_other(page_of(by.where()));  // which says that there is nothing to be told
    }
    config_form typed(parts_.options.fields, known->config);
    typed.read(by.sent);
    if (!typed.is_good()) {
        web::response made = co_await workspace_.refuse(
            by, 400, "Nothing was saved: the settings are not complete yet, or not all of them fit.", std::move(typed));
        co_return made;
    }
    const result got = co_await parts_.desk->configure(by.where(), typed.settings());
    if (got.under_way) {
        web::response made = co_await workspace_.refuse(
            by, 409, "Nothing was saved: somebody works on the installation right now. Please try again in a moment.",
            std::move(typed));
        co_return made;
    }
    parts_.identity->tenants()->look_again();
    note("the settings of an installation were changed", by);
    co_return web::response::see_other(page_of(by.where()) + "&saved=1");
}

asio::awaitable<web::response> install_pages::uninstall(const visit& by) {
    note("an app is to be uninstalled", by);
    const bool has_begun = parts_.desk->uninstall(by.where(), by.who.user_id);
    co_return taken(by, has_begun);
}

// If something else is under way there, its page says so.
web::response install_pages::taken(const visit& by, bool has_begun) {
    if (!has_begun && !parts_.desk->is_running(by.where())) {
        return unavailable(503, "The app is about to stop, or has not started yet.", "nothing is installed now");
    }
    return web::response::see_other(page_of(by.where()));
}

// The tokens stay: what was begun is ended with them, and the app may work as the user.
asio::awaitable<web::response> install_pages::log_out(const visit& by) {
    web::response made = web::response::see_other(std::string(home));
    co_await parts_.identity->sessions().end(by.asked, made);
    co_return made;
}

}  // namespace frameio::install
