#include "simulator/kinds.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace frameio::sim {
namespace {

struct name {
    std::string_view many;
    std::string_view one;
};

constexpr std::array names{name{"workspaces", "workspace"},
                           name{"projects", "project"},
                           name{"folders", "folder"},
                           name{"files", "file"},
                           name{"webhooks", "webhook"},
                           name{"actions", "action"},
                           name{"comments", "comment"},
                           name{"groups", "group"},
                           name{"shares", "share"},
                           name{"field_definitions", "field_definition"},
                           name{"collections", "collection"},
                           name{"version_stacks", "version_stack"},
                           name{"attachments", "comment_attachment"}};

/// "{webhook_id}" is a place for the id of a "webhook".
std::string_view kind_at(std::string_view place) {
    place.remove_prefix(1);
    place.remove_suffix(std::string_view("_id}").size());
    return place == "attachment" ? "comment_attachment" : place;
}

std::string_view id_at(std::string_view place) {
    return place.substr(1, place.size() - 2);
}

bool is_asset(std::string_view kind) {
    return kind == "file" || kind == "folder" || kind == "version_stack";
}

void set(json::object& to, std::string_view member, json::value value) {
    to.emplace(member, std::move(value));
}

json::value address(std::string_view what, std::string_view id, std::string_view more, std::string_view other) {
    return json::value(fmt::format("https://next.frame.io/{}{}{}{}", what, id, more, other));
}

void complete_asset(world& in, std::string_view kind, json::object& data) {
    set(data, "type", json::value(kind));
    set(data, "parent_id", nullptr);
    set(data, "name", kind == "folder" ? "New Folder" : "New File");
    for (const std::string_view parent : {"folder", "version_stack"}) {
        if (const resource* const found = in.find(parent, text_at(data, "parent_id"))) {
            set(data, "project_id", found->data.at("project_id"));
        }
    }
    if (kind == "folder") {
        set(data, "cover_file_id", nullptr);
    }
    set(data, "view_url", address("project/", text_at(data, "project_id"), "/view/", text_at(data, "id")));
}

void complete_project(world& in, json::object& data) {
    set(data, "status", "active");
    set(data, "restricted", false);
    set(data, "storage", 0);
    set(data, "description", nullptr);
    set(data, "owner_id", data.contains("creator_id") ? data.at("creator_id") : json::value(nullptr));
    set(data, "view_url", address("project/", text_at(data, "id"), "/", ""));
    if (!data.contains("root_folder_id")) {
        json::object root{{"id", in.new_id()},
                          {"name", data.contains("name") ? data.at("name") : json::value("Project")},
                          {"account_id", data.contains("account_id") ? data.at("account_id") : json::value("")},
                          {"project_id", data.at("id")}};
        complete_asset(in, "folder", root);
        data["root_folder_id"] = root.at("id");
        in.add("folder", std::move(root));
    }
}

void complete_comment(json::object& data) {
    for (const std::string_view each : {"annotation", "completed_at", "completer_id", "duration", "page",
                                        "text_edited_at", "timestamp", "anchor", "text_review_annotation"}) {
        set(data, each, nullptr);
    }
    for (const std::string_view each : {"attachments", "links", "mentions"}) {
        set(data, each, json::array());
    }
    data.erase("completed");
}

// Source: OpenAPI, `WebhookCreateParams`, `ActionCreateParams` and their answers; an action's time when none is given
// is that of the developer guide "Custom Actions".
void complete_subscription(world& in, std::string_view kind, json::object& data) {
    set(data, "active", true);
    set(data, "secret", json::value(in.new_secret(43)));
    if (kind == "action") {
        set(data, "multi_asset", true);
        set(data, "timeout", 5);
        set(data, "deleted_at", nullptr);
    }
}

void complete_field(world& in, json::object& data) {
    set(data, "mutable", true);
    set(data, "field_configuration", json::object());
    json::object* const how = data.at("field_configuration").if_object();
    json::value* const options = how == nullptr ? nullptr : how->if_contains("options");
    if (options == nullptr || !options->is_array()) {
        return;
    }
    for (json::value& each : options->get_array()) {
        if (each.is_object()) {
            set(each.get_object(), "id", json::value(in.new_id()));
        }
    }
}

}  // namespace

subject subject_of(const operation& what) {
    subject made;
    const std::string_view last = what.segments.back();
    if (last.starts_with('{')) {
        made.kind = kind_at(last);
        return made;
    }
    const auto known = std::ranges::find(names, last, &name::many);
    made.kind = known == names.end() ? last : known->one;
    const auto place = std::ranges::find_if(what.segments.rbegin(), what.segments.rend(),
                                            [](const std::string& each) { return each.starts_with('{'); });
    if (place != what.segments.rend() && *place != "{account_id}") {
        made.parent = kind_at(*place);
        made.parent_place = id_at(*place);
        made.link = made.parent == "folder" || made.parent == "version_stack" ? "parent_id" : made.parent_place;
    }
    return made;
}

std::string_view family_of(std::string_view kind) noexcept {
    if (kind == "field_definition") {
        return "customfield";
    }
    // Of those that webhooks do not know the audit log does.
    constexpr std::array told{"project", "file",    "folder", "comment",   "collection",
                              "share",   "webhook", "action", "workspace", "group"};
    return std::ranges::find(told, kind) != told.end() ? kind : std::string_view();
}

void complete(world& in, std::string_view kind, json::object& data) {
    set(data, "id", json::value(in.new_id()));
    if (is_asset(kind)) {
        complete_asset(in, kind, data);
    }
    if (kind == "project") {
        complete_project(in, data);
    } else if (kind == "comment") {
        complete_comment(data);
    } else if (kind == "webhook" || kind == "action") {
        complete_subscription(in, kind, data);
    } else if (kind == "field_definition") {
        complete_field(in, data);
    } else if (kind == "group") {
        set(data, "source", "frame");
        set(data, "member_count", 0);
    }
}

bool is_administered(std::string_view kind) noexcept {
    constexpr std::array all{"webhook", "action", "workspace", "field_definition", "group"};
    return std::ranges::find(all, kind) != all.end();
}

}  // namespace frameio::sim
