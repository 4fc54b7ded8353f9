// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

#include <frameio/api/requests/roles.hpp>

#include "api/codec.hpp"

namespace frameio::api {

template <>
struct members_of<user_role_change> {
    static user_role_change blank() {
        return user_role_change({});
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, user_role_change& to);
void write(json_writer& to, const user_role_change& value);

}  // namespace frameio::api
