#include "app.hpp"

#include <string>

namespace asio = boost::asio;

frameio::app make_app(render_queue& queue) {
    frameio::app app;
    app.on_webhook("file.ready", [&queue](const frameio::webhook_event& event) -> asio::awaitable<void> {
        queue.add(std::string(event.resource.id));
        co_return;
    });
    app.on_action(frameio::action("render.status", "Render status", "Says how far the queue is"),
                  [&queue](const frameio::action_event&) -> asio::awaitable<frameio::message> {
                      co_return frameio::message("Render queue", queue.status());
                  });
    return app;
}
