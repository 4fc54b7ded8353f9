#include "app.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

namespace asio = boost::asio;
namespace api = frameio::api;
namespace files = std::filesystem;

namespace {

// Where cameras leave their files; set by INGEST_FOLDER.
files::path drop_folder() {
    const char* const path = std::getenv("INGEST_FOLDER");
    return path == nullptr ? files::path("drop") : files::path(path);
}

std::vector<files::path> waiting_files() {
    std::vector<files::path> found;
    std::error_code none;
    for (const files::directory_entry& each : files::directory_iterator(drop_folder(), none)) {
        if (each.is_regular_file() && each.path().extension() != ".upload") {
            found.push_back(each.path());
        }
    }
    std::ranges::sort(found);
    return found;
}

// Somebody chose "Ingest" on a folder: all files that wait go there. Should the program be killed meanwhile, the next
// run goes on where this one was: a file that Frame.io has made is not made again, and a part that it has is not sent
// again.
asio::awaitable<frameio::message> ingest(const frameio::action_event& event, frameio::context& ctx) {
    const std::vector<files::path> waiting = waiting_files();
    for (const files::path& path : waiting) {
        const std::string memory = path.string() + ".upload";
        const auto file = co_await ctx.api().upload(event.account_id, event.resource.id, path.string(),
                                                    api::upload_options().remember(memory));
        ctx.log().info("uploaded", frameio::log_field("name", file.name), frameio::log_field("file", file.id));
    }
    const std::string count = std::to_string(waiting.size());
    co_return frameio::message("Ingested", count + (waiting.size() == 1 ? " file was" : " files were") + " uploaded.");
}

// Frame.io has made something of a file that can be watched. Only now may its original leave the folder.
asio::awaitable<void> on_file_ready(const frameio::webhook_event& event, frameio::context& ctx) {
    const auto file = co_await ctx.api().files().show(event.account_id, event.resource.id);
    const files::path original = drop_folder() / files::path(file.name).filename();
    std::error_code none;
    const auto size = files::file_size(original, none);
    if (none || size != static_cast<std::uintmax_t>(file.file_size)) {
        co_return;  // it came from elsewhere, or has been put away by an earlier run
    }
    files::create_directory(drop_folder() / "done");
    files::rename(original, drop_folder() / "done" / original.filename());
    ctx.log().info("ingested", frameio::log_field("name", file.name));
}

}  // namespace

frameio::app make_app() {
    frameio::app app;
    app.on_action(frameio::action("ingest.start", "Ingest", "Uploads all files that wait in the drop folder")
                      .only_for("folder")
                      .timeout(std::chrono::seconds(10)),
                  ingest);
    app.on_webhook("file.ready", on_file_ready);
    return app;
}
