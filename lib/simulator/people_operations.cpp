#include "simulator/calls.hpp"
#include "simulator/kinds.hpp"
#include "simulator/roles.hpp"

// Who there is, and who may do what where.

namespace frameio::sim {
namespace {

result show_me(call& of) {
    return shown(of, of.user);
}

result list_accounts(call& of) {
    json::array all;
    for (const resource* const each : of.in.all("account")) {
        if (const resource* const role = role_in(of.in, each->id, of.user.id)) {
            json::object one = each->data;
            one["roles"] = json::array{role->data.at("role")};
            all.push_back(std::move(one));
        }
    }
    return listed(of, all);
}

/// The resource whose users the path is about.
resource& scope_of(call& of) {
    for (const std::string_view kind : {"folder", "project", "workspace"}) {
        if (!of.id(std::string(kind) + "_id").empty()) {
            return of.named(kind);
        }
    }
    return of.existing("account", of.id("account_id"));
}

result list_roles(call& of) {
    json::array all;
    for (const resource* const each : of.in.all("role", "scope_id", scope_of(of).id)) {
        const resource* const user = of.in.find("user", each->text("user_id"));
        const bool is_active = user != nullptr && is_true(user->data, "active");
        if (user != nullptr && (is_active || of.asked("include_deactivated"))) {
            all.push_back(json::object{{"role", each->data.at("role")},
                                       {"name", user->data.at("name")},
                                       {"email", user->data.at("email")},
                                       {"user", user->data}});
        }
    }
    return listed(of, all);
}

void require_rights(call& of) {
    if (!administers(of.in, of.user, of.id("account_id"))) {
        throw refusal(403);
    }
}

result update_role(call& of) {
    require_rights(of);
    const resource& user = of.named("user");
    const json::value role = of.data().at("role");
    set_role(of.in, scope_of(of), user.id, text_of(role));
    return {0, {{"data", json::object{{"role", role}}}}};
}

result delete_role(call& of) {
    require_rights(of);
    const resource* const role = role_in(of.in, scope_of(of).id, of.id("user_id"));
    if (role == nullptr) {
        throw refusal(404);
    }
    of.in.remove(*role);
    return {};
}

/// Projects that the user is in without being in their workspace.
result list_invited_projects(call& of) {
    std::vector<resource*> all;
    for (resource* const each : of.in.all("project", "account_id", of.id("account_id"))) {
        const bool is_member = role_in(of.in, each->text("workspace_id"), of.user.id) != nullptr;
        if (!is_member && role_in(of.in, each->id, of.user.id) != nullptr) {
            all.push_back(each);
        }
    }
    return listed(of, std::move(all));
}

/// Whether the entry is as a filter "filters[project_id]=..." wants it.
bool fits(const resource& entry, std::string_view filter, std::string_view wanted) {
    const std::string_view day = entry.text("inserted_at").substr(0, 10);
    if (filter == "filters[from_date]") {
        return day >= wanted;
    }
    if (filter == "filters[to_date]") {
        return day <= wanted;
    }
    filter.remove_prefix(std::string_view("filters[").size());
    filter.remove_suffix(1);
    return entry.text(filter) == wanted;
}

result list_audit(call& of) {
    std::vector<resource*> all;
    for (resource* const each : of.in.all("audit_log", "account_id", of.id("account_id"))) {
        bool wanted = true;
        for (const auto& [name, value] : of.query) {
            wanted = wanted && (!name.starts_with("filters[") || fits(*each, name, value));
        }
        if (wanted) {
            all.push_back(each);
        }
    }
    return listed(of, std::move(all));
}

}  // namespace

void add_people_handlers(handlers& to) {
    to["users.show"] = show_me;
    to["accounts.index"] = list_accounts;
    to["auditlog.index"] = list_audit;
    to["invited_projects.index"] = list_invited_projects;
    for (const std::string_view each : {"account_user_roles.index", "workspace_user_roles.index",
                                        "project_user_roles.index", "folder_user_roles.index"}) {
        to[each] = list_roles;
    }
    for (const std::string_view each :
         {"workspace_user_roles.update", "project_user_roles.update", "folder_user_roles.update"}) {
        to[each] = update_role;
    }
    for (const std::string_view each :
         {"workspace_user_roles.delete", "project_permissions.delete", "folder_permissions.delete"}) {
        to[each] = delete_role;
    }
}

}  // namespace frameio::sim
