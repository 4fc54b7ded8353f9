#include "simulator/audit.hpp"

namespace frameio::sim {
namespace {

struct word {
    std::string_view type;     // of a webhook's event
    std::string_view written;  // in the log
};

constexpr word words[] = {
    {"project.created", "project_created"},
    {"project.updated", "project_updated"},
    {"project.deleted", "project_deleted"},
    {"file.created", "asset_created"},
    {"file.upload.completed", "file_uploaded"},
    {"file.updated", "asset_updated"},
    {"file.deleted", "asset_deleted"},
    {"file.versioned", "asset_versioned"},
    {"file.copied", "asset_copied"},
    {"folder.created", "asset_created"},
    {"folder.updated", "asset_updated"},
    {"folder.deleted", "asset_deleted"},
    {"folder.copied", "asset_copied"},
    {"comment.created", "comment_created"},
    {"comment.updated", "comment_updated"},
    {"comment.deleted", "comment_deleted"},
    {"comment.completed", "comment_completed"},
    {"comment.uncompleted", "comment_uncompleted"},
    {"metadata.value.updated", "metadata_value_updated"},
    {"customfield.created", "account_field_created"},
    {"customfield.updated", "account_field_updated"},
    {"customfield.deleted", "account_field_deleted"},
    {"share.created", "share_created"},
    {"share.updated", "share_updated"},
    {"share.deleted", "share_deleted"},
    {"share.viewed", "share_viewed"},
    {"webhook.created", "webhook_created"},
    {"webhook.updated", "webhook_updated"},
    {"webhook.deleted", "webhook_deleted"},
    {"action.created", "action_created"},
    {"action.updated", "action_updated"},
    {"action.deleted", "action_deleted"},
    {"workspace.created", "team_created"},
    {"workspace.updated", "team_updated"},
    {"workspace.deleted", "team_deleted"},
    {"group.created", "account_user_group_created"},
    {"group.updated", "account_user_group_updated"},
};

std::string_view resource_word(std::string_view kind) {
    if (kind == "file") {
        return "asset";
    }
    if (kind == "workspace") {
        return "team";
    }
    if (kind == "field_definition") {
        return "account_field_definition";
    }
    return kind == "group" ? "account_user_group" : kind;
}

json::value id_or_null(const std::string& id) {
    return id.empty() ? json::value(nullptr) : json::value(id);
}

}  // namespace

void audit(world& in, const change& what) {
    for (const word& each : words) {
        if (each.type == what.type) {
            in.add("audit_log", {{"account_id", what.account_id},
                                 {"event_type", each.written},
                                 {"inserted_at", in.time_text()},
                                 {"ip_address", "127.0.0.1"},
                                 {"project_id", id_or_null(what.project_id)},
                                 {"resource_id", what.resource_id},
                                 {"resource_type", resource_word(what.resource_type)},
                                 {"user_id", id_or_null(what.user_id)},
                                 {"workspace_id", id_or_null(what.workspace_id)}});
            return;
        }
    }
}

}  // namespace frameio::sim
