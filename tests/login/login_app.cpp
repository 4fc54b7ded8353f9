// An app that acts as its users: says who has clicked.

#include <frameio/frameio.hpp>

namespace asio = boost::asio;

namespace {

asio::awaitable<frameio::message> greet(const frameio::action_event&, frameio::context& ctx) {
    const auto answer = co_await ctx.ask(frameio::form("How are you?").text("mood", "Mood"));
    const auto me = co_await ctx.user_api().users().show();
    co_return frameio::message("Hello " + me.name, "You are " + std::string(answer.text("mood")) + ".");
}

}  // namespace

int main(int argc, char** argv) {
    frameio::app app;
    app.oauth();
    app.on_action(frameio::action("acme.greet", "Greet me", "Says hello to you").require_login(), greet);
    return frameio::run(app, argc, argv);
}
