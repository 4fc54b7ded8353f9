#include "simulator/calls.hpp"
#include "simulator/kinds.hpp"
#include "simulator/roles.hpp"
#include "simulator/timecode.hpp"

#include <algorithm>

// What most operations do: make, show, list, change and delete.

namespace frameio::sim {
namespace {

void require_rights(call& of, std::string_view kind) {
    if (is_administered(kind) && !administers(of.in, of.user, of.id("account_id"))) {
        throw refusal(403);
    }
}

void tell(call& of, const resource& what, std::string_view happened) {
    const std::string_view family = family_of(what.kind);
    if (!family.empty()) {
        of.in.tell(std::string(family) + '.' + std::string(happened), what, of.user.id);
    }
}

result create(call& of) {
    const subject about = subject_of(of.what);
    require_rights(of, about.kind);
    json::object data = of.data();
    if (!about.parent.empty()) {
        data[about.link] = of.named(about.parent, about.parent_place).id;
    }
    data["account_id"] = of.id("account_id");
    data["creator_id"] = of.user.id;
    complete(of.in, about.kind, data);
    const resource& made = of.in.add(about.kind, std::move(data));
    tell(of, made, "created");
    return shown(of, made);
}

result show(call& of) {
    return shown(
        of, of.named(subject_of(of.what).kind, of.what.segments.back().substr(1, of.what.segments.back().size() - 2)));
}

result index(call& of) {
    const subject about = subject_of(of.what);
    if (about.parent.empty()) {
        return listed(of, of.in.all(about.kind, "account_id", of.id("account_id")));
    }
    return listed(of, of.in.all(about.kind, about.link, of.named(about.parent, about.parent_place).id));
}

resource& last_named(call& of) {
    const std::string& place = of.what.segments.back();
    return of.named(subject_of(of.what).kind, place.substr(1, place.size() - 2));
}

result update(call& of) {
    resource& what = last_named(of);
    require_rights(of, what.kind);
    for (const auto& [name, value] : of.data()) {
        what.data[name] = value;
    }
    complete(of.in, what.kind, what.data);
    of.in.touch(what);
    tell(of, what, "updated");
    return shown(of, what);
}

result remove(call& of) {
    resource& what = last_named(of);
    require_rights(of, what.kind);
    tell(of, what, "deleted");
    of.in.remove(what);
    return {};
}

/// A comment is at a frame, however that was said.
void count_frames(json::object& of) {
    const json::value* const said = of.if_contains("timestamp");
    if (said == nullptr || !said->is_string()) {
        return;
    }
    const auto frame = frame_of(said->get_string());
    if (!frame) {
        throw refusal(422, "Invalid timecode", "/data/timestamp");
    }
    of["timestamp"] = *frame;
}

std::string attachment_address(const call& of, const json::object& attachment) {
    return of.base_url + "/sim/attachments/" + std::string(text_at(attachment, "id"));
}

/// Whether it is done is told for itself; nothing else has changed if that has.
result update_comment(call& of) {
    resource& what = last_named(of);
    json::object changes = of.data();
    count_frames(changes);
    const json::value* const completed = changes.if_contains("completed");
    const bool is_done = completed != nullptr && completed->is_bool() && completed->get_bool();
    const bool turns = completed != nullptr && is_done == what.data.at("completed_at").is_null();
    if (turns) {
        what.data["completed_at"] = is_done ? json::value(of.in.time_text()) : json::value(nullptr);
        what.data["completer_id"] = is_done ? json::value(of.user.id) : json::value(nullptr);
    }
    changes.erase("completed");
    if (changes.contains("text")) {
        what.data["text_edited_at"] = of.in.time_text();
    }
    for (const auto& [name, value] : changes) {
        what.data[name] = value;
    }
    of.in.touch(what);
    if (turns) {
        tell(of, what, is_done ? "completed" : "uncompleted");
    }
    if (!changes.empty()) {
        tell(of, what, "updated");
    }
    return shown(of, what);
}

result create_comment(call& of) {
    json::array attachments;
    if (const json::array* const wanted = array_at(of.data(), "attachments")) {
        if (wanted->size() > 6) {
            throw refusal(422, "Array length is larger than maxItems: 6", "/data/attachments");
        }
        for (const json::value& each : *wanted) {
            json::object one = each.as_object();
            one["id"] = of.in.new_id();
            one["created_at"] = of.in.time_text();
            one["upload_urls"] = json::array{json::value(attachment_address(of, one))};
            attachments.push_back(std::move(one));
        }
    }
    const bool is_done = is_true(of.data(), "completed");
    of.body.as_object()["data"].as_object()["attachments"] = attachments;
    json::object data = of.data();
    count_frames(data);
    const resource& file = of.named("file");
    data["file_id"] = file.id;
    data["account_id"] = of.id("account_id");
    data["creator_id"] = of.user.id;
    complete(of.in, "comment", data);
    if (is_done) {
        data["completed_at"] = of.in.time_text();
        data["completer_id"] = of.user.id;
    }
    resource& made = of.in.add("comment", std::move(data));
    for (const json::value& each : attachments) {
        json::object one = each.as_object();
        one["comment_id"] = made.id;
        one["account_id"] = of.id("account_id");
        of.in.add("comment_attachment", std::move(one));
    }
    tell(of, made, "created");
    return shown(of, made);
}

void keep_attachments(call& of, std::string_view comment) {
    json::array all;
    for (const resource* const each : of.in.all("comment_attachment", "comment_id", comment)) {
        all.push_back(each->data);
    }
    of.in.find("comment", comment)->data["attachments"] = std::move(all);
}

result create_attachment(call& of) {
    const resource& comment = of.named("comment");
    json::object data = of.data();
    data["comment_id"] = comment.id;
    data["account_id"] = of.id("account_id");
    data["id"] = of.in.new_id();
    data["upload_urls"] = json::array{json::value(attachment_address(of, data))};
    const resource& made = of.in.add("comment_attachment", std::move(data));
    keep_attachments(of, comment.id);
    return shown(of, made);
}

result delete_attachment(call& of) {
    const resource& comment = of.named("comment");
    const resource& what = of.named("comment_attachment", "attachment_id");
    if (what.text("comment_id") != comment.id) {
        throw refusal(404);
    }
    of.in.remove(what);
    keep_attachments(of, comment.id);
    return {};
}

}  // namespace

void add_resource_handlers(handlers& to) {
    for (const std::string_view each : {"workspaces.create", "projects.create", "folders.create", "webhooks.create",
                                        "actions.create", "groups.create", "metadata.field_definitions.create"}) {
        to[each] = create;
    }
    for (const std::string_view each :
         {"workspaces.show", "projects.show", "folders.show", "files.show", "webhooks.show", "actions.show",
          "groups.show", "comments.show", "shares.show", "collections.show", "version_stacks.show"}) {
        to[each] = show;
    }
    for (const std::string_view each :
         {"workspaces.index", "projects.index", "folders.list", "files.list", "version_stacks.list", "webhooks.index",
          "actions.index", "groups.index", "comments.index", "shares.index", "collections.index",
          "account_projects.index", "metadata.field_definitions.index"}) {
        to[each] = index;
    }
    for (const std::string_view each :
         {"workspaces.update", "projects.update", "folders.update", "files.update", "webhooks.update", "actions.update",
          "groups.update", "shares.update", "metadata.field_definitions.update"}) {
        to[each] = update;
    }
    for (const std::string_view each :
         {"workspaces.delete", "projects.delete", "folders.delete", "files.delete", "webhooks.delete", "actions.delete",
          "shares.delete", "comments.delete", "metadata.field_definitions.delete"}) {
        to[each] = remove;
    }
    to["comments.create"] = create_comment;
    to["comments.update"] = update_comment;
    to["comments.create_attachment"] = create_attachment;
    to["comments.delete_attachment"] = delete_attachment;
}

}  // namespace frameio::sim
