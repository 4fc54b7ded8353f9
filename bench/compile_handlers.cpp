// A user's translation unit with three handlers, to time what <frameio/frameio.hpp> costs.

#include <frameio/frameio.hpp>

namespace asio = boost::asio;

asio::awaitable<void> on_file_ready(const frameio::webhook_event& event, frameio::context& ctx);
asio::awaitable<frameio::message> approve(const frameio::action_event& event);
asio::awaitable<frameio::form> publish(const frameio::action_event& event, frameio::context& ctx);

asio::awaitable<void> on_file_ready(const frameio::webhook_event& event, frameio::context& ctx) {
    ctx.set(std::string(event.resource.id));
    co_return;
}

asio::awaitable<frameio::message> approve(const frameio::action_event& event) {
    co_return frameio::message("Approved", "You approved " + std::to_string(event.resources().size()) + " files.");
}

asio::awaitable<frameio::form> publish(const frameio::action_event& event, frameio::context&) {
    co_return frameio::form("Publish " + std::string(event.resource.type))
        .description("Where should it go?")
        .select("platform", "Platform", frameio::option("Vimeo", "vimeo"), frameio::option("YouTube", "youtube"))
        .text("caption", "Caption");
}

int main(int argc, char** argv) {
    frameio::app app;
    app.on_webhook("file.ready", on_file_ready);
    app.on_action(frameio::action("acme.approve", "Approve", "Approve what is selected"), approve);
    app.on_action(frameio::action("acme.publish", "Publish", "Send to a platform").only_for("file", "version_stack"),
                  publish);
    return frameio::run(app, argc, argv);
}
