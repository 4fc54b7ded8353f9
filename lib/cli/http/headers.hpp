#pragma once

#include "cli/http/http_client.hpp"

#include <string_view>

namespace frameio::cli {

bool same_header(std::string_view left, std::string_view right) noexcept;

/// Whether it could be sent as it is.
bool is_header(std::string_view name, std::string_view value) noexcept;
bool is_request_target(std::string_view text) noexcept;

/// Whether it is a secret that is not Frame.io's signature: "Authorization", "Cookie".
bool is_credential(std::string_view name) noexcept;

/// Those that are about the message, and not about the connection that it came over or how long it is.
header_list without_connection(const header_list& headers);

/// The same without the signature and its time.
header_list without_signature(const header_list& headers);

}  // namespace frameio::cli
