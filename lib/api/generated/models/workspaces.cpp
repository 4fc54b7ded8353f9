// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include "api/generated/models/workspaces.hpp"

#include "api/fetch.hpp"
#include "api/generated/models/users.hpp"

namespace frameio::api {

template <class Io, class T>
void visit_workspace(Io& io, T& it) {
    io.required("id", it.id);
    io.required("name", it.name);
    io.required("account_id", it.account_id);
    io.required("created_at", it.created_at);
    io.required("updated_at", it.updated_at);
    io.optional("creator", it.creator);
}

bool read(const json_reader& from, workspace& to) {
    object_reader io(from);
    visit_workspace(io, to);
    return io.is_object();
}

void write(json_writer& to, const workspace& value) {
    object_writer io(to);
    visit_workspace(io, value);
    io.end();
}

template std::string to_json(const workspace& value);
template workspace from_json<workspace>(std::string_view text);
template class pages<workspace>;

}  // namespace frameio::api
