#include "server/install_setup.hpp"

#include "app/manifest.hpp"
#include "install/blueprint.hpp"
#include "install/pages/install_pages.hpp"
#include "support/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <fstream>
#include <sstream>
#include <utility>
#include <vector>

namespace frameio {
namespace {

constexpr std::size_t largest_stylesheet = 256 * 1024;

[[noreturn]] void refuse(std::string what) {
    throw configuration_error({std::move(what)});
}

}  // namespace

std::string read_stylesheet(const install_options& of) {
    if (of.stylesheet.empty()) {
        return {};
    }
    std::ifstream file(of.stylesheet, std::ios::binary);
    std::ostringstream read;
    read << file.rdbuf();
    if (!file) {
        refuse(fmt::format("the stylesheet of the install pages, \"{}\", cannot be read", of.stylesheet));
    }
    std::string text = std::move(read).str();
    if (text.size() > largest_stylesheet || !is_utf8(text)) {
        refuse(fmt::format("the stylesheet of the install pages, \"{}\", is no text of at most {} KiB in UTF-8",
                           of.stylesheet, largest_stylesheet / 1024));
    }
    return text;
}

void check_paths(const app_state& app, const server_options& options) {
    const std::string& path = options.path;
    const bool is_login = app.oauth && path.starts_with("/auth/");
    const bool is_install = app.install && (path == "/install" || path.starts_with("/install/"));
    if (is_login || is_install) {
        refuse(fmt::format("Frame.io is to post to \"{}\", where the app's own pages are; give another --path", path));
    }
}

void tell_of_given_secrets(const app_state& app) {
    std::vector<std::string> names;
    const auto note = [&names](const std::string& name, const route& settings, bool has_all) {
        if (has_all || !settings.secrets().empty()) {
            names.push_back('"' + name + '"');
        }
    };
    for (const webhook_route& each : app.webhooks) {
        note(each.pattern.text(), each.settings, !app.webhook_secrets.empty());
    }
    for (const action_route& each : app.actions) {
        note(each.what.event_name(), each.settings, !app.action_secrets.empty());
    }
    if (!names.empty()) {
        app.log.warning(
            "these handlers have signing secrets of their own, so that nothing reaches them from where admins have "
            "installed the app; leave out secret(), webhook_secret() and action_secret()",
            log_field("handlers", fmt::format("{}", fmt::join(names, ", "))));
    }
}

install_setup make_installs(install_means of) {
    const app_state& app = *of.app;
    const install_options& options = *app.install;
    install_setup made;
    if (options.acts == acting_as::installer) {
        made.logins = std::make_shared<install::login_keeper>(install::installations(of.store, of.keys),
                                                              of.identity->tokens(), *app.time, app.log);
    }
    install::blueprint wanted = install::blueprint_of(manifest_of(app), std::move(of.url), options.name);
    made.desk = std::make_shared<install::desk>(
        install::desk::parts{std::move(of.store), std::move(of.keys), of.app->client(), of.identity->tokens(),
                             std::move(wanted), app.time, app.log, of.identity->tenants()});
    made.pages = std::make_shared<install::install_pages>(install::install_pages::parts{
        std::move(of.identity), made.desk, of.app->client(), options, std::move(of.stylesheet), app.time, app.log});
    return made;
}

}  // namespace frameio
