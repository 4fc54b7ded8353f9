#pragma once

#include <frameio/events.hpp>

#include <simdjson.h>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace frameio {

/// What is wrong: a literal, empty if nothing is.
using problem = std::string_view;

/// The members of an event's document. Its texts belong to the parsed document: keep those that are wanted.
struct event_members {
    /// Collects the members. Whatever has the wrong type is left out and told by `what_is_wrong`.
    explicit event_members(const simdjson::dom::object& root) noexcept;

    std::string_view type;
    std::string_view account_id;
    std::string_view workspace_id;
    std::string_view project_id;
    std::string_view user_id;
    std::string_view team_id;
    std::optional<std::string_view> action_id;
    std::optional<std::string_view> interaction_id;
    std::optional<resource> single;
    std::optional<simdjson::dom::element> resources;
    std::optional<simdjson::dom::element> data;
    std::uint32_t data_position = 0;  ///< how many members stand before `data`
    problem what_is_wrong;

    bool is_action() const noexcept {
        return action_id || interaction_id;
    }
};

/// What `resources` holds or, if that is nothing, the one `resource`. Says what is wrong in `members`.
std::vector<resource> read_resources(event_members& members);

}  // namespace frameio
