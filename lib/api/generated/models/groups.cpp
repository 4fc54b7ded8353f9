// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include "api/generated/models/groups.hpp"

#include "api/fetch.hpp"
#include "api/generated/models/users.hpp"

namespace frameio::api {

template <class Io, class T>
void visit_group(Io& io, T& it) {
    io.required("id", it.id);
    io.required("name", it.name);
    io.required("created_at", it.created_at);
    io.nullable("creator_id", it.creator_id);
    io.required("emoji", it.emoji);
    io.required("member_count", it.member_count);
    io.required("source", it.source);
    io.required("updated_at", it.updated_at);
    io.optional("creator", it.creator);
    io.optional("sync_status", it.sync_status);
}

bool read(const json_reader& from, group& to) {
    object_reader io(from);
    visit_group(io, to);
    return io.is_object();
}

void write(json_writer& to, const group& value) {
    object_writer io(to);
    visit_group(io, value);
    io.end();
}

template std::string to_json(const group& value);
template group from_json<group>(std::string_view text);
template class pages<group>;

}  // namespace frameio::api
