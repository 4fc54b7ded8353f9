// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

#include <frameio/api/requests/files.hpp>

#include "api/codec.hpp"

namespace frameio::api {

template <>
struct members_of<file_batch> {
    static file_batch blank() {
        return file_batch({});
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, file_batch& to);
void write(json_writer& to, const file_batch& value);
template <>
struct members_of<file_changes> {
    static file_changes blank() {
        return file_changes();
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, file_changes& to);
void write(json_writer& to, const file_changes& value);
template <>
struct members_of<file_copy> {
    static file_copy blank() {
        return file_copy();
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, file_copy& to);
void write(json_writer& to, const file_copy& value);
template <>
struct members_of<file_import> {
    static file_import blank() {
        return file_import({}, {}, {});
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, file_import& to);
void write(json_writer& to, const file_import& value);
template <>
struct members_of<file_move> {
    static file_move blank() {
        return file_move();
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, file_move& to);
void write(json_writer& to, const file_move& value);
template <>
struct members_of<new_file> {
    static new_file blank() {
        return new_file({}, 0, {});
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, new_file& to);
void write(json_writer& to, const new_file& value);
template <>
struct members_of<new_local_upload> {
    static new_local_upload blank() {
        return new_local_upload({}, 0);
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, new_local_upload& to);
void write(json_writer& to, const new_local_upload& value);
template <>
struct members_of<new_remote_upload> {
    static new_remote_upload blank() {
        return new_remote_upload({}, {});
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, new_remote_upload& to);
void write(json_writer& to, const new_remote_upload& value);

}  // namespace frameio::api
