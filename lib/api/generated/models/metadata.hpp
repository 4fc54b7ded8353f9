// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

#include <frameio/api/models/metadata.hpp>

#include "api/codec.hpp"

namespace frameio::api {

bool read(const json_reader& from, file_metadata& to);
void write(json_writer& to, const file_metadata& value);

}  // namespace frameio::api
