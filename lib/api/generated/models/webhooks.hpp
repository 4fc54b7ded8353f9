// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

#include <frameio/api/models/webhooks.hpp>

#include "api/codec.hpp"

namespace frameio::api {

bool read(const json_reader& from, webhook& to);
void write(json_writer& to, const webhook& value);

}  // namespace frameio::api
