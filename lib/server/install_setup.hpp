#pragma once

#include <frameio/server.hpp>

#include "app/app_state.hpp"
#include "auth/identity.hpp"
#include "auth/key_ring.hpp"
#include "install/desk.hpp"
#include "install/login_keeper.hpp"
#include "store/engine.hpp"
#include "web/pages.hpp"

#include <memory>
#include <string>

namespace frameio {

/// The text of `install_options::stylesheet`; empty if there is none.
/// @throws configuration_error if the file cannot be read, or is no text of a sensible size
std::string read_stylesheet(const install_options& of);

/// @throws configuration_error if deliveries would come to a path that the pages have
void check_paths(const app_state& app, const server_options& options);

/// Warns of handlers whose signing secrets are given: the installations' own are not looked for then.
void tell_of_given_secrets(const app_state& app);

/// What admins who install an app have to do with.
struct install_setup {
    install_setup() = default;

    std::shared_ptr<install::desk> desk;
    std::shared_ptr<install::login_keeper> logins;  ///< null: the app acts with none
    std::shared_ptr<web::pages> pages;
};

/// What it needs for that.
struct install_means {
    std::shared_ptr<app_state> app;
    std::shared_ptr<store::engine> store;
    std::shared_ptr<const auth::key_ring> keys;
    std::shared_ptr<auth::identity> identity;
    std::string url;  ///< that Frame.io posts to
    std::string stylesheet;
};

install_setup make_installs(install_means of);

}  // namespace frameio
