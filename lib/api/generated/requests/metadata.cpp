// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include "api/generated/requests/metadata.hpp"

namespace frameio::api {

template <class Io, class T>
void members_of<metadata_change>::visit(Io& io, T& it) {
    io.required("field_definition_id", it.field_definition_id_);
    io.required("value", it.value_);
}

bool read(const json_reader& from, metadata_change& to) {
    object_reader io(from);
    members_of<metadata_change>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const metadata_change& value) {
    object_writer io(to);
    members_of<metadata_change>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<metadata_changes>::visit(Io& io, T& it) {
    io.required("file_ids", it.file_ids_);
    io.required("values", it.values_);
}

bool read(const json_reader& from, metadata_changes& to) {
    object_reader io(from);
    members_of<metadata_changes>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const metadata_changes& value) {
    object_writer io(to);
    members_of<metadata_changes>::visit(io, value);
    io.end();
}

template std::string to_json(const metadata_change& value);
template metadata_change from_json<metadata_change>(std::string_view text);
template std::string to_json(const metadata_changes& value);
template metadata_changes from_json<metadata_changes>(std::string_view text);

}  // namespace frameio::api
