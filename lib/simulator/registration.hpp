#pragma once

#include "simulator/demo.hpp"
#include "simulator/world.hpp"

#include <string>

namespace frameio::sim {

/// The webhook and the actions of an app that runs on this machine.
class registration {
public:
    /// @param manifest  see `app::manifest`
    /// @throws std::invalid_argument
    registration(const json::value& manifest, const std::string& url, const std::string& webhook_secret,
                 const std::string& action_secret);

    /// What an earlier one has left, and this one has not, is removed.
    void apply(world& to, const demo& in) const;

private:
    void set(world& to, const demo& in, std::string_view kind, std::string_view key, const json::object& wanted) const;
    void add_action(const json::value& from, const std::string& secret);

    json::object webhook_;  ///< empty: nothing is subscribed to
    json::array actions_;
    std::string url_;
};

}  // namespace frameio::sim
