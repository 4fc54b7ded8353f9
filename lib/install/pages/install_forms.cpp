#include "auth/installer_tokens.hpp"
#include "install/pages/config_form.hpp"
#include "install/pages/install_pages.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

// What the forms of the install pages do.

namespace frameio::install {

namespace asio = boost::asio;

namespace {

// Of installations that are looked through when somebody logs out.
constexpr std::size_t records_at_once = 100;
constexpr std::size_t most_pages = 100;

}  // namespace

void install_pages::note(std::string_view text, const visit& by) const {
    parts_.log.info(text, log_field("account", by.at.account.id), log_field("workspace", by.at.workspace.id),
                    log_field("user", by.who.user_id));
}

asio::awaitable<web::response> install_pages::apply(const visit& by) {
    const auto known = co_await parts_.desk->records().find(by.where());
    config_form typed(parts_.options.fields, known);
    typed.read(by.sent);
    const bool is_under_way = parts_.desk->is_running(by.where()) || (known && known->is_interrupted());
    if (typed.is_outdated() && is_under_way) {
        co_return web::response::see_other(page_of(by.where()));  // the second of two clicks, for one
    }
    if (typed.is_outdated()) {
        web::response made = co_await refuse_outdated(by, std::move(typed));
        co_return made;
    }
    if (!typed.is_good()) {
        web::response made = co_await workspace_.refuse(
            by, 400, "Nothing was changed: the settings are not complete yet, or not all of them fit.",
            std::move(typed));
        co_return made;
    }
    std::optional<answers> settings;
    if (!known || typed.has_changes()) {
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
    config_form typed(parts_.options.fields, known);
    typed.read(by.sent);
    if (typed.is_outdated()) {
        web::response made = co_await refuse_outdated(by, std::move(typed));
        co_return made;
    }
    if (!typed.is_good()) {
        web::response made = co_await workspace_.refuse(
            by, 400, "Nothing was saved: the settings are not complete yet, or not all of them fit.", std::move(typed));
        co_return made;
    }
    web::response made = co_await save(by, std::move(typed));
    co_return made;
}

asio::awaitable<web::response> install_pages::save(const visit& by, config_form typed) {
    const result got = co_await parts_.desk->configure(by.where(), typed.settings());
    if (got.is_outdated) {
        const auto now = co_await parts_.desk->records().find(by.where());
        config_form again(parts_.options.fields, now);
        again.read(by.sent);
        web::response made = co_await refuse_outdated(by, std::move(again));
        co_return made;
    }
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

// The form that is shown is made from what there is now: whoever sends it again knows that.
asio::awaitable<web::response> install_pages::refuse_outdated(const visit& by, config_form typed) {
    typed.tell_what_is_kept();
    return workspace_.refuse(by, 409,
                             "Nothing was saved: somebody else has changed the settings since this form was loaded. "
                             "What you have typed is still there; beside it is what is kept now. Send it again to "
                             "change that.",
                             std::move(typed));
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
    if (has_begun) {
        note_order(by);
    }
    return web::response::see_other(page_of(by.where()));
}

asio::awaitable<web::response> install_pages::log_out(const visit& by) {
    web::response made = web::response::see_other("/install");
    co_await parts_.identity->sessions().end(by.asked, made);
    co_await forget_tokens_of(by.who.user_id);
    co_return made;
}

// Who has logged out is out, whatever becomes of the tokens.
asio::awaitable<void> install_pages::forget_tokens_of(std::string user) {
    try {
        const bool stays = co_await is_needed(user);
        if (!stays) {
            const auth::token_owner owner = auth::admin_login(std::move(user));
            co_await parts_.identity->tokens()->forget(owner);
        }
    } catch (const error& failure) {
        write_within(lines_, *parts_.time, parts_.log, log_level::warning,
                     "the tokens of a user who has logged out are still kept", log_field("reason", failure.what()));
    }
}

// As somebody whom the app acts as, or for what was begun and is to be ended. What is not known may be so.
asio::awaitable<bool> install_pages::is_needed(std::string user) {
    bool is_known = true;
    const unreadable_handler skipped = [&is_known](const std::string&, const error&) { is_known = false; };
    std::string last;
    for (std::size_t page = 0; page < most_pages && is_known && !has_orders(user); ++page) {
        const std::vector<record> found = co_await parts_.desk->records().list(last, records_at_once, skipped);
        const bool is_found = std::ranges::any_of(
            found, [&user](const record& each) { return each.acting_user == user || each.is_interrupted(); });
        if (is_found || found.size() < records_at_once) {
            co_return is_found || !is_known || has_orders(user);
        }
        last = found.back().where().key();
    }
    co_return true;
}

void install_pages::note_order(const visit& by) {
    const std::lock_guard lock(mutex_);
    std::erase_if(orders_, [this](const auto& each) { return !parts_.desk->is_running(each.second); });
    orders_.emplace_back(by.who.user_id, by.where());
}

bool install_pages::has_orders(const std::string& user) {
    const std::lock_guard lock(mutex_);
    return std::ranges::any_of(
        orders_, [&](const auto& each) { return each.first == user && parts_.desk->is_running(each.second); });
}

}  // namespace frameio::install
