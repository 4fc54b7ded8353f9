// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

#include <frameio/api/requests/workspace_permissions.hpp>

#include "api/codec.hpp"

namespace frameio::api {

template <>
struct members_of<workspace_role_change> {
    static workspace_role_change blank() {
        return workspace_role_change({});
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, workspace_role_change& to);
void write(json_writer& to, const workspace_role_change& value);

}  // namespace frameio::api
