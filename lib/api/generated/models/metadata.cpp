// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include "api/generated/models/metadata.hpp"

#include "api/generated/models/assets.hpp"

namespace frameio::api {

template <class Io, class T>
void visit_file_metadata(Io& io, T& it) {
    io.required("file_id", it.file_id);
    io.required("metadata", it.metadata);
}

bool read(const json_reader& from, file_metadata& to) {
    object_reader io(from);
    visit_file_metadata(io, to);
    return io.is_object();
}

void write(json_writer& to, const file_metadata& value) {
    object_writer io(to);
    visit_file_metadata(io, value);
    io.end();
}

template std::string to_json(const file_metadata& value);
template file_metadata from_json<file_metadata>(std::string_view text);

}  // namespace frameio::api
