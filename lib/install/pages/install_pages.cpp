#include "install/pages/install_pages.hpp"

#include "auth/installer_tokens.hpp"
#include "install/pages/built_in.hpp"
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

/// Whether it would not help to try again.
bool is_unreadable(const error& failure) {
    return failure.code() == errc::no_key || failure.code() == errc::tampered;
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
    : parts_(std::move(of)),
      pages_(web::brand_of(parts_.options)),
      workspace_(*parts_.desk, pages_, parts_.options),
      roles_(*parts_.time) {}

bool install_pages::has(std::string_view path) const noexcept {
    return find(path) != nullptr || path == login_path || (path == style_path && !parts_.stylesheet.empty());
}

std::size_t install_pages::largest_form(std::string_view path) const noexcept {
    return std::max(web::pages::largest_form(path), largest_form_of(parts_.options.fields));
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
    web::response made = co_await answer(at, std::move(asked));
    co_return made;
}

// What does not work is told by a page.
asio::awaitable<web::response> install_pages::answer(const route* at, web::request asked) {
    web::response made;
    try {
        if (at == nullptr) {
            made = co_await parts_.identity->begin_page_login(std::string(home));
        } else {
            made = co_await enter(*at, std::move(asked));
        }
    } catch (const store::store_error& failure) {
        made = unavailable(503, "The app cannot look into its store at the moment.", failure.what());
    } catch (const error& failure) {
        if (!is_unreadable(failure)) {
            throw;
        }
        made = unreadable(at, failure.what());
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
    const house_rules rules(parts_.options.allowed_accounts, parts_.desk->records(), roles_);
    rights may(as, who.user_id, rules);
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

web::response install_pages::unreadable(const route* at, std::string_view reason) {
    write_within(lines_, *parts_.time, parts_.log, log_level::error, "what is kept for a page cannot be read",
                 log_field("reason", reason));
    const bool is_of_workspace = at != nullptr && at->is_of_workspace;
    return pages_.message(503, "This does not work",
                          std::string("The app cannot read what it keeps of ") +
                              (is_of_workspace ? "this workspace" : "you") +
                              ": its encryption key is missing, or the record was changed. Those who run the app find "
                              "out more with \"frameio keys check\".");
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

}  // namespace frameio::install
