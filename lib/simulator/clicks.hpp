#pragma once

#include "simulator/delivery_log.hpp"
#include "simulator/sender.hpp"
#include "simulator/world.hpp"

#include <boost/asio/awaitable.hpp>

#include <map>
#include <string>
#include <string_view>

namespace frameio::sim {

/// Custom actions, as somebody clicks them: asks the app, and tells what it answers.
/// Source: developer guide "Custom Actions".
class clicks {
public:
    /// What is given outlives it, and what it has begun.
    clicks(world& in, sender& by, delivery_log& log) : world_(in), sender_(by), log_(log) {}

    /// @param assets  1 to 100, each `{"id": ..., "type": "file"}`
    /// @return `{"interaction_id", "status", "answer"}`, where `answer` is a message, a form, or null; or `{"error"}`,
    ///         in words for the user
    boost::asio::awaitable<json::object> click(std::string action, json::array assets, std::string user);
    /// The form that an interaction has answered with.
    boost::asio::awaitable<json::object> submit(std::string which, json::object data);

private:
    struct interaction {
        std::string action;
        json::object context;
    };

    boost::asio::awaitable<json::object> ask(std::string id, json::object body);

    world& world_;
    sender& sender_;
    delivery_log& log_;
    std::map<std::string, interaction, std::less<>> interactions_;
};

}  // namespace frameio::sim
