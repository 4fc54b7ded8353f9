#include "protocol/questions.hpp"
#include "testing/kit_state.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <optional>

// What a kit sends to its app.

namespace frameio::testing {

namespace json = boost::json;
using namespace std::chrono_literals;

namespace {

constexpr int most_attempts = 5;

json::object only_id(std::string id) {
    return {{"id", std::move(id)}};
}

json::object asset(std::string_view type, std::string_view id) {
    return {{"id", id}, {"type", type}};
}

/// "file" for "file.ready", and for "metadata.value.updated", which tells of files.
std::string kind_of(const std::string& type) {
    std::string family = type.substr(0, type.find('.'));
    return family == "metadata" ? "file" : family;
}

}  // namespace

std::string kit::state::id_or(const std::string& given, const std::string& kind) const {
    if (!given.empty()) {
        return given;
    }
    std::string found = world.first(kind);
    return found.empty() ? kind + "-1" : found;
}

// Source: developer guide "Webhooks": up to five attempts, and twice as long a pause each time.
delivery_answer kit::state::deliver(const std::string& body, const std::string& secret, std::chrono::milliseconds limit,
                                    std::chrono::milliseconds pause) {
    for (int attempt = 1;; ++attempt) {
        std::optional<delivery_answer> got;
        boost::asio::co_spawn(world.loop(), world.post(url_ + '/', secret, body, limit),
                              [&got](std::exception_ptr, delivery_answer one) { got.emplace(std::move(one)); });
        run_until([&got] { return got.has_value(); });
        if (got->status != 0 || attempt == most_attempts) {
            rest();
            return std::move(*got);
        }
        advance(pause);
        pause *= 2;
    }
}

std::string kit::state::body_of(const webhook& what) const {
    const std::string type = what.resource_type().empty() ? kind_of(what.type()) : what.resource_type();
    json::object made;
    made["account"] = only_id(id_or(what.where().account, "account"));
    made["project"] = only_id(id_or(what.where().project, "project"));
    made["resource"] = asset(type, id_or(what.resource_id(), type));
    made["type"] = what.type();
    made["user"] = only_id(id_or(what.where().user, "user"));
    made["workspace"] = only_id(id_or(what.where().workspace, "workspace"));
    return json::serialize(made);
}

/// What the app has said of the action when it was registered.
void kit::state::learn(const std::string& action_name) {
    const json::value manifest = json::parse(manifest_);
    std::string names;
    for (const json::value& each : manifest.at("actions").as_array()) {
        const std::string name(each.at("event").as_string());
        if (name == action_name) {
            action_limit_ = std::chrono::seconds(each.at("timeout").as_int64());
            return;
        }
        names += (names.empty() ? "" : ", ") + name;
    }
    throw failure(fmt::format("the app has no action \"{}\"; it has: {}", action_name, names.empty() ? "none" : names));
}

answer kit::state::click(const action& what) {
    learn(what.event_name());
    json::array assets;
    for (const auto& [type, id] : what.assets()) {
        assets.push_back(asset(type, id));
    }
    if (assets.empty()) {
        assets.push_back(asset("file", id_or({}, "file")));
    }
    json::object body{{"account_id", id_or(what.where().account, "account")},
                      {"interaction_id", fmt::format("interaction-{}", ++interactions_)},
                      {"project", only_id(id_or(what.where().project, "project"))}};
    if (assets.size() == 1) {
        body["resource"] = assets.front();
    } else {
        body["resources"] = std::move(assets);
    }
    body["type"] = what.event_name();
    body["user"] = only_id(id_or(what.where().user, "user"));
    body["workspace"] = only_id(id_or(what.where().workspace, "workspace"));
    put_action(body, what);
    context_ = std::move(body);
    return show(deliver(json::serialize(context_), action_secret_, action_limit_, 0ms));
}

void kit::state::check_fields(const std::vector<std::pair<std::string, field_value>>& values) const {
    if (!shown_ || !shown_->is_form()) {
        throw failure("there is no form to be submitted: the user sees " +
                      (!shown_ || shown_->json().empty() ? "nothing" : shown_->json()));
    }
    for (const auto& [name, value] : values) {
        if (std::ranges::find(shown_->fields(), name) == shown_->fields().end()) {
            throw failure(fmt::format("the form \"{}\" has no field \"{}\"; it has: {}", shown_->title(), name,
                                      fmt::join(shown_->fields(), ", ")));
        }
    }
}

answer kit::state::submit(const std::vector<std::pair<std::string, field_value>>& values) {
    check_fields(values);
    json::object data;
    const json::value form = json::parse(shown_->json());
    for (const json::value& each : form.at("fields").as_array()) {
        const std::string_view name = each.at("name").as_string();
        const auto given = std::ranges::find(values, unmarked_name(name), &std::pair<std::string, field_value>::first);
        if (given != values.end()) {
            data[name] = json::parse(given->second.json());
        } else if (const json::value* const preset = each.as_object().if_contains("value")) {
            data[name] = *preset;
        }
    }
    json::object body = context_;
    body["data"] = std::move(data);
    return show(deliver(json::serialize(body), action_secret_, action_limit_, 0ms));
}

answer kit::state::show(const delivery_answer& got) {
    if (got.status == 0) {
        throw failure("the app has not answered: " + got.problem);
    }
    const bool is_shown = got.status >= 200 && got.status < 300;
    shown_.emplace(got.status, is_shown ? got.body : std::string());
    return *shown_;
}

}  // namespace frameio::testing
