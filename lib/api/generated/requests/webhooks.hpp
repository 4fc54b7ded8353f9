// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

#include <frameio/api/requests/webhooks.hpp>

#include "api/codec.hpp"

namespace frameio::api {

template <>
struct members_of<new_webhook> {
    static new_webhook blank() {
        return new_webhook({}, {});
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, new_webhook& to);
void write(json_writer& to, const new_webhook& value);
template <>
struct members_of<webhook_changes> {
    static webhook_changes blank() {
        return webhook_changes();
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, webhook_changes& to);
void write(json_writer& to, const webhook_changes& value);

}  // namespace frameio::api
