// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

#include <frameio/api/requests/version_stacks.hpp>

#include "api/codec.hpp"

namespace frameio::api {

template <>
struct members_of<new_version_stack> {
    static new_version_stack blank() {
        return new_version_stack();
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, new_version_stack& to);
void write(json_writer& to, const new_version_stack& value);
template <>
struct members_of<version_stack_copy> {
    static version_stack_copy blank() {
        return version_stack_copy();
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, version_stack_copy& to);
void write(json_writer& to, const version_stack_copy& value);
template <>
struct members_of<version_stack_move> {
    static version_stack_move blank() {
        return version_stack_move();
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, version_stack_move& to);
void write(json_writer& to, const version_stack_move& value);

}  // namespace frameio::api
