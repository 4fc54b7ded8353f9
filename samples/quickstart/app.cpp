#include "app.hpp"

#include <string>

namespace asio = boost::asio;

// A webhook: something happened in Frame.io. It is stored before Frame.io hears that it has arrived, and run again if
// this throws.
asio::awaitable<void> on_file_ready(const frameio::webhook_event& event, frameio::context& ctx) {
    ctx.log().info("the file can be watched now", frameio::log_field("user", event.user_id));
    co_return;
}

// A custom action: somebody chose a menu item, and reads what this returns.
asio::awaitable<frameio::message> say_hello(const frameio::action_event& event) {
    const std::size_t count = event.resources().size();
    const std::string what = count == 1 ? "a " + std::string(event.resource.type) : std::to_string(count) + " assets";
    co_return frameio::message("Hello!", "You clicked on " + what + ".");
}

// A custom action that asks first. The same handler runs for the click and for the form that comes back.
asio::awaitable<frameio::response> publish(const frameio::action_event& event, frameio::context& ctx) {
    if (!event.is_submission()) {
        co_return frameio::form("Publish")
            .description("Where should it go?")
            .select("platform", "Platform", frameio::option("Vimeo", "vimeo"), frameio::option("YouTube", "youtube"))
            .text("caption", "Caption")
            .boolean("notify", "Tell the team", true);
    }
    std::string platform(event.data().text("platform"));
    std::string caption(event.data().text_or("caption", ""));
    ctx.log().info("published", frameio::log_field("platform", platform));
    co_return frameio::message("Published", "Sent to " + platform + " as \"" + caption + "\".");
}

frameio::app make_app() {
    frameio::app app;
    app.on_webhook("file.ready", on_file_ready);
    app.on_action(frameio::action("greeting.say_hello", "Say hello", "Shows a message").multi_asset(), say_hello);
    app.on_action(
        frameio::action("acme.publish", "Publish", "Sends the asset to a platform").only_for("file", "version_stack"),
        publish);
    return app;
}
