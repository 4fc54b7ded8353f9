#pragma once

#include <string_view>

/// Texts of files of the source tree, compiled in.
namespace frameio::sim::built_in {

std::string_view openapi() noexcept;  ///< lib/api/openapi.json
std::string_view overlay() noexcept;  ///< lib/api/overlay.json

// lib/simulator/page
std::string_view page_html() noexcept;
std::string_view page_css() noexcept;
std::string_view page_js() noexcept;
std::string_view faults_js() noexcept;
std::string_view page_icon() noexcept;

}  // namespace frameio::sim::built_in
