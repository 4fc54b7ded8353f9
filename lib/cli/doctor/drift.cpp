#include "cli/doctor/drift.hpp"

#include "cli/doctor/repairs.hpp"
#include "http/client/url.hpp"

#include <frameio/app.hpp>
#include <frameio/error.hpp>
#include <frameio/events.hpp>

#include <fmt/format.h>
#include <boost/json.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>

namespace frameio::cli {
namespace {

namespace json = boost::json;

std::optional<http::url> read_url(const std::string& text) {
    try {
        return http::url::parse(text);
    } catch (const error&) {
        return std::nullopt;
    }
}

/// Where a webhook or an action of Frame.io's posts to, as seen from the app's URL.
enum class place { here, same_server, elsewhere };

place place_of(const std::string& text, const http::url& app) {
    const auto there = read_url(text);
    if (!there || there->origin() != app.origin()) {
        return place::elsewhere;
    }
    return there->target() == app.target() ? place::here : place::same_server;
}

bool is_pattern(const std::string& event) {
    return event.ends_with('*');
}

/// The events that an app can be sent, as a webhook names them.
std::set<std::string> wanted_events(const manifest& app) {
    std::set<std::string> wanted;
    for (const std::string& each : app.events) {
        if (!is_pattern(each)) {
            wanted.insert(each);
            continue;
        }
        for (const std::string_view known : webhook_event_names) {
            if (event_pattern(each).matches(known)) {
                wanted.emplace(known);
            }
        }
    }
    return wanted;
}

bool handles(const manifest& app, const std::string& event) {
    return std::ranges::any_of(app.events, [&event](const auto& each) { return event_pattern(each).matches(event); });
}

template <class Names>
std::string listed(const Names& names) {
    return fmt::format("{}", fmt::join(names, ", "));
}

/// The comparison for one workspace.
class workspace_comparison {
public:
    workspace_comparison(const manifest& app, const registered& there, const http::url& url, checkup& found)
        : app_(app), there_(there), url_(url), found_(found) {}

    /// Whether anything there is the app's: posts to it, or is an action of its own.
    bool is_used() const {
        const auto is_here = [this](const auto& each) { return place_of(each.url, url_) == place::here; };
        return std::ranges::any_of(there_.webhooks, is_here) || std::ranges::any_of(there_.actions, is_here) ||
               std::ranges::any_of(app_.actions, [this](const auto& each) { return !with_event(each.event).empty(); });
    }

    /// Whether anything posts to another path of its server: that may be another app.
    bool is_near() const {
        return std::ranges::any_of(there_.webhooks,
                                   [this](const auto& each) { return place_of(each.url, url_) != place::elsewhere; });
    }

    void webhooks() {
        const auto here = posting_to(place::here);
        const auto near = posting_to(place::same_server);
        if (here.empty() && !near.empty()) {
            for (const api::webhook* each : near) {
                found_.wrong("webhooks", other_place(fmt::format("the webhook \"{}\"", each->name), each->url),
                             change(there_, *each, {{"url", url_.text()}}));
            }
        } else if (!here.empty() || !app_.events.empty()) {
            events(here);
        }
    }

    void actions() {
        for (const declared_action& each : app_.actions) {
            declared(each);
        }
        for (const api::action& each : there_.actions) {
            const bool is_known = std::ranges::any_of(
                app_.actions, [&each](const declared_action& one) { return one.event == each.event; });
            if (!is_known && place_of(each.url, url_) == place::here) {
                found_.warn("actions",
                            fmt::format("{}: the action \"{}\" ({}) comes to the app, which has no handler for it",
                                        where(), each.name, each.event),
                            "add a handler, or remove it: " + remove(there_, each));
            }
        }
    }

private:
    std::string where() const {
        return fmt::format("workspace \"{}\"", there_.workspace);
    }
    std::string other_place(const std::string& what, const std::string& to) const {
        return fmt::format("{}: {} posts to {}, and not to {}", where(), what, to, url_.text());
    }

    /// How many active webhooks of the app have an event.
    std::map<std::string, int> subscribed(const std::vector<const api::webhook*>& ours) {
        std::map<std::string, int> events;
        for (const api::webhook* each : ours) {
            if (!each->active.value_or(true)) {
                found_.wrong("webhooks", fmt::format("{}: the webhook \"{}\" is not active", where(), each->name),
                             change(there_, *each, {{"active", true}}));
                continue;
            }
            for (const std::string& event : each->events) {
                ++events[event];
            }
        }
        return events;
    }

    void events(const std::vector<const api::webhook*>& ours) {
        const std::set<std::string> wanted = wanted_events(app_);
        if (ours.empty()) {
            found_.wrong("webhooks", fmt::format("{}: no webhook posts to {}", where(), url_.text()),
                         create_webhook(there_, wanted, url_.text()));
            return;
        }
        const std::size_t before = found_.findings().size();
        const std::map<std::string, int> subscribed_to = subscribed(ours);
        compare(wanted, subscribed_to, *ours.front());
        if (found_.findings().size() == before) {
            found_.ok("webhooks",
                      fmt::format("{}: the app gets what it wants, {}", where(), counted(wanted.size(), "event")));
        }
    }

