// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

#include <frameio/api/models/users.hpp>

#include "api/codec.hpp"

namespace frameio::api {

bool read(const json_reader& from, profile& to);
void write(json_writer& to, const profile& value);
bool read(const json_reader& from, user& to);
void write(json_writer& to, const user& value);

}  // namespace frameio::api
