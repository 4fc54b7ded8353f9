#pragma once

#include <frameio/clock.hpp>
#include <frameio/signature.hpp>

#include "http/client/transport.hpp"
#include "simulator/agenda.hpp"
#include "simulator/delivery_log.hpp"
#include "simulator/world.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <memory>
#include <string>

namespace frameio::sim {

/// Posts webhooks as Frame.io does: signed, with 5 s for an answer, five times at the most, and longer pauses between
/// them each time.
/// Source: developer guide "Webhooks". Each attempt is signed anew: inferred from "when the outbound webhook is sent".
class sender {
public:
    /// What is given outlives it, and what it has begun.
    sender(world& in, agenda& later, delivery_log& log, boost::asio::any_io_executor executor);

    /// To all that have subscribed to it.
    void send(const change& what);

    /// A delivery of the log once more, now and as one attempt.
    /// @return whether there is one
    bool send_again(std::uint64_t delivery);

    /// Posts a body, signed with the secret now.
    /// @param limit  for the answer
    boost::asio::awaitable<attempt> post(std::string url, std::string secret, std::string body,
                                         std::chrono::milliseconds limit, std::string_view agent);

private:
    void begin(std::uint64_t delivery);
    boost::asio::awaitable<void> carry_out(std::uint64_t delivery, bool alone);
    void after_failure(const logged_delivery& which);

    world& world_;
    agenda& later_;
    delivery_log& log_;
    boost::asio::any_io_executor executor_;
    std::shared_ptr<http::transport> transport_;
};

}  // namespace frameio::sim
