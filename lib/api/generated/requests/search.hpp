// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

#include <frameio/api/requests/search.hpp>

#include "api/codec.hpp"

namespace frameio::api {

template <>
struct members_of<search_filters> {
    static search_filters blank() {
        return search_filters();
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, search_filters& to);
void write(json_writer& to, const search_filters& value);
template <>
struct members_of<search_query> {
    static search_query blank() {
        return search_query({}, {});
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, search_query& to);
void write(json_writer& to, const search_query& value);

}  // namespace frameio::api
