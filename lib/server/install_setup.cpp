#include "server/install_setup.hpp"

#include "app/manifest.hpp"
#include "install/blueprint.hpp"
#include "install/pages/install_pages.hpp"
#include "support/text.hpp"

#include <fmt/format.h>

#include <fstream>
#include <sstream>
#include <utility>

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

install_setup make_installs(install_means of) {
    const app_state& app = *of.app;
    const install_options& options = *app.install;
    install_setup made;
    install::blueprint wanted = install::blueprint_of(manifest_of(app), std::move(of.url), options.name);
    made.desk = std::make_shared<install::desk>(install::desk::parts{std::move(of.store), std::move(of.keys),
                                                                     of.app->client(), of.identity->tokens(),
                                                                     std::move(wanted), app.time, app.log});
    made.pages = std::make_shared<install::install_pages>(install::install_pages::parts{
        std::move(of.identity), made.desk, of.app->client(), options, std::move(of.stylesheet), app.time, app.log});
    return made;
}

}  // namespace frameio
