// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

/// @file
/// The tags of Frame.io's OpenAPI. To call an operation of a tag, include its header, such as
/// `frameio/api/files.hpp`; `frameio/frameio.hpp` has them all.

#include <frameio/api/call.hpp>

#include <utility>

namespace frameio::api {

namespace account_permissions {
class operations;
}
namespace accounts {
class operations;
}
namespace collections {
class operations;
}
namespace comments {
class operations;
}
namespace custom_actions {
class operations;
}
namespace files {
class operations;
}
namespace folder_permissions {
class operations;
}
namespace folders {
class operations;
}
namespace groups {
class operations;
}
namespace metadata {
class operations;
}
namespace metadata_fields {
class operations;
}
namespace project_permissions {
class operations;
}
namespace projects {
class operations;
}
namespace search {
class operations;
}
namespace shares {
class operations;
}
namespace users {
class operations;
}
namespace version_stacks {
class operations;
}
namespace webhooks {
class operations;
}
namespace workspace_permissions {
class operations;
}
namespace workspaces {
class operations;
}

/// The way to the operations, by tag.
class tags {
public:
    explicit tags(caller by) : by_(std::move(by)) {}

    api::account_permissions::operations account_permissions() const;
    api::accounts::operations accounts() const;
    api::collections::operations collections() const;
    api::comments::operations comments() const;
    api::custom_actions::operations custom_actions() const;
    api::files::operations files() const;
    api::folder_permissions::operations folder_permissions() const;
    api::folders::operations folders() const;
    api::groups::operations groups() const;
    api::metadata::operations metadata() const;
    api::metadata_fields::operations metadata_fields() const;
    api::project_permissions::operations project_permissions() const;
    api::projects::operations projects() const;
    api::search::operations search() const;
    api::shares::operations shares() const;
    api::users::operations users() const;
    api::version_stacks::operations version_stacks() const;
    api::webhooks::operations webhooks() const;
    api::workspace_permissions::operations workspace_permissions() const;
    api::workspaces::operations workspaces() const;

protected:
    caller by_;
};

}  // namespace frameio::api
