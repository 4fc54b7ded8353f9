#pragma once

#include "store/postgres_address.hpp"

#include <frameio/clock.hpp>

#include <boost/asio/any_io_executor.hpp>

#include <chrono>
#include <functional>
#include <memory>

namespace frameio::store {

/// Tells the other processes of a database that there is something to be run, and hears it from them: by NOTIFY and
/// LISTEN, on a connection of its own, which is made again when it breaks. The
/// channel has the name of the schema, the payload says who rings. What is told while nobody is connected is
/// told later.
///
/// Thread-safe.
class postgres_bell {
public:
    /// How long it waits for the server, and between attempts to connect that fail.
    struct limits {
        std::chrono::milliseconds patience{3'300};
        std::chrono::milliseconds back_off{1'000};
    };

    /// The executor runs one thing at a time. It and the clock outlive what the bell has begun, which ends soon after
    /// it.
    postgres_bell(boost::asio::any_io_executor executor, postgres_address address, clock& time, limits patient);
    ~postgres_bell();
    postgres_bell(const postgres_bell&) = delete;
    postgres_bell& operator=(const postgres_bell&) = delete;

    /// Calls `heard` on the executor whenever another bell was rung, and when one may have been. Replaces what was
    /// called before, which is not called any more when this returns. The first time, it connects.
    void on_ring(std::function<void()> heard);

    /// Tells the others. Rung many times while the server is busy, it rings once.
    void ring();

private:
    class listener;
    std::shared_ptr<listener> listener_;
};

}  // namespace frameio::store
