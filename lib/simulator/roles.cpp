#include "simulator/roles.hpp"

namespace frameio::sim {

resource* role_in(world& in, std::string_view scope_id, std::string_view user_id) {
    for (resource* const each : in.all("role", "scope_id", scope_id)) {
        if (each->text("user_id") == user_id) {
            return each;
        }
    }
    return nullptr;
}

void set_role(world& in, const resource& scope, std::string_view user_id, std::string_view role) {
    if (resource* const known = role_in(in, scope.id, user_id)) {
        known->data["role"] = role;
        in.touch(*known);
        return;
    }
    const std::string_view account = scope.kind == "account" ? std::string_view(scope.id) : scope.text("account_id");
    in.add("role", {{"account_id", account}, {"scope_id", scope.id}, {"user_id", user_id}, {"role", role}});
}

bool administers(world& in, const resource& user, std::string_view account_id) {
    const resource* const role = role_in(in, account_id, user.id);
    return role != nullptr && (role->text("role") == "owner" || role->text("role") == "admin");
}

bool belongs_to(world& in, const resource& user, std::string_view account_id) {
    return role_in(in, account_id, user.id) != nullptr;
}

}  // namespace frameio::sim
