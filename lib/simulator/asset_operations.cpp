#include "simulator/calls.hpp"
#include "simulator/kinds.hpp"

#include <algorithm>
#include <array>

// Files, folders and version stacks: where they are, copies of them, and what they hold.

namespace frameio::sim {
namespace {

constexpr std::array asset_kinds{"file", "folder", "version_stack"};

std::vector<resource*> children_of(world& in, std::string_view folder) {
    std::vector<resource*> all;
    for (const std::string_view kind : asset_kinds) {
        const auto some = in.all(kind, "parent_id", folder);
        all.insert(all.end(), some.begin(), some.end());
    }
    std::ranges::sort(all, {}, &resource::number);
    return all;
}

bool is_among(std::string_view one, std::string_view list) {
    while (!list.empty()) {
        const std::string_view each = list.substr(0, list.find(','));
        list.remove_prefix(std::min(list.size(), each.size() + 1));
        if (each == one) {
            return true;
        }
    }
    return false;
}

result list_children(call& of) {
    std::vector<resource*> all = children_of(of.in, of.named("folder").id);
    if (const auto type = of.query.find("type"); type != of.query.end()) {
        std::erase_if(all, [&](const resource* each) { return !is_among(each->kind, type->second); });
    }
    return listed(of, std::move(all));
}

result list_versions(call& of) {
    return listed(of, of.in.all("file", "parent_id", of.named("version_stack").id));
}

/// Whether the folder is that one, or somewhere in it.
bool is_inside(world& in, std::string_view folder, std::string_view of) {
    while (!folder.empty() && folder != of) {
        const resource* const here = in.find("folder", folder);
        folder = here == nullptr ? std::string_view() : here->text("parent_id");
    }
    return !folder.empty();
}

/// All that is in it belongs to the project now.
void put_into_project(world& in, resource& what, const json::value& project) {
    what.data["project_id"] = project;
    for (resource* const each : children_of(in, what.id)) {
        put_into_project(in, *each, project);
    }
}

resource& asset_of(call& of) {
    return of.named(subject_of(of.what).parent);
}

// A file may be moved into a version stack, too: it is its newest version then.
resource& destination_of(call& of, const resource& what) {
    const std::string_view id = text_at(of.data(), "parent_id");
    if (what.kind == "file" && of.in.find("version_stack", id) != nullptr) {
        return of.meant("version_stack", "parent_id");
    }
    return of.meant("folder", "parent_id");
}

result move(call& of) {
    resource& what = asset_of(of);
    resource& to = destination_of(of, what);
    if (what.kind == "folder" && (is_inside(of.in, to.id, what.id) || what.data.at("parent_id").is_null())) {
        throw refusal(409);
    }
    what.data["parent_id"] = to.id;
    put_into_project(of.in, what, to.data.at("project_id"));
    of.in.touch(what);
    if (to.kind == "version_stack") {
        to.data["head_version_id"] = what.id;
        of.in.tell("file.versioned", what, of.user.id);
    } else if (what.kind != "version_stack") {
        of.in.tell(what.kind + ".updated", what, of.user.id);
    }
    return shown(of, what);
}

resource& copy_into(call& of, const resource& what, const resource& parent) {
    json::object data = what.data;
    for (const std::string_view own : {"id", "created_at", "updated_at", "view_url", "adobe_id", "project_id"}) {
        data.erase(own);
    }
    if (!of.asked("copy_metadata")) {
        data.erase("metadata_values");
    }
    data["parent_id"] = parent.id;
    data["creator_id"] = of.user.id;
    complete(of.in, what.kind, data);
    resource& made = of.in.add(what.kind, std::move(data));
    for (const resource* const each : children_of(of.in, what.id)) {
        const resource& child = copy_into(of, *each, made);
        if (what.text("head_version_id") == each->id) {
            made.data["head_version_id"] = child.id;
        }
    }
    return made;
}

void copy_comments(call& of, const resource& from, const resource& to) {
    const auto wish = of.query.find("copy_comments");
    if (wish == of.query.end() || wish->second == "none") {
        return;
    }
    for (const resource* const each : of.in.all("comment", "file_id", from.id)) {
        json::object data = each->data;
        data.erase("id");
        data["file_id"] = to.id;
        complete(of.in, "comment", data);
        of.in.add("comment", std::move(data));
    }
}

/// Beside the original, if the body names no folder.
result copy(call& of) {
    const resource& what = asset_of(of);
    const bool elsewhere = !text_at(of.data(), "parent_id").empty();
    const resource& to =
        elsewhere ? of.meant("folder", "parent_id") : of.existing("folder", what.text("parent_id"), 409);
    if (what.kind == "folder" && is_inside(of.in, to.id, what.id)) {
        throw refusal(409);
    }
    const resource& made = copy_into(of, what, to);
    if (what.kind != "version_stack") {
        of.in.tell(what.kind + ".copied", made, of.user.id);
    }
    copy_comments(of, what, made);
    return shown(of, made);
}

std::vector<resource*> files_of(call& of, std::string_view member) {
    std::vector<resource*> all;
    for (const json::value& each : of.data().at(member).as_array()) {
        all.push_back(&of.existing("file", text_of(each), 422));
    }
    return all;
}

result create_stack(call& of) {
    const resource& folder = of.named("folder");
    const std::vector<resource*> files = files_of(of, "file_ids");
    if (files.size() < 2) {
        throw refusal(422, "Array length is smaller than minItems: 2", "/data/file_ids");
    }
    json::object data{{"name", files.back()->data.at("name")},
                      {"parent_id", folder.id},
                      {"account_id", of.id("account_id")},
                      {"creator_id", of.user.id},
                      {"head_version_id", files.back()->id}};
    complete(of.in, "version_stack", data);
    const resource& made = of.in.add("version_stack", std::move(data));
    for (resource* const each : files) {
        each->data["parent_id"] = made.id;
        of.in.touch(*each);
    }
    of.in.tell("file.versioned", *files.back(), of.user.id);
    return shown(of, made);
}

result copy_many(call& of) {
    const resource& to = of.meant("folder", "parent_id");
    json::array all;
    for (const resource* const each : files_of(of, "file_ids")) {
        const resource& made = copy_into(of, *each, to);
        of.in.tell("file.copied", made, of.user.id);
        copy_comments(of, *each, made);
        all.push_back(made.data);
    }
    return {0, {{"data", std::move(all)}}};
}

result move_many(call& of) {
    const resource& to = of.meant("folder", "parent_id");
    json::array all;
    for (resource* const each : files_of(of, "file_ids")) {
        each->data["parent_id"] = to.id;
        each->data["project_id"] = to.data.at("project_id");
        of.in.touch(*each);
        of.in.tell("file.updated", *each, of.user.id);
        all.push_back(each->data);
    }
    return {0, {{"data", std::move(all)}}};
}

}  // namespace

void add_asset_handlers(handlers& to) {
    to["folders.index"] = list_children;
    to["version_stacks.index"] = list_versions;
    to["version_stacks.create"] = create_stack;
    to["files.bulk_copy"] = copy_many;
    to["files.bulk_move"] = move_many;
    for (const std::string_view each : {"files.move", "folders.move", "version_stacks.move"}) {
        to[each] = move;
    }
    for (const std::string_view each : {"files.copy", "folders.copy", "version_stacks.copy"}) {
        to[each] = copy;
    }
}

}  // namespace frameio::sim
