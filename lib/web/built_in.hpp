#pragma once

#include <string_view>

/// Texts of lib/web/page, compiled in.
namespace frameio::web::built_in {

std::string_view layout_html() noexcept;
std::string_view message_html() noexcept;
std::string_view page_css() noexcept;

}  // namespace frameio::web::built_in
