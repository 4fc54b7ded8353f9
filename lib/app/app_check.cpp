#include "app/app_check.hpp"

#include "app/app_state.hpp"
#include "app/installation.hpp"
#include "support/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <optional>

namespace frameio {
namespace {

constexpr std::size_t longest_text = 255;
constexpr std::array<std::string_view, 3> action_resource_types{"file", "folder", "version_stack"};

// Levenshtein's distance, with a swap of neighbours as one step: what fingers do.
std::size_t slips_between(std::string_view left, std::string_view right) {
    std::vector<std::vector<std::size_t>> cost(left.size() + 1, std::vector<std::size_t>(right.size() + 1));
    for (std::size_t i = 0; i <= left.size(); ++i) {
        for (std::size_t j = 0; j <= right.size(); ++j) {
            if (i == 0 || j == 0) {
                cost[i][j] = i + j;
                continue;
            }
            const std::size_t other = left[i - 1] == right[j - 1] ? 0 : 1;
            cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + other});
            if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1]) {
                cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
            }
        }
    }
    return cost[left.size()][right.size()];
}

template <class Names>
std::optional<std::string_view> nearest(std::string_view name, const Names& known) {
    std::optional<std::string_view> best;
    std::size_t least = name.size() < 8 ? 2 : 3;  // slips that are still taken for slips
    for (const std::string_view candidate : known) {
        if (const std::size_t slips = slips_between(name, candidate); slips < least) {
            least = slips;
            best = candidate;
        }
    }
    return best;
}

std::vector<std::string_view> known_patterns() {
    std::vector<std::string_view> all(webhook_event_names.begin(), webhook_event_names.end());
    all.insert(all.end(), legacy_event_names.begin(), legacy_event_names.end());
    for (const std::string_view family : {"project.*", "file.*", "folder.*", "comment.*", "metadata.*", "customfield.*",
                                          "collection.*", "share.*", "asset.*", "reviewlink.*", "collaborator.*",
                                          "teammember.*", "*", "file.upload.*", "metadata.value.*", "asset.label.*"}) {
        all.push_back(family);
    }
    return all;
}

}  // namespace

/// What is wrong with how a route's events are to be run.
class route_check {
public:
    static void find(const route& settings, std::string_view pattern, std::vector<std::string>& problems) {
        const auto report = [&](std::string_view what) {
            problems.push_back(fmt::format("the webhook handler for \"{}\" {}", pattern, what));
        };
        if (settings.attempts_ == 0) {
            report("has 0 attempts; give it at least 1");
        }
        if (settings.first_pause_.count() <= 0 || settings.longest_pause_ < settings.first_pause_) {
            report("has a backoff that does not begin with more than 0 ms and grow; the first pause comes first");
        }
        if (settings.longest_run_.count() < 0) {
            report("has a timeout below 0; 0 stands for none");
        }
        if (settings.once_ && settings.once_->count() < 0) {
            report("happens once within a time below 0; 0 stands for not at all");
        }
        if (settings.repeats_ < std::chrono::minutes(5)) {
            report("takes repetitions for new events before Frame.io has ended them; give it 5 min at least");
        }
        if (settings.concurrency_ && *settings.concurrency_ == 0) {
            report("may have 0 runs at a time; give it at least 1");
        }
    }
};

namespace {

class inspection {
public:
    explicit inspection(const app_state& state) : state_(state) {}

    void webhooks(const std::vector<std::string>& environment) {
        const auto known = known_patterns();
        for (const webhook_route& each : state_.webhooks) {
            pattern(each.pattern, known);
            route_check::find(each.settings, each.pattern.text(), problems);
            secrets(each.settings.secrets(), fmt::format("the webhook handler for \"{}\"", each.pattern.text()));
        }
        const bool all_own = std::all_of(state_.webhooks.begin(), state_.webhooks.end(),
                                         [](const webhook_route& each) { return !each.settings.secrets().empty(); });
        defaults(state_.webhook_secrets, environment, all_own, "webhooks", webhook_variable, "webhook_secret");
    }

    void actions(const std::vector<std::string>& environment) {
        std::map<std::string_view, int> names;
        for (const action_route& each : state_.actions) {
            one_action(each.what);
            if (each.what.closes_after() < std::chrono::minutes(1) ||
                each.what.closes_after() > std::chrono::hours(24)) {
                report("the forms of the action \"{}\" close after {} min; write 1 min to a day",
                       each.what.event_name(), each.what.closes_after().count());
            }
            secrets(each.settings.secrets(), fmt::format("the action \"{}\"", each.what.event_name()));
            if (++names[each.what.event_name()] == 2) {
                report("the action \"{}\" is registered more than once; give each its own event name",
                       each.what.event_name());
            }
        }
        const bool all_own = std::all_of(state_.actions.begin(), state_.actions.end(),
                                         [](const action_route& each) { return !each.settings.secrets().empty(); });
        defaults(state_.action_secrets, environment, all_own, "custom actions", action_variable, "action_secret");
    }

