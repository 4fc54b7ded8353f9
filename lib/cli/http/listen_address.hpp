#pragma once

#include <cstdint>
#include <string>

namespace frameio::cli {

/// Where a command listens.
struct listen_address {
    std::string host;  ///< without brackets
    std::uint16_t port = 0;
};

/// Reads "HOST:PORT" or "[V6]:PORT".
/// @throws usage_error
listen_address parse_listen_address(const std::string& text);

}  // namespace frameio::cli
