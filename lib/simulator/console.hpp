#pragma once

#include "simulator/clicks.hpp"
#include "simulator/delivery_log.hpp"
#include "simulator/faults.hpp"
#include "simulator/logins.hpp"
#include "simulator/sender.hpp"
#include "simulator/world.hpp"
#include "web/message.hpp"

#include <boost/asio/awaitable.hpp>

#include <optional>
#include <string>

namespace frameio::sim {

/// What the page and other tools ask for, below "/sim/": as whom, and for whatever they like.
class console {
public:
    /// What is given outlives it.
    struct parts {
        world& in;
        delivery_log& log;
        sender& by;
        clicks& actions;
        faults& wrong;
        logins& who;
    };
    explicit console(parts of) : parts_(of) {}

    boost::asio::awaitable<web::response> answer(web::request asked);

    /// The page itself; nothing if something else is asked for.
    static std::optional<web::response> page(const web::request& asked);

private:
    web::response show(const web::request& asked);
    boost::asio::awaitable<json::object> change(std::string what, json::object body);
    json::object trigger(const json::object& body);
    json::object log_in(const std::string& user);
    json::array browse() const;

    parts parts_;
};

}  // namespace frameio::sim
