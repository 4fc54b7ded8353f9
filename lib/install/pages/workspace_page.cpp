#include "install/pages/workspace_page.hpp"

#include "install/difference.hpp"
#include "install/pages/built_in.hpp"
#include "install/pages/views.hpp"
#include "install/registrations.hpp"
#include "install/survey.hpp"

#include <fmt/format.h>

#include <utility>

namespace frameio::install {

namespace asio = boost::asio;
namespace json = boost::json;

namespace {

constexpr const char* seconds_to_next_look = "2";

std::string template_of_status() {
    std::string made;
    for (const std::string_view each : {built_in::visitor_html(), built_in::status_html(), built_in::changes_html(),
                                        built_in::contents_html(), built_in::settings_html(), built_in::leave_html()}) {
        made.append(each);
    }
    return made;
}

/// Whether that is not about what Frame.io has there, but about who asks.
bool is_about_login(const api::api_error& failure) {
    return failure.is_unauthorized() || failure.code() == api::errc::no_token ||
           failure.code() == api::errc::no_token_yet;
}

std::string_view sentence_of_work(const record& known) {
    switch (known.state) {
        case phase::updating:
            return known.repairing ? "The app is being repaired in this workspace."
                                   : "The app is being updated in this workspace.";
        case phase::removing:
            return "The app is being removed from this workspace.";
        default:
            return "The app is being installed in this workspace.";
    }
}

std::string_view sentence_of(const std::optional<record>& known, bool is_under_way) {
    if (is_under_way) {
        return sentence_of_work(known.value_or(record()));
    }
    if (!known) {
        return "The app is not installed in this workspace.";
    }
    switch (known->state) {
        case phase::installing:
            return "The app is not completely installed in this workspace.";
        case phase::updating:
            return "The app is installed in this workspace, and has not been updated completely.";
        case phase::removing:
            return "The app has not been removed completely from this workspace.";
        default:
            return "The app is installed in this workspace.";
    }
}

/// What an earlier attempt has left: of what is not there yet, all else is new, and is shown as such.
difference remains_of(const survey& there) {
    survey only;
    only.orphans = there.orphans;
    return {only, blueprint()};
}

}  // namespace

/// What there is to be shown.
struct workspace_page::facts {
    facts() = default;

    bool is_whole() const noexcept {
        return known && known->state == phase::installed && known->failure.empty();
    }

    /// Whether somebody has begun to remove it, and nobody is at it any more.
    bool is_half_removed() const noexcept {
        return known && known->state == phase::removing && !is_under_way;
    }

