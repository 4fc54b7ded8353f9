// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

#include <frameio/api/requests/custom_actions.hpp>

#include "api/codec.hpp"

namespace frameio::api {

template <>
struct members_of<action_changes> {
    static action_changes blank() {
        return action_changes();
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, action_changes& to);
void write(json_writer& to, const action_changes& value);
template <>
struct members_of<new_action> {
    static new_action blank() {
        return new_action({}, {}, {}, {});
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, new_action& to);
void write(json_writer& to, const new_action& value);

}  // namespace frameio::api
