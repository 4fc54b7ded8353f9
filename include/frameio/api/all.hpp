// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

/// @file
/// The Frame.io API with all its operations.

#include <frameio/api/account_permissions.hpp>
#include <frameio/api/accounts.hpp>
#include <frameio/api/client.hpp>
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