    std::optional<record> known;
    bool is_under_way = false;
    bool acts_as_other = false;  ///< whether the app calls Frame.io as another admin
    std::optional<progress> doing;
    std::optional<outcome> last;  ///< of an attempt that has not done what it was to do
    difference changes;
    std::string unlisted;  ///< why it is not known what Frame.io has there
};

void workspace_page::add_times(json::object& to, const facts& known) {
    const bool has_been_whole = known.known && known.known->installed;
    to["times"] = has_been_whole;
    if (has_been_whole) {
        to["installed"] = text_of(*known.known->installed);
        to["updated"] = text_of(known.known->updated);
    }
}

void workspace_page::add_progress(json::object& to, const facts& known) {
    const progress how_far = known.doing.value_or(progress());
    to["steps"] = how_far.steps == 0 ? json::value(false) : json::value(how_far.steps);
    to["step"] = how_far.step;
    to["doing"] = how_far.steps == 0
                      ? "It is looked at what there is."
                      : fmt::format("Step {} of {}: {}", how_far.step, how_far.steps, quote_of(how_far.what));
}

// The record says more than an admin is to read: it is for those who run the app.
json::value workspace_page::failure_of(const facts& known) {
    if (known.last) {
        const std::string_view attempt = known.last->attempted == job_kind::uninstall ? "removal" : "attempt";
        const std::string lead = known.last->is_failure ? fmt::format("The last {} has failed: ", attempt) : "";
        return json::value(lead + quote_of(known.last->text));
    }
    const bool has_failed = known.known && !known.is_under_way && !known.known->failure.empty();
    if (!has_failed) {
        return false;
    }
    return known.is_half_removed() ? "The removal has not come to its end."
                                   : "The last attempt has not come to its end.";
}

json::value workspace_page::changes_of(const facts& known) const {
    if (!known.known && known.changes.orphans.empty()) {
        return false;
    }
    json::object made = view_of(known.changes, known.is_whole());
    made["unlisted"] = text_or_nothing(known.unlisted);
    made["url_now"] = known.changes.url_changed ? json::value(desk_.wanted().url) : json::value(false);
    if (!known.known) {
        made["label"] = false;
    } else if (known.is_half_removed()) {
        made["heading"] = "What would change if it is installed again";
        made["label"] = "Install again";
    } else if (known.acts_as_other && !made.at("label").is_string()) {
        made["label"] = "Let it call as me";
    }
    return made;
}

asio::awaitable<workspace_page::facts> workspace_page::look(const visit& by) const {
    facts made;
    made.known = co_await desk_.records().find(by.where());
    made.doing = desk_.progress_of(by.where());
    made.is_under_way = desk_.is_running(by.where()) || (made.known && made.known->is_interrupted());
    if (made.is_under_way) {
        made.doing = made.doing ? made.doing : made.known ? made.known->under_way : std::nullopt;
        co_return made;
    }
    made.acts_as_other =
        made.known && options_.acts == acting_as::installer && made.known->acting_user != by.who.user_id;
    made.last = co_await desk_.last_outcome(by.where());
    co_await compare(by, made);
    co_return made;
}

// With what Frame.io has; if it does not tell, with what we have left there.
asio::awaitable<void> workspace_page::compare(const visit& by, facts& to) const {
    const record known = to.known.value_or(record(by.where()));
    try {
        const registrations listed = co_await list_registrations(by.as, by.where());
        const survey there(known, desk_.wanted(), listed);
        to.changes = to.known ? difference(there, desk_.wanted()) : remains_of(there);
    } catch (const api::api_error& failure) {
        if (is_about_login(failure)) {
            throw;
        }
        to.unlisted = quote_of(failure.what());
        to.changes = difference(survey(known), desk_.wanted());
    }
}

json::object workspace_page::data_for(const visit& by) const {
    return {{"csrf", by.who.csrf},
            {"user", by.who.user_name},
            {"app", options_.name},
            {"acts_as_installer", options_.acts == acting_as::installer}};
}

json::object workspace_page::data_of(const visit& by, const facts& known) const {
    json::object made = data_for(by);
    made["account"] = by.at.account.name;
    made["workspace"] = by.at.workspace.name;
    made["account_id"] = by.at.account.id;
    made["workspace_id"] = by.at.workspace.id;
    made["here"] = page_of(by.where());
    made["still"] = by.text("still") == "1";
    made["state"] = sentence_of(known.known, known.is_under_way);
    made["failure"] = failure_of(known);
    made["notice"] = false;
    made["done"] = by.text("saved") == "1" ? json::value("The settings are saved.") : json::value(false);
    made["is_under_way"] = known.is_under_way;
    made["is_half_removed"] = known.is_half_removed();
    made["can_leave"] = known.known && !known.is_under_way && !known.is_half_removed();
    add_times(made, known);
    add_progress(made, known);
    return made;
}

json::value workspace_page::settings_of(const facts& known, const config_form& typed) const {
    json::array fields = typed.view();
    const bool is_new = !known.known;
    if (fields.empty() && !is_new) {
        return false;
    }
    return {{"action", is_new ? "/install/apply" : "/install/configure"},
            {"heading", is_new ? "Install" : "Settings"},
            {"button", is_new ? "Install" : "Save"},
            {"made_from", typed.made_from()},
            {"says_as_whom", is_new && options_.acts == acting_as::installer},
            {"fields", std::move(fields)}};
}

web::response workspace_page::shown(json::object data, const facts& known, const config_form& typed,
                                    unsigned status) const {
    static const std::string text = template_of_status();
    data["contents"] = known.is_under_way ? json::value(false)
                       : known.known      ? json::value(view_of(*known.known))
                                          : json::value(view_of(desk_.wanted()));
    data["changes"] = known.is_under_way ? json::value(false) : changes_of(known);
    const bool keeps_typed = status != 200;
    data["settings"] = known.is_under_way && !keeps_typed ? json::value(false) : settings_of(known, typed);
    const std::string title(data.at("workspace").as_string());
    return pages_.page(status, title, text, std::move(data));
}

asio::awaitable<web::response> workspace_page::show(const visit& by) const {
    const facts known = co_await look(by);
    json::object data = data_of(by, known);
    const bool looks_again = known.is_under_way && !data.at("still").as_bool();
    config_form settings(options_.fields, known.known);
    if (!known.known && known.last) {
        settings.suggest(known.last->typed);
    }
    web::response made = shown(std::move(data), known, settings, 200);
    if (looks_again) {
        made.headers.emplace_back("Refresh", seconds_to_next_look);
    }
    co_return made;
}

asio::awaitable<web::response> workspace_page::refuse(const visit& by, unsigned status, std::string why,
                                                      config_form typed) const {
    const facts known = co_await look(by);
    json::object data = data_of(by, known);
    data["notice"] = why;
    co_return shown(std::move(data), known, typed, status);
}

asio::awaitable<web::response> workspace_page::ask_to_uninstall(const visit& by) const {
    static const std::string text = std::string(built_in::visitor_html()).append(built_in::uninstall_html());
    facts known;
    known.known = co_await desk_.records().find(by.where());
    json::object data = data_of(by, known);
    data["is_there"] = known.known.has_value();
    co_return pages_.page(200, "Uninstall " + options_.name + "?", text, std::move(data));
}

}  // namespace frameio::install
