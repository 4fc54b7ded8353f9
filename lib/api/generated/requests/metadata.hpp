// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

#include <frameio/api/requests/metadata.hpp>

#include "api/codec.hpp"

namespace frameio::api {

template <>
struct members_of<metadata_change> {
    static metadata_change blank() {
        return metadata_change({}, {});
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, metadata_change& to);
void write(json_writer& to, const metadata_change& value);
template <>
struct members_of<metadata_changes> {
    static metadata_changes blank() {
        return metadata_changes();
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, metadata_changes& to);
void write(json_writer& to, const metadata_changes& value);

}  // namespace frameio::api
