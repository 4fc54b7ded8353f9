// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include "api/generated/models/collections.hpp"

#include "api/fetch.hpp"
#include "api/generated/models/projects.hpp"
#include "api/generated/models/shares.hpp"
#include "api/generated/models/users.hpp"

namespace frameio::api {

template <class Io, class T>
void visit_collection(Io& io, T& it) {
    io.required("id", it.id);
    io.nullable("name", it.name);
    io.required("aggregation_mode", it.aggregation_mode);
    io.required("auto_generated", it.auto_generated);
    io.required("created_at", it.created_at);
    io.nullable("description", it.description);
    io.required("private", it.private_);
    io.required("project_id", it.project_id);
    io.nullable("root_folder_id", it.root_folder_id);
    io.required("updated_at", it.updated_at);
    io.optional("creator", it.creator);
    io.optional("project", it.project);
    io.optional("shares", it.shares);
}

bool read(const json_reader& from, collection& to) {
    object_reader io(from);
    visit_collection(io, to);
    return io.is_object();
}

void write(json_writer& to, const collection& value) {
    object_writer io(to);
    visit_collection(io, value);
    io.end();
}

template std::string to_json(const collection& value);
template collection from_json<collection>(std::string_view text);
template class pages<collection>;

}  // namespace frameio::api
