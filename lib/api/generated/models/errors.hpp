// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

#include <frameio/api/models/errors.hpp>

#include "api/codec.hpp"

namespace frameio::api {

bool read(const json_reader& from, problem_source& to);
void write(json_writer& to, const problem_source& value);
bool read(const json_reader& from, problem& to);
void write(json_writer& to, const problem& value);
bool read(const json_reader& from, error_list& to);
void write(json_writer& to, const error_list& value);

}  // namespace frameio::api
