#include "cli/develop/dev_session.hpp"

#include "cli/develop/manifest.hpp"
#include "cli/inputs.hpp"
#include "support/random.hpp"

#include <frameio/error.hpp>

#include <boost/asio/use_awaitable.hpp>
#include <boost/json/parse.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <utility>

namespace frameio::cli {

namespace asio = boost::asio;

namespace {

constexpr std::chrono::milliseconds between_looks(200);
constexpr std::chrono::seconds longest_manifest(10);
constexpr std::string_view listening = "listening on ";

// What is kept of the users of a local Frame.io is no secret, and is to be read by the next session.
constexpr const char* key_of_nobody = "ZnJhbWVpbyBkZXYgb24gdGhpcyBtYWNoaW5lIG9ubHk=";

std::string variable(const char* name, std::string otherwise = {}) {
    const char* const value = std::getenv(name);
    return value == nullptr || *value == '\0' ? std::move(otherwise) : std::string(value);
}

std::string first_of(const std::string& list) {
    return list.substr(0, list.find(','));
}

void say(const std::string& what) {
    fmt::print("{}\n", what);
    std::fflush(stdout);
}

std::string texts_of(const boost::json::array& all, std::string_view member) {
    std::string made;
    for (const boost::json::value& each : all) {
        const boost::json::value& text = member.empty() ? each : each.as_object().at(member);
        made += (made.empty() ? "" : ", ") + std::string(text.as_string());
    }
    return made;
}

bool is_installable(const std::string& manifest) {
    return boost::json::parse(manifest).as_object().contains("installable");
}

/// What an app is registered for, in words. The manifest is good.
std::string in_words(const std::string& manifest) {
    const boost::json::object all = boost::json::parse(manifest).as_object();
    const std::string events = texts_of(all.at("webhook").as_object().at("events").as_array(), {});
    const std::string actions = texts_of(all.at("actions").as_array(), "name");
    std::string made;
    if (!events.empty()) {
        made += "\n  webhooks: " + events;
    }
    if (!actions.empty()) {
        made += "\n  actions:  " + actions;
    }
    return made;
}

}  // namespace

dev_session::dev_session(const asio::any_io_executor& executor, simulator& platform, dev_options options)
    : executor_(executor),
      platform_(platform),
      options_(std::move(options)),
      environment_{{"WEBHOOK_SECRET", variable("WEBHOOK_SECRET", random_token())},
                   {"CUSTOM_ACTION_SECRET", variable("CUSTOM_ACTION_SECRET", random_token())},
                   {"FRAMEIO_API_URL", platform.url()},
                   {"ADOBE_IMS_URL", platform.url()},
                   {"ADOBE_CLIENT_ID", variable("ADOBE_CLIENT_ID", "frameio-dev")},
                   {"ADOBE_CLIENT_SECRET", variable("ADOBE_CLIENT_SECRET", "frameio-dev")},
                   {"FRAMEIO_TOKEN", platform.token()},
                   {"FRAMEIO_LISTEN", variable("FRAMEIO_LISTEN", "127.0.0.1:0")},
                   {"FRAMEIO_PATH", options_.path},
                   {"FRAMEIO_STORE", variable("FRAMEIO_STORE", "sqlite:frameio-dev.db")}},
      program_(options_.watched.empty() ? std::vector<std::string>{file_watch::program_named(options_.command.front())}
                                        : options_.watched) {
    if (variable("FRAMEIO_ENCRYPTION_KEY").empty() && variable("FRAMEIO_ENCRYPTION_KEY_FILE").empty()) {
        environment_["FRAMEIO_ENCRYPTION_KEY"] = key_of_nobody;
    }
}

asio::awaitable<bool> dev_session::live() {
    while (!ending_) {
        changed_ = false;
        std::string problem;
        try {
            const std::string manifest = manifest_text(options_.command, longest_manifest, environment_);
            co_await listen_to_app(manifest);
        } catch (const usage_error& wrong) {
            problem = wrong.what();
        } catch (const manifest_error& wrong) {
            problem = fmt::format("{} --manifest: {}; an app ends with \"return frameio::run(app, argc, argv)\"",
                                  name(), wrong.what());
        }
        if (!problem.empty() && !is_called_off()) {
            // What has never worked would be waited for in vain.
            if (!has_listened_) {
                throw usage_error(problem);
            }
            say(problem + "; it is started again when it changes");
        }
        while (!is_called_off()) {
            co_await nap();
        }
    }
    co_return app_ && app_->succeeded();
}

// What admins install brings its own secrets: others would be taken where it is not installed.
variables dev_session::environment_of_app(const std::string& manifest) const {
    variables made = environment_;
    if (is_installable(manifest)) {
        made.erase("WEBHOOK_SECRET");
        made.erase("CUSTOM_ACTION_SECRET");
    }
    return made;
}

asio::awaitable<void> dev_session::listen_to_app(const std::string& manifest) {
    app_ = std::make_unique<child_process>(executor_, options_.command, environment_of_app(manifest));
    for (;;) {
        const std::optional<std::string> line = co_await app_->read_line();
        if (!line) {
            break;
        }
        if (line->starts_with(listening)) {
            has_started(line->substr(listening.size()), manifest);
        } else {
            say(*line);
        }
    }
    co_await app_->wait();
    if (!is_called_off()) {
        throw usage_error(fmt::format("{} {}", name(), app_->ending()));
    }
    say(ending_ ? fmt::format("{} {}", name(), app_->ending()) : fmt::format("{} has changed", name()));
}

bool dev_session::register_app(const std::string& url, const std::string& manifest) {
    try {
        platform_.register_app(manifest, url + options_.path, first_of(environment_.at("WEBHOOK_SECRET")),
                               first_of(environment_.at("CUSTOM_ACTION_SECRET")));
        return true;
    } catch (const error& wrong) {
        say(fmt::format("{} cannot be registered: {}", name(), wrong.what()));
        return false;
    }
}

void dev_session::has_started(const std::string& url, const std::string& manifest) {
    if (!is_installable(manifest) && !register_app(url, manifest)) {
        return;
    }
    say(fmt::format("{} is at {}{}", name(), url, in_words(manifest)));
    if (is_installable(manifest)) {
        say(fmt::format("Install it at {}/install", url));
    }
    say(fmt::format("Frame.io is at {}: open it, upload a file, right-click it", platform_.url()));
    if (!std::exchange(has_listened_, true)) {
        show_page();
    }
    // Where it is now it stays, so that whoever wrote its address down finds it again.
    if (std::string& where = environment_["FRAMEIO_LISTEN"]; where.ends_with(":0") && url.starts_with("http")) {
        where = url.substr(url.find("://") + 3);
    }
}

void dev_session::show_page() {
    const bool has_screen = !variable("DISPLAY").empty() || !variable("WAYLAND_DISPLAY").empty();
    if (!options_.opens || !has_screen || ::isatty(STDOUT_FILENO) == 0) {
        return;
    }
    try {
        browser_ = std::make_unique<child_process>(executor_, std::vector<std::string>{"xdg-open", platform_.url()},
                                                   variables());
    } catch (const usage_error&) {  // then somebody clicks on the address
    }
}

asio::awaitable<void> dev_session::watch() {
    for (;;) {
        co_await nap();
        if (program_.has_changed()) {
            changed_ = true;
            if (app_) {
                app_->signal(SIGTERM);
            }
        }
    }
}

asio::awaitable<void> dev_session::nap() {
    asio::steady_timer timer(executor_, between_looks);
    co_await timer.async_wait(asio::use_awaitable);
}

std::string dev_session::name() const {
    return std::filesystem::path(options_.command.front()).filename();
}

void dev_session::end() {
    const bool again = std::exchange(ending_, true);
    if (app_) {
        app_->signal(again ? SIGKILL : SIGTERM);
    }
}

}  // namespace frameio::cli
