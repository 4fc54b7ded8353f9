#pragma once

#include <boost/asio/generic/stream_protocol.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace frameio::http {

/// An address to listen on, as a user writes it, and as the system wants it.
struct address {
    std::string text;
    boost::asio::generic::stream_protocol::endpoint where;

    bool is_unix() const noexcept {
        return text.starts_with("unix:");
    }
};

/// Reads "host:port", "[v6]:port" or "unix:/path". A host may be a name of this machine, "" and "*" stand for all
/// addresses.
/// @throws configuration_error saying what is wrong with it.
address parse_address(std::string_view text);

/// A non-blocking listening socket; the caller owns it. `shared` lets several sockets listen on one port.
/// @throws boost::system::system_error naming the address
int listen_on(const address& where, bool shared);

/// The address that a socket is bound to: the text of the host, or the path, and the port.
struct bound_address {
    std::string host;
    unsigned short port = 0;
};
bound_address bound_to(int fd);

}  // namespace frameio::http
