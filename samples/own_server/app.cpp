#include "app.hpp"

#include <string>

namespace asio = boost::asio;

asio::awaitable<frameio::message> say_hello(const frameio::action_event& event, frameio::context& ctx) {
    std::string peer = ctx.peer();
    std::string what(event.resource.type);
    co_return frameio::message("Hello!", "You clicked on a " + what + ", and " + peer + " told me.");
}

frameio::app make_app() {
    frameio::app app;
    app.on_action(frameio::action("greeting.say_hello", "Say hello", "Shows a message"), say_hello);
    return app;
}
