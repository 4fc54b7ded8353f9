// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include "api/generated/models/projects.hpp"

#include "api/fetch.hpp"
#include "api/generated/models/users.hpp"

namespace frameio::api {

template <class Io, class T>
void visit_project(Io& io, T& it) {
    io.required("id", it.id);
    io.required("name", it.name);
    io.required("created_at", it.created_at);
    io.required("root_folder_id", it.root_folder_id);
    io.required("status", it.status);
    io.required("storage", it.storage);
    io.required("updated_at", it.updated_at);
    io.required("view_url", it.view_url);
    io.required("workspace_id", it.workspace_id);
    io.optional("adobe_id", it.adobe_id);
    io.optional("description", it.description);
    io.optional("owner", it.owner);
    io.optional("restricted", it.restricted);
}

bool read(const json_reader& from, project& to) {
    object_reader io(from);
    visit_project(io, to);
    return io.is_object();
}

void write(json_writer& to, const project& value) {
    object_writer io(to);
    visit_project(io, value);
    io.end();
}

template std::string to_json(const project& value);
template project from_json<project>(std::string_view text);
template class pages<project>;

}  // namespace frameio::api
