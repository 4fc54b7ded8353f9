// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include "api/generated/requests/projects.hpp"

#include "api/generated/models/projects.hpp"

namespace frameio::api {

template <class Io, class T>
void members_of<new_project>::visit(Io& io, T& it) {
    io.required("name", it.name_);
    io.optional("restricted", it.restricted_);
}

bool read(const json_reader& from, new_project& to) {
    object_reader io(from);
    members_of<new_project>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const new_project& value) {
    object_writer io(to);
    members_of<new_project>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<project_changes>::visit(Io& io, T& it) {
    io.optional("name", it.name_);
    io.optional("restricted", it.restricted_);
    io.optional("status", it.status_);
}

bool read(const json_reader& from, project_changes& to) {
    object_reader io(from);
    members_of<project_changes>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const project_changes& value) {
    object_writer io(to);
    members_of<project_changes>::visit(io, value);
    io.end();
}

template std::string to_json(const new_project& value);
template new_project from_json<new_project>(std::string_view text);
template std::string to_json(const project_changes& value);
template project_changes from_json<project_changes>(std::string_view text);

}  // namespace frameio::api
