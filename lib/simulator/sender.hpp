#pragma once

#include <frameio/clock.hpp>
#include <frameio/signature.hpp>

#include "http/client/transport.hpp"
#include "simulator/agenda.hpp"
#include "simulator/delivery_log.hpp"
#include "simulator/faults.hpp"
#include "simulator/world.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace frameio::sim {

/// Posts webhooks as Frame.io does: signed, with 5 s for an answer, five times at the most, and longer pauses between
/// them each time.
/// Source: developer guide "Webhooks". Each attempt is signed anew: inferred from "when the outbound webhook is sent".
class sender {
public:
    /// What is given outlives it, and what it has begun.
    sender(world& in, agenda& later, delivery_log& log, faults& wrong, boost::asio::any_io_executor executor);

    /// To all that have subscribed to it.
    void send(const change& what);

    /// A delivery of the log once more, now, as one attempt with which nothing goes wrong.
    /// @return whether there is one
    bool send_again(std::uint64_t delivery);

    /// Attempts a delivery of the log once, and notes what came of it there; nothing if it is for somebody who has
    /// gone.
    /// @param limit  for the answer
    boost::asio::awaitable<std::optional<attempt>> post(std::uint64_t delivery, std::chrono::milliseconds limit,
                                                        delivery_fault wrong);
    /// What goes wrong with an attempt that somebody waits for.
    delivery_fault fault_of(std::string_view type) {
        return wrong_.take_delivery(type, false).value_or(delivery_fault());
    }

private:
    struct held {
        std::uint64_t delivery = 0;
        delivery_fault wrong;
    };

    void begin(std::uint64_t delivery);
    void hold(const std::string& subscription, held one);
    std::optional<held> take_held(const std::string& subscription);
    void go(std::uint64_t delivery, const delivery_fault& wrong, std::optional<held> behind);
    boost::asio::awaitable<void> carry_out(std::uint64_t delivery, delivery_fault wrong, bool alone);
    boost::asio::awaitable<attempt> exchange(attempt of, std::string url, std::string body,
                                             std::chrono::milliseconds limit);
    boost::asio::awaitable<void> repeat(std::uint64_t delivery, attempt first, std::string url,
                                        std::chrono::milliseconds later);
    attempt make_attempt(const logged_delivery& of, std::string_view secret, const delivery_fault& wrong) const;
    void after_failure(const logged_delivery& which);
    const resource* subscriber_of(const logged_delivery* which) const;

    world& world_;
    agenda& later_;
    delivery_log& log_;
    faults& wrong_;
    std::map<std::string, held> held_;  // by subscription: what comes after the next one
    boost::asio::any_io_executor executor_;
    std::shared_ptr<http::transport> transport_;
};

}  // namespace frameio::sim
