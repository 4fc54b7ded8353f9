#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <system_error>

/// Throws what errno says if a system call failed.
inline int checked(int result, const char* call) {
    if (result < 0) {
        throw std::system_error(errno, std::generic_category(), call);
    }
    return result;
}

inline void set_option(int socket, int level, int name, int value = 1) {
    checked(setsockopt(socket, level, name, &value, sizeof value), "setsockopt");
}

/// "127.0.0.1:8080" as a socket address.
inline sockaddr_in parse_endpoint(const std::string& text) {
    std::size_t colon = text.rfind(':');
    sockaddr_in address{};
    address.sin_family = AF_INET;
    if (colon == std::string::npos || inet_pton(AF_INET, text.substr(0, colon).c_str(), &address.sin_addr) != 1) {
        throw std::invalid_argument("not an IPv4 address and a port: " + text);
    }
    address.sin_port = htons(static_cast<std::uint16_t>(std::stoul(text.substr(colon + 1))));
    return address;
}

inline const sockaddr* generic(const sockaddr_in& address) {
    return reinterpret_cast<const sockaddr*>(&address);
}

/// A listening socket that others may share the port with. Connections inherit TCP_NODELAY from it.
inline int open_listener(const sockaddr_in& address) {
    int listener = checked(socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), "socket");
    set_option(listener, SOL_SOCKET, SO_REUSEADDR);
    set_option(listener, SOL_SOCKET, SO_REUSEPORT);
    set_option(listener, IPPROTO_TCP, TCP_NODELAY);
    checked(bind(listener, generic(address), sizeof address), "bind");
    checked(listen(listener, 4096), "listen");
    return listener;
}

inline sockaddr_in local_address(int socket) {
    sockaddr_in address{};
    socklen_t size = sizeof address;
    checked(getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size), "getsockname");
    return address;
}
