#include "app.hpp"

#include <cstdlib>
#include <optional>
#include <string>

namespace asio = boost::asio;
namespace api = frameio::api;

namespace {

// Files that arrive in this folder are nobody's business; set by REVIEW_BOT_QUIET_FOLDER.
std::string quiet_folder() {
    const char* const id = std::getenv("REVIEW_BOT_QUIET_FOLDER");
    return id == nullptr ? std::string() : std::string(id);
}

// The duration that Frame.io found out, if it did: one of the file's metadata values.
std::optional<double> duration_of(const api::file& file) {
    if (!file.metadata) {
        return std::nullopt;
    }
    for (const api::metadata_value& value : *file.metadata) {
        const auto* const number = std::get_if<api::number_value>(&value);
        if (number != nullptr && number->field_definition_name == "Duration") {
            return number->value;
        }
    }
    return std::nullopt;
}

// A file can be watched: say so, where its viewers read it.
asio::awaitable<void> on_file_ready(const frameio::webhook_event& event, frameio::context& ctx) {
    const auto file = co_await ctx.api().files().show(event.account_id, event.resource.id,
                                                      api::files::show_options().include("metadata"));
    co_await ctx.api().comments().create(event.account_id, file.id, api::new_comment("Ready: " + file.name));
    ctx.log().info("said that a file is ready", frameio::log_field("name", file.name),
                   frameio::log_field("octets", file.file_size),
                   frameio::log_field("seconds", duration_of(file).value_or(0)));
}

// A file has arrived, but nothing of it can be watched yet.
asio::awaitable<void> on_file_created(const frameio::webhook_event& event, frameio::context& ctx) {
    const auto file = co_await ctx.api().files().show(event.account_id, event.resource.id);
    if (file.parent_id && *file.parent_id == quiet_folder()) {
        co_return;
    }
    ctx.log().info("a file has arrived", frameio::log_field("name", file.name));
}

// Somebody wants to know what was said: goes through all comments, however many pages there are.
asio::awaitable<frameio::message> summarise(const frameio::action_event& event, frameio::context& ctx) {
    auto comments =
        ctx.api().comments().index(event.account_id, event.resource.id, api::comments::index_options().page_size(100));
    std::size_t count = 0;
    std::optional<api::comment> newest;
    for (;;) {
        auto comment = co_await comments.next();
        if (!comment) {
            break;
        }
        ++count;
        if (!newest || newest->created_at.text() < comment->created_at.text()) {
            newest = std::move(comment);
        }
    }
    if (!newest) {
        co_return frameio::message("No comments", "Nobody has said anything yet.");
    }
    co_return frameio::message(std::to_string(count) + (count == 1 ? " comment" : " comments"),
                               "The newest: " + newest->text);
}

}  // namespace

frameio::app make_app() {
    frameio::app app;
    app.on_webhook("file.ready", on_file_ready);
    app.on_webhook("file.created", on_file_created);
    app.on_action(frameio::action("review.summary", "Summary", "Counts the comments, and shows the newest")
                      .only_for("file", "version_stack")
                      .timeout(std::chrono::seconds(10)),
                  summarise);
    return app;
}
