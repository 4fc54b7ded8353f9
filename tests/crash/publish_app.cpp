// An app whose user is asked twice, and which does something before, between and after the questions.

#include <frameio/frameio.hpp>

#include <string>

namespace asio = boost::asio;
namespace api = frameio::api;

namespace {

asio::awaitable<frameio::response> publish(const frameio::action_event& event, frameio::context& ctx) {
    const std::string file(event.resource.id);
    const std::string account(event.account_id);
    co_await ctx.api().comments().create(account, file, api::new_comment("Publishing: " + file));
    const auto where = co_await ctx.ask(frameio::form("Where").text("platform", "Platform"));
    const std::string platform(where.text("platform"));
    co_await ctx.api().comments().create(account, file, api::new_comment("To " + platform + ": " + file));
    const auto name = co_await ctx.ask(frameio::form("Name").text("caption", "Caption"));
    const std::string caption(name.text("caption"));
    co_await ctx.api().comments().create(account, file, api::new_comment("As " + caption + ": " + file));
    co_return frameio::message("Published", "As " + caption + " on " + platform);
}

}  // namespace

int main(int argc, char** argv) {
    frameio::app app;
    app.on_action(frameio::action("acme.publish", "Publish", "Sends the file to a platform"), publish);
    return frameio::run(app, argc, argv);
}
