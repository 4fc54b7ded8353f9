#pragma once

#include <boost/json/value.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace frameio::cli {

/// A resource as `--resource` names it. An empty id stands for a fresh one in each event.
struct resource_choice {
    std::string type;
    std::string id;
};

/// Reads "type:id" or "type".
resource_choice parse_resource(const std::string& text);

/// Reads "name=text" or "name:=json".
std::pair<std::string, boost::json::value> parse_field(const std::string& text);

/// A random UUID.
std::string fresh_id();

/// What events to make. The ids that are not given are those of the examples in Frame.io's documentation.
struct event_recipe {
    bool is_action = false;
    std::string type;
    std::vector<resource_choice> resources;
    std::string interaction;  ///< empty: a fresh one in each event
    std::vector<std::pair<std::string, boost::json::value>> fields;
    bool is_submission = false;
    std::string account = "6f70f1bd-7e89-4a7e-b4d3-7e576585a181";
    std::string workspace = "378fcbf7-6f88-4224-8139-6a743ed940b2";
    std::string project = "7e46e495-4444-4555-8649-bee4d391a997";
    std::string user = "56556a3f-859f-4b38-b6c6-e8625b5da8a5";
    std::string action_id = "ecd40785-4485-4f07-9d26-a006ea84efdf";
};

/// The body of one event, minified as Frame.io's are. Events from before V4 get the body that they had then.
std::string make_body(const event_recipe& recipe);

/// The type of resource that events of this name are about: "file" of "file.ready", and of every action.
std::string default_resource_type(std::string_view event, bool is_action);

/// The same event about something else: a webhook's resource, or an action's interaction, gets a fresh id.
/// @throws usage_error if the body is not a JSON object
std::string with_fresh_ids(const std::string& body);

}  // namespace frameio::cli
