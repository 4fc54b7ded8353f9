// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

#include <frameio/api/models/comments.hpp>

#include "api/codec.hpp"

namespace frameio::api {

bool read(const json_reader& from, anchor& to);
void write(json_writer& to, const anchor& value);
bool read(const json_reader& from, comment_attachment& to);
void write(json_writer& to, const comment_attachment& value);
bool read(const json_reader& from, link& to);
void write(json_writer& to, const link& value);
bool read(const json_reader& from, mention& to);
void write(json_writer& to, const mention& value);
bool read(const json_reader& from, text_review_bounds& to);
void write(json_writer& to, const text_review_bounds& value);
bool read(const json_reader& from, text_review_annotation& to);
void write(json_writer& to, const text_review_annotation& value);
bool read(const json_reader& from, comment& to);
void write(json_writer& to, const comment& value);

}  // namespace frameio::api
