// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

#include <frameio/api/models/custom_actions.hpp>

#include "api/codec.hpp"

namespace frameio::api {

bool read(const json_reader& from, action& to);
void write(json_writer& to, const action& value);

}  // namespace frameio::api