    void logins() {
        for (const action_route& each : state_.actions) {
            const bool wants_login = each.what.requires_login();
            if (wants_login && !state_.oauth) {
                report("the action \"{}\" requires a login, but nobody can log in; call app.oauth()",
                       each.what.event_name());
            }
            if (!wants_login && app_state::has_login_handler(each.settings)) {
                report("the action \"{}\" has a handler of logins, but requires none; add require_login()",
                       each.what.event_name());
            }
        }
        if (state_.oauth && (state_.oauth->client_id.empty() || state_.oauth->client_secret.empty())) {
            report(
                "there is no credential that users can log in with; set ADOBE_CLIENT_ID and ADOBE_CLIENT_SECRET to "
                "those of the Web App credential in the Adobe Developer Console");
        }
    }

    void installs() {
        if (!state_.install) {
            return;
        }
        const std::vector<std::string> found = problems_of(*state_.install);
        problems.insert(problems.end(), found.begin(), found.end());
        if (!state_.oauth) {
            report("admins install this app, but nobody can log in to it; call app.oauth()");
        }
    }

    void settings() {
        if (state_.webhooks.empty() && state_.actions.empty() && state_.webhook_secrets.empty() &&
            state_.action_secrets.empty()) {
            report("the app has no handlers; register some with on_webhook or on_action");
        }
        if (state_.tolerance < std::chrono::seconds(1) || state_.tolerance > std::chrono::hours(24)) {
            report("the tolerance is {} s; it must be from 1 s to a day", state_.tolerance.count());
        }
        if (state_.json_depth < 8 || state_.json_depth > 65'536) {
            report("the JSON depth is {}; it must be from 8 to 65536", state_.json_depth);
        }
        if (state_.remembered < 1'024) {
            report("the app is to remember {} deliveries; it must be at least 1024, or repeats run again",
                   state_.remembered);
        }
    }

    std::vector<std::string> problems;

private:
    template <class... Arguments>
    void report(fmt::format_string<Arguments...> text, Arguments&&... arguments) {
        problems.push_back(fmt::format(text, std::forward<Arguments>(arguments)...));
    }

    void pattern(const event_pattern& pattern, const std::vector<std::string_view>& known) {
        const std::string& text = pattern.text();
        if (text.empty() || text.size() > longest_text) {
            report(
                "a webhook handler has an event name of {} characters; write one like \"file.ready\", \"file.*\" or "
                "\"*\"",
                text.size());
            return;
        }
        const std::size_t star = text.find('*');
        if (star != std::string::npos && text != "*" && (star + 1 != text.size() || !text.ends_with(".*"))) {
            report("the pattern \"{}\" is not understood; a star stands alone or ends a family, as in \"file.*\"",
                   text);
            return;
        }
        if (pattern.is_verbatim() || std::find(known.begin(), known.end(), text) != known.end()) {
            return;
        }
        if (const auto meant = nearest(text, known)) {
            report(
                "there is no webhook event \"{}\": did you mean \"{}\"? If it is new, use "
                "frameio::event_pattern::verbatim(\"{}\")",
                text, *meant, text);
        }
    }

    void one_action(const action& what) {
        for (const auto& [text, part] : {std::pair<std::string_view, const char*>{what.event_name(), "event name"},
                                         {what.name(), "name"},
                                         {what.description(), "description"}}) {
            if (text.empty() || text.size() > longest_text) {
                report("the {} of the action \"{}\" has {} characters; Frame.io wants 1 to {}", part, what.event_name(),
                       text.size(), longest_text);
            } else if (!is_utf8(text)) {
                report("the {} of the action \"{}\" is not UTF-8; Frame.io takes JSON", part, what.event_name());
            }
        }
        if (what.timeout() < std::chrono::seconds(5) || what.timeout() > std::chrono::seconds(10)) {
            report("the timeout of the action \"{}\" is {} s; Frame.io allows 5 to 10", what.event_name(),
                   what.timeout().count());
        }
        for (const std::string& type : what.resource_types()) {
            if (std::find(action_resource_types.begin(), action_resource_types.end(), type) ==
                action_resource_types.end()) {
                report(
                    "the action \"{}\" is only for \"{}\", which is not a resource type; there are file, folder and "
                    "version_stack",
                    what.event_name(), type);
            }
        }
    }

    void secrets(const std::vector<std::string>& texts, const std::string& whose) {
        for (const std::string& text : texts) {
            if (text.empty()) {
                report("{} has an empty signing secret; set the one that Frame.io showed when it was created", whose);
            }
        }
    }

    void defaults(const std::vector<std::string>& own, const std::vector<std::string>& environment, bool not_needed,
                  const char* kind, const char* variable, const char* function) {
        secrets(own, fmt::format("the app, for {},", kind));
        if (not_needed || !own.empty()) {
            return;
        }
        for (const std::string& text : environment) {
            if (text.empty()) {
                report(
                    "{} contains an empty secret; write the secret that Frame.io showed, several separated by commas",
                    variable);
                return;
            }
        }
        if (environment.empty() && !state_.finds_secrets()) {
            report("there is no signing secret for {}; set {} or call app.{}()", kind, variable, function);
        }
    }

    const app_state& state_;
};

}  // namespace

std::vector<std::string> find_problems(const app_state& state, const std::vector<std::string>& webhook_environment,
                                       const std::vector<std::string>& action_environment) {
    inspection all(state);
    all.webhooks(webhook_environment);
    all.actions(action_environment);
    all.logins();
    all.installs();
    all.settings();
    return std::move(all.problems);
}

}  // namespace frameio
