#include "cli/doctor/secret_checks.hpp"

#include "cli/inputs.hpp"
#include "support/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <string_view>
#include <vector>

namespace frameio::cli {
namespace {

constexpr std::size_t fewest_characters = 16;
constexpr const char* take_from_frameio = "set the text that Frame.io showed when it was created";

// Those of examples: of Frame.io's documentation, and what people write where a secret belongs.
constexpr std::array<std::string_view, 12> examples{"yxSE59T0gtZOFZxw6UhLwTkhd2m8ntNSdSWnApQ0xOnMEzSoXbD8sGFP4bzb7MbS",
                                                    "frameio-test-secret",
                                                    "secret",
                                                    "changeme",
                                                    "change-me",
                                                    "example",
                                                    "test",
                                                    "password",
                                                    "todo",
                                                    "xxx",
                                                    "...",
                                                    "your-secret"};

std::vector<std::string> parts_of(std::string_view list) {
    std::vector<std::string> parts;
    for (;;) {
        const std::size_t comma = list.find(',');
        parts.emplace_back(trimmed(list.substr(0, comma)));
        if (comma == std::string_view::npos) {
            return parts;
        }
        list.remove_prefix(comma + 1);
    }
}

std::vector<std::string> secrets_of(const char* variable) {
    const char* const value = std::getenv(variable);
    return value == nullptr ? std::vector<std::string>() : parts_of(value);
}

bool is_example(const std::string& secret) {
    std::string lower = secret;
    std::ranges::transform(lower, lower.begin(), [](unsigned char each) { return std::tolower(each); });
    const bool is_placeholder = secret.size() > 1 && secret.front() == '<' && secret.back() == '>';
    return is_placeholder || std::ranges::find(examples, secret) != examples.end() ||
           std::ranges::find(examples, lower) != examples.end();
}

bool is_quoted(const std::string& secret) {
    return secret.size() > 1 && secret.front() == secret.back() && (secret.front() == '"' || secret.front() == '\'');
}

bool has_space(const std::string& secret) {
    return std::ranges::any_of(secret, [](unsigned char each) { return std::isspace(each) != 0; });
}

/// @return whether it can be used
bool check_text(const std::string& name, const std::string& secret, checkup& found) {
    if (secret.empty()) {
        found.wrong("secrets", name + " is empty, and the app does not start with it", take_from_frameio);
    } else if (is_quoted(secret)) {
        found.wrong("secrets", name + " has quotes around it, which are no part of it", "remove the quotes");
    } else if (is_example(secret)) {
        found.wrong("secrets", name + " is that of an example: anybody can sign with it", take_from_frameio);
    } else if (has_space(secret)) {
        found.warn("secrets", name + " has white space in it: were two texts put together?", take_from_frameio);
    } else if (secret.size() < fewest_characters) {
        found.warn("secrets", fmt::format("{} has {} characters only: is some of it missing?", name, secret.size()),
                   take_from_frameio);
    } else {
        return true;
    }
    return false;
}

struct secret_need {
    const char* variable;
    const char* kind;
    const char* function;
    std::optional<bool> is_needed;
    bool has_installations = false;
};

void check_missing(const secret_need& need, checkup& found) {
    if (need.is_needed == std::optional(false)) {
        found.ok("secrets", fmt::format("{} is not set, and not needed: the app has no {}", need.variable, need.kind));
        return;
    }
    if (need.has_installations) {
        found.ok("secrets", fmt::format("{} is not set: each installation has its own", need.variable));
        return;
    }
    found.warn("secrets", fmt::format("{} is not set", need.variable),
               fmt::format("set it, unless the app has no {}, or takes the secret from elsewhere ({})", need.kind,
                           need.function));
}

void check_variable(const secret_need& need, checkup& found) {
    const std::vector<std::string> secrets = secrets_of(need.variable);
    if (secrets.empty()) {
        check_missing(need, found);
        return;
    }
    bool are_good = true;
    for (std::size_t number = 1; number <= secrets.size(); ++number) {
        const std::string name =
            secrets.size() == 1 ? std::string(need.variable) : fmt::format("{} number {}", need.variable, number);
        are_good = check_text(name, secrets[number - 1], found) && are_good;
    }
    if (are_good) {
        found.ok("secrets", fmt::format("{} has {}", need.variable, counted(secrets.size(), "secret")));
    }
}

/// Each webhook and each action has a secret of its own.
void compare(const manifest* app, checkup& found) {
    const std::vector<std::string> of_webhooks = secrets_of(webhook_variable);
    const std::vector<std::string> of_actions = secrets_of(action_variable);
    const bool share = std::ranges::any_of(of_actions, [&of_webhooks](const std::string& each) {
        return !each.empty() && std::ranges::find(of_webhooks, each) != of_webhooks.end();
    });
    if (share) {
        found.warn("secrets", fmt::format("{} and {} have the same text", webhook_variable, action_variable),
                   "give each its own: Frame.io makes one for each webhook and each action");
    }
    if (app != nullptr && !of_actions.empty() && of_actions.size() < app->actions.size()) {
        found.warn("secrets",
                   fmt::format("the app has {}, and {} has {}", counted(app->actions.size(), "action"), action_variable,
                               counted(of_actions.size(), "secret")),
                   "put the secrets of all actions there, with commas between, unless the app names them itself");
    }
}

}  // namespace

void check_secrets(const manifest* app, checkup& found) {
    std::optional<bool> has_webhooks;
    std::optional<bool> has_actions;
    if (app != nullptr) {
        has_webhooks = !app->events.empty();
        has_actions = !app->actions.empty();
    }
    const bool has_installations = app != nullptr && app->is_installable;
    check_variable({webhook_variable, "webhooks", "app.webhook_secret", has_webhooks, has_installations}, found);
    check_variable({action_variable, "custom actions", "app.action_secret", has_actions, has_installations}, found);
    compare(app, found);
}

std::optional<std::string> first_secret_of(const char* variable) {
    const std::vector<std::string> secrets = secrets_of(variable);
    return secrets.empty() || secrets.front().empty() ? std::nullopt : std::optional(secrets.front());
}

}  // namespace frameio::cli
