#pragma once

#include "cli/http/http_client.hpp"

#include <boost/system/error_code.hpp>

#include <string>

namespace frameio::cli {

/// Whether the peer closed the connection.
bool is_closed(const boost::system::error_code& error);

/// Sentences that name what failed, and the remedy.
std::string explain_connecting(const boost::system::error_code& error, const client_options& options);
/// @param verified OpenSSL's verdict on the certificate
std::string explain_handshake(const boost::system::error_code& error, const client_options& options, long verified);
std::string explain_exchange(const boost::system::error_code& error, const client_options& options);

}  // namespace frameio::cli
