// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

#include <frameio/api/models/accounts.hpp>

#include "api/codec.hpp"

namespace frameio::api {

bool read(const json_reader& from, account& to);
void write(json_writer& to, const account& value);
bool read(const json_reader& from, audit_log_entry& to);
void write(json_writer& to, const audit_log_entry& value);

}  // namespace frameio::api
