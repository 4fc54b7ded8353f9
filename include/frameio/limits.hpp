#pragma once

/// @file
/// The bounds of a server.

#include <chrono>
#include <cstddef>

namespace frameio {

/// Everything that a peer could make large or slow, and how large and slow it may be.
struct server_limits {
    std::size_t header_bytes = 16 * 1024;     ///< request line and headers, else 431
    std::size_t header_fields = 100;          ///< number of headers, else 431
    std::size_t target_bytes = 8 * 1024;      ///< request target, else 414
    std::size_t body_bytes = 1024 * 1024;     ///< one body, else 413
    std::size_t bodies_bytes = 256UL << 20;   ///< all bodies in flight, else 503
    std::size_t connections = 16 * 1024;      ///< open connections; more wait in the kernel's queue
    std::size_t requests_per_connection = 0;  ///< then the connection is closed; 0: no limit
    std::size_t pipelined = 64;               ///< requests answered in one write; more wait
    std::size_t running = 1024;               ///< handlers running at once in one lane, else 503

    std::chrono::milliseconds header_time{10'000};  ///< from the first octet to the end of the headers, else 408
    std::chrono::milliseconds body_time{20'000};    ///< from there to the end of the body, else 408
    std::chrono::milliseconds idle_time{60'000};    ///< between requests
    std::chrono::milliseconds fresh_time{10'000};   ///< from accept, or TLS handshake, to the first octet
    std::chrono::milliseconds write_time{20'000};   ///< until the peer has taken an answer
    std::chrono::milliseconds handshake_time{10'000};
};

}  // namespace frameio
