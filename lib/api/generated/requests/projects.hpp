// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

#include <frameio/api/requests/projects.hpp>

#include "api/codec.hpp"

namespace frameio::api {

template <>
struct members_of<new_project> {
    static new_project blank() {
        return new_project({});
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, new_project& to);
void write(json_writer& to, const new_project& value);
template <>
struct members_of<project_changes> {
    static project_changes blank() {
        return project_changes();
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, project_changes& to);
void write(json_writer& to, const project_changes& value);

}  // namespace frameio::api
