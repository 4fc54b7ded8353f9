#pragma once

#include <frameio/install.hpp>

#include <string>
#include <vector>

namespace frameio::web {

/// How an app's pages look.
struct brand {
    std::string name = "Frame.io app";
    std::string description;
    std::string logo_url;  ///< https, or a path of this host; empty: none
    std::string primary = "#4b38c9";
    std::string accent = "#7a5af8";
    bool shows_footer = true;
    std::string stylesheet;  ///< path of this host; empty: none
};

/// Of an app that admins install: with "/install/style.css" if it has a stylesheet.
brand brand_of(const install_options& what);

/// What is wrong with it, a sentence each.
std::vector<std::string> problems_of(const brand& what);

}  // namespace frameio::web
