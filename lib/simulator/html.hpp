#pragma once

#include <string>
#include <string_view>

namespace frameio::sim {

/// For text and for attributes in double quotes.
std::string escape_html(std::string_view text);

/// A whole page, in the simulator's style.
std::string page_of(std::string_view title, std::string_view body);

}  // namespace frameio::sim
