#include "simulator/calls.hpp"
#include "simulator/kinds.hpp"

#include <algorithm>

// Shares, what is in them, and who may see it.

namespace frameio::sim {
namespace {

json::array& list_in(resource& of, std::string_view name) {
    json::value& found = of.data[name];
    if (!found.is_array()) {
        found.emplace_array();
    }
    return found.get_array();
}

const resource& find_asset(call& of, std::string_view id, unsigned otherwise) {
    for (const std::string_view kind : {"file", "folder", "version_stack"}) {
        const resource* const found = of.in.find(kind, id);
        if (found != nullptr && found->text("account_id") == of.id("account_id")) {
            return *found;
        }
    }
    throw refusal(otherwise);
}

const resource& add_collection(call& of, const resource& project, const json::value& name) {
    return of.in.add("collection", {{"account_id", of.id("account_id")},
                                    {"project_id", project.id},
                                    {"creator_id", of.user.id},
                                    {"name", name},
                                    {"description", nullptr},
                                    {"aggregation_mode", "static"},
                                    {"auto_generated", true},
                                    {"private", false},
                                    {"root_folder_id", project.data.at("root_folder_id")}});
}

result create_share(call& of) {
    const resource& project = of.named("project");
    json::object data = of.data();
    json::array assets;
    if (const json::array* const wanted = array_at(data, "asset_ids")) {
        for (const json::value& each : *wanted) {
            assets.push_back(json::value(find_asset(of, text_of(each), 422).id));
        }
    }
    data["asset_ids"] = std::move(assets);
    data["account_id"] = of.id("account_id");
    data["project_id"] = project.id;
    data["creator_id"] = of.user.id;
    data["collection_id"] = add_collection(of, project, data.at("name")).id;
    data["id"] = of.in.new_id();
    data["short_url"] = of.base_url + "/sim/shares/" + std::string(text_at(data, "id"));
    data["enabled"] = data["commenting_enabled"] = true;
    data["last_viewed_at"] = nullptr;
    for (const std::string_view each : {"description", "expiration"}) {
        if (!data.contains(each)) {
            data[each] = nullptr;
        }
    }
    if (!data.contains("downloading_enabled")) {
        data["downloading_enabled"] = false;
    }
    const resource& made = of.in.add("share", std::move(data));
    of.in.tell("share.created", made, of.user.id);
    return shown(of, made);
}

result show_with(const resource& share, std::string_view member, std::string_view asset) {
    json::object data = share.data;
    data[member] = asset;
    return {0, {{"data", std::move(data)}}};
}

result add_asset(call& of) {
    resource& share = of.named("share");
    const resource& asset = find_asset(of, text_at(of.data(), "asset_id"), 422);
    json::array& all = list_in(share, "asset_ids");
    if (std::ranges::find(all, json::value(asset.id)) == all.end()) {
        all.push_back(json::value(asset.id));
    }
    of.in.touch(share);
    of.in.tell("share.updated", share, of.user.id);
    return show_with(share, "asset_added", asset.id);
}

result remove_asset(call& of) {
    resource& share = of.named("share");
    json::array& all = list_in(share, "asset_ids");
    const auto found = std::ranges::find(all, json::value(of.id("asset_id")));
    if (found == all.end()) {
        throw refusal(404);
    }
    all.erase(found);
    of.in.touch(share);
    of.in.tell("share.updated", share, of.user.id);
    return show_with(share, "asset_removed", of.id("asset_id"));
}

// Whoever has an address is invited, known or not.
const resource& user_with(call& of, std::string_view member, std::string_view text) {
    const auto known = of.in.all("user", member, text);
    if (!known.empty()) {
        return *known.front();
    }
    if (member != "email") {
        throw refusal(422);
    }
    return of.in.add("user", {{"email", text}, {"name", text}, {"active", true}, {"avatar_url", nullptr}});
}

/// The ids of those whom the body names.
json::array reviewers_in(call& of) {
    json::array ids;
    const json::object& named = of.data().at("reviewers").as_object();
    const std::pair<std::string_view, std::string_view> ways[] = {
        {"emails", "email"}, {"user_ids", "id"}, {"adobe_user_ids", "adobe_user_id"}};
    for (const auto& [list, member] : ways) {
        const json::array* const some = array_at(named, list);
        for (std::size_t i = 0; some != nullptr && i < some->size(); ++i) {
            ids.push_back(json::value(user_with(of, member, text_of((*some)[i])).id));
        }
    }
    return ids;
}

result add_reviewers(call& of) {
    resource& share = of.named("share");
    const json::array fresh = reviewers_in(of);
    json::array& all = list_in(share, "reviewer_ids");
    for (const json::value& each : fresh) {
        if (std::ranges::find(all, each) == all.end()) {
            all.push_back(each);
        }
    }
    return {};
}

result remove_reviewers(call& of) {
    resource& share = of.named("share");
    const json::array gone = reviewers_in(of);
    json::array& all = list_in(share, "reviewer_ids");
    for (const json::value& each : gone) {
        const auto found = std::ranges::find(all, each);
        if (found != all.end()) {
            all.erase(found);
        }
    }
    return {};
}

result list_reviewers(call& of) {
    json::array users;
    for (const json::value& each : list_in(of.named("share"), "reviewer_ids")) {
        if (const resource* const user = of.in.find("user", text_of(each))) {
            users.push_back(user->data);
        }
    }
    return listed(of, users);
}

// What an activity looks like is not known.
result list_activities(call& of) {
    of.named("share");
    return listed(of, json::array());
}

}  // namespace

void add_share_handlers(handlers& to) {
    to["shares.create"] = create_share;
    to["shares.add_asset"] = add_asset;
    to["shares.remove_asset"] = remove_asset;
    to["shares.add_reviewers"] = add_reviewers;
    to["shares.remove_reviewers"] = remove_reviewers;
    to["shares.list_reviewers"] = list_reviewers;
    to["shares.list_activities"] = list_activities;
}

}  // namespace frameio::sim
