// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

#include <frameio/api/requests/groups.hpp>

#include "api/codec.hpp"

namespace frameio::api {

template <>
struct members_of<group_changes> {
    static group_changes blank() {
        return group_changes();
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, group_changes& to);
void write(json_writer& to, const group_changes& value);
template <>
struct members_of<new_group> {
    static new_group blank() {
        return new_group({}, {});
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, new_group& to);
void write(json_writer& to, const new_group& value);

}  // namespace frameio::api
