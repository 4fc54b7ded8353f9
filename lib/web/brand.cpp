#include "web/brand.hpp"

#include <algorithm>

namespace frameio::web {
namespace {

bool is_colour(std::string_view text) noexcept {
    return text.size() == 7 && text.starts_with('#') &&
           text.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string_view::npos;
}

/// Also fit to be a source in a content security policy.
bool is_visible_ascii(std::string_view text) noexcept {
    return std::ranges::all_of(text,
                               [](char each) { return each > ' ' && each < '\x7f' && each != ';' && each != ','; });
}

bool is_logo(std::string_view text) noexcept {
    const bool is_path = text.starts_with('/') && !text.starts_with("//");
    return is_visible_ascii(text) && (is_path || text.starts_with("https://"));
}

}  // namespace

brand brand_of(const install_options& what) {
    brand made;
    made.name = what.name;
    made.description = what.description;
    made.logo_url = what.logo_url;
    made.primary = what.primary_color;
    made.accent = what.accent_color;
    made.shows_footer = what.shows_footer;
    made.stylesheet = what.stylesheet.empty() ? "" : "/install/style.css";
    return made;
}

std::vector<std::string> problems_of(const brand& what) {
    std::vector<std::string> found;
    for (const auto& [name, colour] : {std::pair{"primary", &what.primary}, std::pair{"accent", &what.accent}}) {
        if (!is_colour(*colour)) {
            found.push_back("the " + std::string(name) + " colour of the pages is \"" + *colour +
                            "\"; give one such as \"#4b38c9\"");
        }
    }
    if (!what.logo_url.empty() && !is_logo(what.logo_url)) {
        found.push_back("the logo of the pages is at \"" + what.logo_url +
                        "\"; give an https URL, or a path of this host, without blanks, commas and semicolons");
    }
    if (what.name.empty()) {
        found.emplace_back("install_options::name is empty; give the app's name");
    }
    return found;
}

}  // namespace frameio::web
