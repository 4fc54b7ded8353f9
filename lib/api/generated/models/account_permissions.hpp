// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

#include <frameio/api/models/account_permissions.hpp>

#include "api/codec.hpp"

namespace frameio::api {

bool read(const json_reader& from, account_user_role& to);
void write(json_writer& to, const account_user_role& value);

}  // namespace frameio::api