    void compare(const std::set<std::string>& wanted, const std::map<std::string, int>& subscribed_to,
                 const api::webhook& first) {
        std::vector<std::string> missing;
        std::vector<std::string> superfluous;
        std::vector<std::string> doubled;
        std::ranges::copy_if(wanted, std::back_inserter(missing),
                             [&](const auto& each) { return !subscribed_to.contains(each); });
        for (const auto& [event, count] : subscribed_to) {
            if (!handles(app_, event)) {
                superfluous.push_back(event);
            } else if (count > 1) {
                doubled.push_back(event);
            }
        }
        if (!missing.empty()) {
            found_.wrong("webhooks",
                         fmt::format("{}: the app does not get what it wants: {}", where(), listed(missing)),
                         change_of_events(wanted, first));
        }
        if (!superfluous.empty()) {
            found_.warn("webhooks",
                        fmt::format("{}: the app gets what it has no handler for: {}", where(), listed(superfluous)),
                        change_of_events(wanted, first));
        }
        if (!doubled.empty()) {
            found_.warn("webhooks", fmt::format("{}: the app gets more than once: {}", where(), listed(doubled)),
                        "take them out of all webhooks but one");
        }
    }

    std::string change_of_events(const std::set<std::string>& wanted, const api::webhook& which) const {
        return wanted.empty() ? remove(there_, which) : change(there_, which, {{"events", json::value_from(wanted)}});
    }

    std::vector<const api::webhook*> posting_to(place wanted) const {
        std::vector<const api::webhook*> all;
        for (const api::webhook& each : there_.webhooks) {
            if (place_of(each.url, url_) == wanted) {
                all.push_back(&each);
            }
        }
        return all;
    }

    std::vector<const api::action*> with_event(const std::string& event) const {
        std::vector<const api::action*> all;
        for (const api::action& each : there_.actions) {
            if (each.event == event) {
                all.push_back(&each);
            }
        }
        return all;
    }

    void declared(const declared_action& wanted) {
        const std::vector<const api::action*> known = with_event(wanted.event);
        const auto ours = std::ranges::find_if(
            known, [this](const api::action* each) { return place_of(each->url, url_) == place::here; });
        if (ours != known.end()) {
            compare(wanted, **ours);
        } else if (!known.empty()) {
            found_.wrong("actions", other_place("the action " + wanted.event, known.front()->url),
                         change(there_, *known.front(), {{"url", url_.text()}}));
        } else {
            found_.wrong("actions", fmt::format("{}: there is no action {}", where(), wanted.event),
                         create_action(there_, wanted, url_.text()));
        }
    }

    void compare(const declared_action& wanted, const api::action& known) {
        json::object changes;
        if (known.name != wanted.name) {
            changes["name"] = wanted.name;
        }
        if (known.description != wanted.description) {
            changes["description"] = wanted.description;
        }
        if (wanted.timeout && known.timeout && *known.timeout != *wanted.timeout) {
            changes["timeout"] = *wanted.timeout;
        }
        if (wanted.multi_asset && known.multi_asset && *known.multi_asset != *wanted.multi_asset) {
            changes["multi_asset"] = *wanted.multi_asset;
        }
        if (!known.active) {
            found_.wrong("actions", fmt::format("{}: the action {} is not active", where(), wanted.event),
                         change(there_, known, {{"active", true}}));
        }
        if (!changes.empty()) {
            std::vector<std::string> names;
            for (const auto& each : changes) {
                names.emplace_back(each.key());
            }
            found_.warn("actions",
                        fmt::format("{}: the action {} has another {} than in the app", where(), wanted.event,
                                    fmt::join(names, " and ")),
                        change(there_, known, changes));
        } else if (known.active) {
            found_.ok("actions", fmt::format("{}: the action {} is as in the app", where(), wanted.event));
        }
    }

    const manifest& app_;
    const registered& there_;
    const http::url& url_;
    checkup& found_;
};

}  // namespace

void compare_registrations(const manifest& app, const std::vector<registered>& workspaces, const std::string& url,
                           checkup& found) {
    const http::url where = http::url::parse(url);
    std::vector<workspace_comparison> all;
    for (const registered& each : workspaces) {
        if (!each.refused.empty()) {
            found.warn("webhooks",
                       fmt::format("workspace \"{}\" cannot be looked into: {}", each.workspace, each.refused),
                       "use the token of somebody who may, or name another with --workspace");
        } else {
            all.emplace_back(app, each, where, found);
        }
    }
    const auto chosen = std::ranges::any_of(all, &workspace_comparison::is_used)   ? &workspace_comparison::is_used
                        : std::ranges::any_of(all, &workspace_comparison::is_near) ? &workspace_comparison::is_near
                                                                                   : nullptr;
    if (chosen == nullptr && all.size() > 1) {
        found.wrong("webhooks", fmt::format("nothing in {} workspaces posts to {}", all.size(), where.text()),
                    "name the one that it is for with --workspace, and see what is missing there");
        return;
    }
    for (workspace_comparison& each : all) {
        if (chosen == nullptr || (each.*chosen)()) {
            each.webhooks();
            each.actions();
        }
    }
}

}  // namespace frameio::cli
