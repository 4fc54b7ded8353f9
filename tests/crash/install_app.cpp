// The app that is killed while admins install, update and uninstall it. In its second version, which its environment
// asks for, it wants other things to be in the workspace.

#include <frameio/frameio.hpp>

#include <cstdlib>
#include <string>
#include <string_view>

namespace asio = boost::asio;

namespace {

asio::awaitable<void> ignore(const frameio::webhook_event&, frameio::context&) {
    co_return;
}

asio::awaitable<frameio::message> greet(const frameio::action_event&, frameio::context& ctx) {
    const frameio::installation here = co_await ctx.installation();
    co_return frameio::message("Greetings", here.text("greeting"));
}

bool is_second_version() {
    const char* const said = std::getenv("INSTALL_APP_VERSION");
    return said != nullptr && std::string_view(said) == "2";
}

frameio::install_options greeter() {
    frameio::install_options made;
    made.name = "Greeter";
    made.fields = {frameio::config_field::password("greeting", "Greeting").required()};
    return made;
}

void add_first_version(frameio::app& to) {
    to.on_webhook("file.ready", ignore);
    to.on_action(frameio::action("acme.greet", "Greet", "Says hello"), greet);
    to.on_action(frameio::action("acme.leave", "Leave", "Says goodbye"), greet);
}

// One action is new, one is gone, and the rest is not as it was.
void add_second_version(frameio::app& to) {
    to.on_webhook("file.ready", ignore);
    to.on_webhook("comment.created", ignore);
    to.on_action(frameio::action("acme.greet", "Greet", "Says hello to all"), greet);
    to.on_action(frameio::action("acme.praise", "Praise", "Says how good it is"), greet);
}

}  // namespace

int main(int argc, char** argv) {
    frameio::app app;
    app.oauth().installable(greeter());
    if (is_second_version()) {
        add_second_version(app);
    } else {
        add_first_version(app);
    }
    return frameio::run(app, argc, argv);
}
