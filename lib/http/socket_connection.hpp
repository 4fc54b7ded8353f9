#pragma once

#include "http/connection.hpp"

#include <memory>

namespace frameio::http {

class lane;
class tls_session;

/// A connection for a connected, non-blocking socket. Owns `fd` from here on if nothing is thrown.
std::unique_ptr<connection> make_connection(lane& home, int fd, std::unique_ptr<tls_session> tls);

}  // namespace frameio::http
