#include "simulator/calls.hpp"
#include "simulator/kinds.hpp"
#include "simulator/media_types.hpp"

#include <algorithm>

// How files come in. What happens to their octets then: see media.hpp.

namespace frameio::sim {
namespace {

constexpr std::int64_t largest_part = 20'000'000;

/// Of about the same size. Source: developer guide "How To: Upload", whose file of 50,645,990 octets has three.
json::array parts_of(const call& of, std::string_view file, std::int64_t size) {
    const std::int64_t count = std::max<std::int64_t>(1, (size + largest_part - 1) / largest_part);
    json::array made;
    for (std::int64_t number = 1, left = size; number <= count; ++number) {
        const std::int64_t share = (left + count - number) / (count - number + 1);
        made.push_back(json::object{
            {"size", share}, {"url", of.base_url + "/sim/parts/" + std::string(file) + '/' + std::to_string(number)}});
        left -= share;
    }
    return made;
}

resource& add_file(call& of, json::object data) {
    const resource& folder = of.named("folder");
    data["parent_id"] = folder.id;
    data["account_id"] = of.id("account_id");
    data["creator_id"] = of.user.id;
    data["status"] = "created";
    if (!data.contains("media_type")) {
        data["media_type"] = media_type_of(text_at(data, "name"));
    }
    complete(of.in, "file", data);
    return of.in.add("file", std::move(data));
}

result begin_upload(call& of) {
    resource& file = add_file(of, of.data());
    file.data["upload_urls"] = parts_of(of, file.id, file.data.at("file_size").to_number<std::int64_t>());
    of.in.tell("file.created", file, of.user.id);
    return shown(of, file);
}

/// The platform fetches it; how large it is turns out then.
result fetch(call& of) {
    json::object data = of.data();
    if (!data.contains("file_size")) {
        data["file_size"] = 0;
    }
    data["fetched_from"] = data.contains("source_url") ? data.at("source_url") : data.at("key");
    resource& file = add_file(of, std::move(data));
    of.in.tell("file.created", file, of.user.id);
    result made = shown(of, file);
    made.status = 202;
    made.body.as_object()["links"] =
        json::object{{"status", "/v4/accounts/" + std::string(of.id("account_id")) + "/files/" + file.id + "/status"}};
    return made;
}

// Deprecated, and still there.
result create_file(call& of) {
    return of.data().contains("source_url") ? fetch(of) : begin_upload(of);
}

result show_status(call& of) {
    const resource& file = of.named("file");
    const bool is_complete = file.text("status") != "created";
    const json::value* const at = file.data.if_contains("uploaded_at");
    const json::value when = at == nullptr ? json::value(nullptr) : *at;
    return {0,
            {{"data", json::object{{"id", file.id},
                                   {"filetype", file.data.at("media_type")},
                                   {"upload_complete", is_complete},
                                   {"upload_completed_at", when},
                                   {"upload_failed", is_true(file.data, "upload_failed")},
                                   {"uploaded_at", when}}}}};
}

}  // namespace

void add_upload_handlers(handlers& to) {
    to["files.create"] = create_file;
    to["files.create_local_upload"] = begin_upload;
    to["files.create_remote_upload"] = fetch;
    to["files.import_file"] = fetch;
    to["files.show_file_upload_status"] = show_status;
}

}  // namespace frameio::sim
