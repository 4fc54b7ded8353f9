// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

#include <frameio/api/models/roles.hpp>

#include "api/codec.hpp"

namespace frameio::api {

bool read(const json_reader& from, user_role& to);
void write(json_writer& to, const user_role& value);
bool read(const json_reader& from, user_role_update& to);
void write(json_writer& to, const user_role_update& value);

}  // namespace frameio::api
