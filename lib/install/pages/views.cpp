#include "install/pages/views.hpp"

#include "support/text.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace frameio::install {

namespace json = boost::json;

namespace {

constexpr std::size_t longest_quote = 400;

// Tokens and secrets are longer than words; ids are as well, but look like ids.
constexpr std::size_t longest_word = 31;

bool is_uuid(std::string_view word) noexcept {
    return word.size() == 36 && is_id(word) && word[8] == '-' && word[13] == '-' && word[18] == '-' && word[23] == '-';
}

bool is_of_token(char each) noexcept {
    return (each >= '0' && each <= '9') || (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') ||
           std::string_view("-_.~+=").find(each) != std::string_view::npos;
}

/// In one line, and UTF-8.
std::string legible(std::string_view text) {
    std::string made;
    while (!text.empty()) {
        const std::size_t length = utf8_character(text);
        const std::string_view one = text.substr(0, std::max<std::size_t>(length, 1));
        const bool is_shown = length != 0 && !is_control(one);
        if (made.size() + one.size() > longest_quote) {
            return made + "...";
        }
        made.append(is_shown ? one : std::string_view(" "));
        text.remove_prefix(one.size());
    }
    return made;
}

json::array texts(const std::vector<std::string>& all) {
    json::array made;
    for (const std::string& each : all) {
        made.push_back(json::object{{"name", each}});
    }
    return made;
}

/// Of a blueprint or of a record.
template <class Action>
json::array actions_of(const std::vector<Action>& all) {
    json::array made;
    for (const Action& each : all) {
        made.push_back(
            {{"name", each.name}, {"event", each.event}, {"description", text_or_nothing(each.description)}});
    }
    return made;
}

json::object contents(std::string_view heading, const std::string& webhook, const std::vector<std::string>& events,
                      json::array actions, const std::string& url) {
    const bool has_actions = !actions.empty();
    return {{"heading", heading},         {"webhook", text_or_nothing(webhook)},
            {"events", texts(events)},    {"actions", std::move(actions)},
            {"has_actions", has_actions}, {"is_bare", webhook.empty() && !has_actions},
            {"url", text_or_nothing(url)}};
}

/// Whether the app wants something else than it did, and not only back what was taken from it.
bool is_update(const difference& what) {
    return what.webhook_added || what.webhook_removed || what.webhook_renamed || !what.events_added.empty() ||
           !what.events_removed.empty() || what.url_changed || !what.actions_added.empty() ||
           !what.actions_removed.empty() || !what.actions_changed.empty();
}

json::value button_for(const difference& what, bool is_whole) {
    if (!is_whole) {
        return "Try again";
    }
    if (what.empty()) {
        return false;
    }
    return is_update(what) ? "Update" : "Repair";
}

}  // namespace

std::string text_of(clock::wall_time when) {
    const auto second = std::chrono::floor<std::chrono::seconds>(when);
    return fmt::format("{:%Y-%m-%d %H:%M} UTC", fmt::gmtime(std::chrono::system_clock::to_time_t(second)));
}

std::string quote_of(std::string_view text) {
    std::string made;
    while (!text.empty()) {
        const auto end = std::ranges::find_if_not(text, is_of_token);
        const std::string_view word(text.begin(), end);
        made.append(word.size() <= longest_word || is_uuid(word) ? word : std::string_view("[...]"));
        text.remove_prefix(word.size());
        if (!text.empty()) {
            made += text.front();
            text.remove_prefix(1);
        }
    }
    return legible(made);
}

json::value text_or_nothing(const std::string& text) {
    return text.empty() ? json::value(false) : json::value(text);
}

json::array view_of(const std::vector<place>& all) {
    json::array made;
    for (const place& each : all) {
        made.push_back({{"id", each.id}, {"name", each.name.empty() ? each.id : each.name}});
    }
    return made;
}

json::object view_of(const blueprint& what) {
    return contents("What will be there", what.wants_webhook() ? what.webhook_name : "", what.events,
                    actions_of(what.actions), what.url);
}

json::object view_of(const record& what) {
    const installed_webhook webhook = what.webhook.value_or(installed_webhook());
    return contents("What is installed", webhook.name, webhook.events, actions_of(what.actions), what.url);
}

json::object view_of(const difference& what, bool is_whole) {
    json::array sentences;
    for (const std::string& each : what.sentences) {
        sentences.push_back(json::object{{"text", each}});
    }
    const bool has_sentences = !sentences.empty();
    return {{"heading", has_sentences ? "What would change" : "Nothing to change"},
            {"sentences", std::move(sentences)},
            {"has_sentences", has_sentences},
            {"urls_before", texts(what.urls_before)},
            {"unlisted", false},
            {"label", button_for(what, is_whole)}};
}

}  // namespace frameio::install
