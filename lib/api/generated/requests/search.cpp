// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include "api/generated/requests/search.hpp"

#include "api/generated/models/search.hpp"

namespace frameio::api {

template <class Io, class T>
void members_of<search_filters>::visit(Io& io, T& it) {
    io.optional("files_and_version_stacks", it.files_and_version_stacks_);
    io.optional("folders", it.folders_);
    io.optional("projects", it.projects_);
}

bool read(const json_reader& from, search_filters& to) {
    object_reader io(from);
    members_of<search_filters>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const search_filters& value) {
    object_writer io(to);
    members_of<search_filters>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<search_query>::visit(Io& io, T& it) {
    io.required("engine", it.engine_);
    io.required("query", it.query_);
    io.optional("filters", it.filters_);
}

bool read(const json_reader& from, search_query& to) {
    object_reader io(from);
    members_of<search_query>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const search_query& value) {
    object_writer io(to);
    members_of<search_query>::visit(io, value);
    io.end();
}

template std::string to_json(const search_filters& value);
template search_filters from_json<search_filters>(std::string_view text);
template std::string to_json(const search_query& value);
template search_query from_json<search_query>(std::string_view text);

}  // namespace frameio::api
