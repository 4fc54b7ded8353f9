#pragma once

#include <frameio/install.hpp>

#include "install/desk.hpp"
#include "install/pages/config_form.hpp"
#include "install/pages/visit.hpp"
#include "web/page.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace frameio::install {

/// The page of a workspace: how the app is installed there, what would change, and the settings.
class workspace_page {
public:
    /// What it is given outlives it.
    workspace_page(desk& of, const web::page_maker& pages, const install_options& options)
        : desk_(of), pages_(pages), options_(options) {}

    /// As it is. While somebody works on the installation, browsers look again after a while.
    /// @throws api_error if the user's login is over; store_error and what `auth::vault` does
    boost::asio::awaitable<web::response> show(const visit& by) const;

    /// With what was typed and was not taken.
    boost::asio::awaitable<web::response> refuse(const visit& by, unsigned status, std::string why,
                                                 config_form typed) const;

    /// Whether it is meant that all goes.
    boost::asio::awaitable<web::response> ask_to_uninstall(const visit& by) const;

    /// What pages of those who have logged in have in common.
    boost::json::object data_for(const visit& by) const;

private:
    struct facts;

    boost::asio::awaitable<facts> look(const visit& by) const;
    boost::asio::awaitable<void> compare(const visit& by, facts& to) const;
    boost::json::object data_of(const visit& by, const facts& known) const;
    static void add_times(boost::json::object& to, const facts& known);
    static void add_progress(boost::json::object& to, const facts& known);
    static boost::json::value failure_of(const facts& known);
    boost::json::value changes_of(const facts& known) const;
    boost::json::value settings_of(const facts& known, const config_form& typed) const;
    web::response shown(boost::json::object data, const facts& known, const config_form& typed, unsigned status) const;

    desk& desk_;
    const web::page_maker& pages_;
    const install_options& options_;
};

}  // namespace frameio::install
