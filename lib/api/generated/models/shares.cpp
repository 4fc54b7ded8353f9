// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include "api/generated/models/shares.hpp"

#include "api/fetch.hpp"

namespace frameio::api {

template <class Io, class T>
void visit_share(Io& io, T& it) {
    io.required("id", it.id);
    io.nullable("name", it.name);
    io.required("access", it.access);
    io.required("collection_id", it.collection_id);
    io.required("commenting_enabled", it.commenting_enabled);
    io.required("created_at", it.created_at);
    io.nullable("description", it.description);
    io.required("downloading_enabled", it.downloading_enabled);
    io.required("enabled", it.enabled);
    io.nullable("expiration", it.expiration);
    io.nullable("last_viewed_at", it.last_viewed_at);
    io.nullable("short_url", it.short_url);
    io.required("updated_at", it.updated_at);
    io.optional("asset_added", it.asset_added);
    io.optional("asset_removed", it.asset_removed);
    io.optional("passphrase", it.passphrase);
}

bool read(const json_reader& from, share& to) {
    object_reader io(from);
    visit_share(io, to);
    return io.is_object();
}

void write(json_writer& to, const share& value) {
    object_writer io(to);
    visit_share(io, value);
    io.end();
}

template std::string to_json(const share& value);
template share from_json<share>(std::string_view text);
template class pages<share>;

}  // namespace frameio::api
