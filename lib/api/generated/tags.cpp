// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include <frameio/api/tags.hpp>

#include <frameio/api/account_permissions.hpp>
#include <frameio/api/accounts.hpp>
#include <frameio/api/collections.hpp>
#include <frameio/api/comments.hpp>
#include <frameio/api/custom_actions.hpp>
#include <frameio/api/files.hpp>
#include <frameio/api/folder_permissions.hpp>
#include <frameio/api/folders.hpp>
#include <frameio/api/groups.hpp>
#include <frameio/api/metadata.hpp>
#include <frameio/api/metadata_fields.hpp>
#include <frameio/api/project_permissions.hpp>
#include <frameio/api/projects.hpp>
#include <frameio/api/search.hpp>
#include <frameio/api/shares.hpp>
#include <frameio/api/users.hpp>
#include <frameio/api/version_stacks.hpp>
#include <frameio/api/webhooks.hpp>
#include <frameio/api/workspace_permissions.hpp>
#include <frameio/api/workspaces.hpp>

namespace frameio::api {

api::account_permissions::operations tags::account_permissions() const {
    return api::account_permissions::operations(by_);
}

api::accounts::operations tags::accounts() const {
    return api::accounts::operations(by_);
}

api::collections::operations tags::collections() const {
    return api::collections::operations(by_);
}

api::comments::operations tags::comments() const {
    return api::comments::operations(by_);
}

api::custom_actions::operations tags::custom_actions() const {
    return api::custom_actions::operations(by_);
}

api::files::operations tags::files() const {
    return api::files::operations(by_);
}

api::folder_permissions::operations tags::folder_permissions() const {
    return api::folder_permissions::operations(by_);
}

api::folders::operations tags::folders() const {
    return api::folders::operations(by_);
}

api::groups::operations tags::groups() const {
    return api::groups::operations(by_);
}

api::metadata::operations tags::metadata() const {
    return api::metadata::operations(by_);
}

api::metadata_fields::operations tags::metadata_fields() const {
    return api::metadata_fields::operations(by_);
}

api::project_permissions::operations tags::project_permissions() const {
    return api::project_permissions::operations(by_);
}

api::projects::operations tags::projects() const {
    return api::projects::operations(by_);
}

api::search::operations tags::search() const {
    return api::search::operations(by_);
}

api::shares::operations tags::shares() const {
    return api::shares::operations(by_);
}

api::users::operations tags::users() const {
    return api::users::operations(by_);
}

api::version_stacks::operations tags::version_stacks() const {
    return api::version_stacks::operations(by_);
}

api::webhooks::operations tags::webhooks() const {
    return api::webhooks::operations(by_);
}

api::workspace_permissions::operations tags::workspace_permissions() const {
    return api::workspace_permissions::operations(by_);
}

api::workspaces::operations tags::workspaces() const {
    return api::workspaces::operations(by_);
}

}  // namespace frameio::api
