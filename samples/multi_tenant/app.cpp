#include "app.hpp"

#include <string>
#include <utility>

namespace asio = boost::asio;
namespace api = frameio::api;

namespace {

// What an admin reads, chooses and enters on the pages at /install.
frameio::install_options for_admins() {
    frameio::install_options made;
    made.name = "Dailies";
    made.description = "Says below each clip when it can be watched, tells your chat, and lets people circle takes.";
    made.primary_color = "#0b5d57";
    made.accent_color = "#1f9d8f";
    made.fields = {
        frameio::config_field::text("channel", "Channel").required().help("Who is told in your chat: #dailies"),
        frameio::config_field::password("chat_key", "Key of your chat").help("Without one, nobody is told there."),
        frameio::config_field::select("clips", "Clips", frameio::option("All files", "all"),
                                      frameio::option("Videos only", "videos")),
        frameio::config_field::textarea("note", "Note")
            .default_value("{file} can be watched.")
            .help("What is said below a clip; {file} becomes its name.")};
    return made;
}

bool is_wanted(const std::string& media_type, const frameio::installation& here) {
    return here.text("clips") == "all" || media_type.starts_with("video/");
}

std::string note_on(const std::string& file, const frameio::installation& here) {
    constexpr std::string_view mark = "{file}";
    std::string made = here.text("note");
    if (const std::size_t at = made.find(mark); at != std::string::npos) {
        made.replace(at, mark.size(), file);
    }
    return made;
}

// Stands for a chat's own API: posts with the key of the workspace, and returns where the message is. It takes the id
// as the key by which it knows that it is asked for the same thing again.
asio::awaitable<std::string> post_to_chat(frameio::installation from, std::string /*text*/, std::string id) {
    co_return "https://chat.example/" + from.workspace_id() + "/" + id;
}

// A clip can be watched: says so as the admin who has installed the app there, in the words that they want.
asio::awaitable<void> on_file_ready(const frameio::webhook_event& event, frameio::context& ctx) {
    const frameio::installation here = co_await ctx.installation();
    const auto file = co_await ctx.api().files().show(event.account_id, event.resource.id);
    if (!is_wanted(file.media_type, here)) {
        co_return;
    }
    const std::string note = note_on(file.name, here);
    co_await ctx.api().comments().create(event.account_id, file.id, api::new_comment(note));
    if (here.has("chat_key")) {
        const std::string id = ctx.uuid();
        auto tell = [here, note, id] { return post_to_chat(here, note, id); };
        const std::string address = co_await ctx.once("tell the chat", std::move(tell));
        ctx.log().info("told the chat", frameio::log_field("channel", here.text("channel")),
                       frameio::log_field("address", address));
    }
}

frameio::form ask_why(const frameio::installation& here) {
    return frameio::form("Circle this take")
        .description("Who reads " + here.text("channel") + " will want to know why.")
        .text("why", "Why");
}

// Somebody likes a take: says so as this user, who has logged in for it.
asio::awaitable<frameio::message> circle_take(const frameio::action_event& event, frameio::context& ctx) {
    const frameio::installation here = co_await ctx.installation();
    const auto answer = co_await ctx.ask(ask_why(here));
    const std::string said = "Circled: " + std::string(answer.text("why"));
    co_await ctx.user_api().comments().create(event.account_id, event.resource.id, api::new_comment(said));
    co_return frameio::message("Circled", "It says so below the take, in your name.");
}

}  // namespace

frameio::app make_app() {
    frameio::app app;
    app.oauth();
    app.installable(for_admins());
    app.on_webhook("file.ready", on_file_ready).in_doubt(frameio::doubt::retry);
    app.on_action(frameio::action("dailies.circle", "Circle take", "Says in your name that this take is good")
                      .only_for("file", "version_stack")
                      .timeout(std::chrono::seconds(10))
                      .require_login(),
                  circle_take);
    return app;
}
