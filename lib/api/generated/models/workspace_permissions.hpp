// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

#include <frameio/api/models/workspace_permissions.hpp>

#include "api/codec.hpp"

namespace frameio::api {

bool read(const json_reader& from, workspace_role_update& to);
void write(json_writer& to, const workspace_role_update& value);
bool read(const json_reader& from, workspace_user_role& to);
void write(json_writer& to, const workspace_user_role& value);

}  // namespace frameio::api
