// An app whose action wants a login, and says who has one.

#include <frameio/frameio.hpp>

namespace asio = boost::asio;

namespace {

asio::awaitable<frameio::message> greet(const frameio::action_event&, frameio::context&) {
    co_return frameio::message("Hello", "You have logged in.");
}

}  // namespace

int main(int argc, char** argv) {
    frameio::app app;
    app.oauth();
    app.on_action(frameio::action("acme.greet", "Greet", "Says hello").require_login(), greet);
    return frameio::run(app, argc, argv);
}
