#pragma once

#include "cli/http/http_client.hpp"
#include "cli/send/event_recipe.hpp"
#include "cli/send/report.hpp"

#include <frameio/clock.hpp>
#include <frameio/signature.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace frameio::cli {

/// What an event's body says of itself; empty where it does not, or is no JSON.
struct body_facts {
    std::string type;
    std::string resource;
    std::string interaction_id;
    bool is_action = false;
};

body_facts read_facts(const std::string& body);

/// Makes the bodies to send, one after the other: the first as it was asked for, the others about something else.
class body_series {
public:
    explicit body_series(event_recipe recipe) : recipe_(std::move(recipe)) {}
    explicit body_series(std::string body) : body_(std::move(body)) {}

    std::string next();

private:
    std::optional<event_recipe> recipe_;
    std::string body_;
    bool is_first_ = true;
};

/// Signs what is sent, and remembers what it was.
class delivery_series {
public:
    /// @param same  repeats the first delivery, octet by octet, with its timestamp and signature
    /// @param time  the time to sign with; the present if there is none
    delivery_series(body_series bodies, const std::string& secret, bool same,
                    std::optional<std::chrono::sys_seconds> time,
                    std::vector<std::pair<std::string, std::string>> headers);

    /// The delivery of the next index.
    post make();

    /// What was made, with its outcomes.
    std::vector<delivery_report> reports(std::vector<outcome> outcomes) const;

private:
    post make_new();

    body_series bodies_;
    signing_secret secret_;
    bool same_;
    std::optional<std::chrono::sys_seconds> time_;
    std::vector<std::pair<std::string, std::string>> headers_;
    std::optional<post> first_;
    std::vector<body_facts> made_;
};

}  // namespace frameio::cli
