#pragma once

#include "simulator/targets.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace frameio::sim {

/// A request to the simulator, complete.
struct web_request {
    std::string method;
    std::string path;   ///< as it was sent, without the query
    std::string query;  ///< as it was sent, without "?"
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;

    /// Of that name, in whatever case; empty if there is none.
    std::string_view header(std::string_view name) const noexcept;
};

/// An answer of it.
struct web_response {
    unsigned status = 200;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    bool cut = false;  ///< the connection ends instead

    static web_response json(unsigned status, std::string text);
    static web_response page(std::string html);
    static web_response redirect(std::string to);
    static web_response text(unsigned status, std::string said);
};

}  // namespace frameio::sim
