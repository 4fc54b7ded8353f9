#include "app.hpp"

#include <string>

namespace asio = boost::asio;
namespace api = frameio::api;

namespace {

constexpr std::size_t longest_caption = 60;

frameio::form ask_where(const std::string& name) {
    return frameio::form("Publish " + name)
        .description("Where should it go?")
        .select("platform", "Platform", frameio::option("Vimeo", "vimeo"), frameio::option("YouTube", "youtube"));
}

// Each platform wants something else.
frameio::form ask_how(const std::string& platform, const std::string& name) {
    frameio::form asked("Publish on " + platform);
    asked.text("caption", "Caption", name);
    if (platform == "youtube") {
        asked.boolean("for_children", "Made for children");
    }
    return asked;
}

std::string problem_with(const frameio::form_answer& details) {
    const std::string_view caption = details.text("caption");
    if (caption.empty()) {
        return "A caption is needed.";
    }
    return caption.size() > longest_caption ? "The caption is too long: 60 letters at the most." : "";
}

// Stands for a platform's own API: returns where the film is now. It takes the id as the key by which it knows that it
// is asked for the same thing again.
asio::awaitable<std::string> send_to(std::string platform, std::string id) {
    co_return "https://" + platform + ".example/" + id;
}

// Somebody chose "Publish": two questions, something done elsewhere, and a note of it for all to see. Each answer that
// comes runs this again from its beginning; what was asked, sent and said before is known by then, and is not repeated.
asio::awaitable<frameio::message> publish(const frameio::action_event& event, frameio::context& ctx) {
    const auto file = co_await ctx.api().files().show(event.account_id, event.resource.id);
    const auto where = co_await ctx.ask(ask_where(file.name));
    const std::string platform(where.text("platform"));
    const auto details = co_await ctx.ask(ask_how(platform, file.name), problem_with);
    const std::string caption(details.text("caption"));

    const std::string id = ctx.uuid();
    const auto send = [platform, id] { return send_to(platform, id); };
    const std::string address = co_await ctx.once("send to " + platform, send);

    const std::string note = "Published as \"" + caption + "\": " + address;
    co_await ctx.api().comments().create(event.account_id, event.resource.id, api::new_comment(note));
    co_return frameio::message("Published", note);
}

}  // namespace

frameio::app make_app() {
    frameio::app app;
    app.on_action(frameio::action("acme.publish", "Publish", "Sends the file to a platform")
                      .only_for("file")
                      .timeout(std::chrono::seconds(10)),
                  publish);
    return app;
}
