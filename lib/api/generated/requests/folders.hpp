// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

#include <frameio/api/requests/folders.hpp>

#include "api/codec.hpp"

namespace frameio::api {

template <>
struct members_of<folder_changes> {
    static folder_changes blank() {
        return folder_changes();
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, folder_changes& to);
void write(json_writer& to, const folder_changes& value);
template <>
struct members_of<folder_copy> {
    static folder_copy blank() {
        return folder_copy();
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, folder_copy& to);
void write(json_writer& to, const folder_copy& value);
template <>
struct members_of<folder_move> {
    static folder_move blank() {
        return folder_move();
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, folder_move& to);
void write(json_writer& to, const folder_move& value);
template <>
struct members_of<new_folder> {
    static new_folder blank() {
        return new_folder();
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, new_folder& to);
void write(json_writer& to, const new_folder& value);

}  // namespace frameio::api
