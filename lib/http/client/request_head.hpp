#pragma once

#include "http/client/client_message.hpp"
#include "http/client/proxy_settings.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace frameio::http {

/// Finds what must not be sent: methods and header names that are no tokens, values with control characters, headers
/// that are the transport's business.
/// @throws error (`errc::invalid_configuration`) naming the header, not its value
void check(const client_request& request);

/// The head of a request that was checked, as it is sent, with room for a small body behind it. `through`: a proxy to
/// which it is sent in clear, or null.
std::string write_head(const client_request& request, std::uint64_t body_size, std::string_view user_agent,
                       const proxy* through);

/// Up to this size a body is best sent as one text with its head: a copy is cheaper than a record of TLS of its own.
inline constexpr std::size_t small_body = 8 * 1024;

/// What a proxy is asked for a way to `to`.
std::string write_connect(const url& to, std::string_view user_agent, const proxy& through);

/// Whether the request may be sent again although it may have been acted on: RFC 9110 §9.2.2.
bool is_repeatable(const client_request& request) noexcept;

}  // namespace frameio::http
