#pragma once

#include <string>
#include <string_view>
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

/// What is wrong with it, a sentence each.
std::vector<std::string> problems_of(const brand& what);

}  // namespace frameio::web
