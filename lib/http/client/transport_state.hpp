#pragma once

#include "http/client/connection_pool.hpp"
#include "http/client/transport.hpp"
#include "http/client/trust.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace frameio::http {

/// What calls share. Kept by the transport and by every call.
struct transport_state {
    explicit transport_state(transport_options given);

    const transport_options options;
    clock& time;
    const proxy_table proxies;
    const trust believed;
    std::atomic<std::uint64_t> requests = 0;
    std::atomic<std::uint64_t> opened = 0;
    std::atomic<std::uint64_t> reused = 0;
    std::atomic<std::size_t> open = 0;
    connection_pool pool;  // its connections count themselves in `open`
};

}  // namespace frameio::http
