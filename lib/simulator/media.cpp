#include "simulator/media.hpp"

#include "simulator/html.hpp"

#include <fmt/format.h>

#include <charconv>
#include <utility>

namespace frameio::sim {
namespace {

// More than that is counted, but not kept.
constexpr std::size_t most_kept = 256 * 1024 * 1024;

/// As the storage says it.
web::response forbid(std::string_view why) {
    web::response made;
    made.status = 403;
    made.headers.emplace_back("Content-Type", "application/xml");
    made.body = fmt::format("<Error><Code>SignatureDoesNotMatch</Code><Message>{}</Message></Error>", why);
    return made;
}

std::string placeholder(const resource& file) {
    return fmt::format(R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180" role="img">)"
                       R"(<rect width="320" height="180" fill="#2b2d42"/>)"
                       R"(<text x="160" y="95" fill="#edf2f4" font-family="sans-serif" font-size="16" )"
                       R"(text-anchor="middle">{}</text></svg>)",
                       escape_html(file.text("name").substr(0, 40)));
}

}  // namespace

std::optional<web::response> media::answer(const web::request& asked) {
    const std::vector<std::string> path = web::segments_of(asked.path);
    if (path.size() < 3 || path[0] != "sim") {
        return std::nullopt;
    }
    if (path[1] == "attachments") {
        return web::response{};
    }
    if (path.size() != 4) {
        return std::nullopt;
    }
    if (path[1] == "parts") {
        return take_part(asked, path[2], path[3]);
    }
    return path[1] == "media" ? std::optional(give(path[2], path[3])) : std::nullopt;
}

// Source: developer guide "How To: Upload": these headers are signed with the address.
web::response media::take_part(const web::request& asked, std::string_view id, std::string_view number) {
    const resource* const file = world_.find("file", id);
    const json::array* const parts = file == nullptr ? nullptr : array_at(file->data, "upload_urls");
    std::size_t place = 0;
    std::from_chars(number.data(), number.data() + number.size(), place);
    if (asked.method != "PUT" || parts == nullptr || place == 0 || place > parts->size()) {
        return web::response::text(404, "there is no such part");
    }
    if (asked.header("x-amz-acl") != "private") {
        return forbid("the header x-amz-acl: private is missing");
    }
    if (asked.header("Content-Type") != file->text("media_type")) {
        return forbid("Content-Type is not the media type of the file");
    }
    const auto size = (*parts)[place - 1].at("size").to_number<std::size_t>();
    if (asked.body.size() != size) {
        return web::response::text(400, fmt::format("the part has {} octets, not {}", size, asked.body.size()));
    }
    const bool keeps = kept_ + size <= most_kept;
    kept_ += keeps ? size : 0;
    upload& one = uploads_[std::string(id)];
    one.parts[place] = keeps ? asked.body : std::string();
    if (one.parts.size() == parts->size() && file->text("status") == "created") {
        complete(std::string(id));
    }
    web::response made;
    made.headers.emplace_back("ETag", fmt::format("\"{}-{}\"", id, place));
    return made;
}

void media::begin_fetch(std::string file) {
    later_.after(pace_.fetch, [this, file = std::move(file)] { complete(file); });
}

/// All of it is there.
void media::complete(const std::string& id) {
    resource* const file = world_.find("file", id);
    if (file == nullptr) {
        return;
    }
    file->data["status"] = "uploaded";
    file->data["uploaded_at"] = world_.time_text();
    world_.touch(*file);
    world_.tell("file.upload.completed", *file, file->text("creator_id"));
    later_.after(pace_.transcode, [this, id] { finish(id); });
}

/// It can be watched.
void media::finish(const std::string& id) {
    resource* const file = world_.find("file", id);
    if (file == nullptr) {
        return;
    }
    file->data["status"] = "transcoded";
    world_.touch(*file);
    world_.tell("file.ready", *file, file->text("creator_id"));
}

web::response media::give(std::string_view id, std::string_view what) {
    const resource* const file = world_.find("file", id);
    if (file == nullptr) {
        return web::response::text(404, "there is no such file");
    }
    web::response made;
    const auto kept = uploads_.find(id);
    const bool is_image = file->text("media_type").starts_with("image/");
    if (kept != uploads_.end() && (what == "original" || is_image)) {
        made.headers.emplace_back("Content-Type", std::string(file->text("media_type")));
        for (const auto& [number, octets] : kept->second.parts) {
            made.body += octets;
        }
        return made;
    }
    made.headers.emplace_back("Content-Type", "image/svg+xml");
    made.body = placeholder(*file);
    return made;
}

}  // namespace frameio::sim
