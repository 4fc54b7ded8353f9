// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

#include <frameio/api/requests/workspaces.hpp>

#include "api/codec.hpp"

namespace frameio::api {

template <>
struct members_of<workspace_values> {
    static workspace_values blank() {
        return workspace_values();
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, workspace_values& to);
void write(json_writer& to, const workspace_values& value);

}  // namespace frameio::api
