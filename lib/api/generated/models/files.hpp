// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

#include <frameio/api/models/files.hpp>

#include "api/codec.hpp"

namespace frameio::api {

bool read(const json_reader& from, file_upload_status& to);
void write(json_writer& to, const file_upload_status& value);
bool read(const json_reader& from, remote_upload& to);
void write(json_writer& to, const remote_upload& value);

}  // namespace frameio::api
