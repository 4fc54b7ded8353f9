#pragma once

#include <string_view>

/// Texts of lib/install/pages/html, compiled in: templates of pages, or of parts of them.
namespace frameio::install::built_in {

std::string_view visitor_html() noexcept;
std::string_view landing_html() noexcept;
std::string_view accounts_html() noexcept;
std::string_view workspaces_html() noexcept;
std::string_view status_html() noexcept;
std::string_view contents_html() noexcept;
std::string_view changes_html() noexcept;
std::string_view settings_html() noexcept;
std::string_view leave_html() noexcept;
std::string_view uninstall_html() noexcept;

}  // namespace frameio::install::built_in
