// An app that admins install in their workspaces. Its second version has other handlers than its first.

#include <frameio/frameio.hpp>

#include <cstdlib>
#include <string>
#include <string_view>

namespace asio = boost::asio;
using frameio::config_field;

namespace {

/// Says on the asset what the admin has said.
asio::awaitable<void> sign(const frameio::webhook_event& event, frameio::context& ctx) {
    const frameio::installation here = co_await ctx.installation();
    const std::string key = here.has("key") ? here.text("key") : "no key";
    const std::string text = here.text("greeting") + " (" + here.text("tone") + ", " + key + ") " + here.text("ending");
    co_await ctx.api().comments().create(event.account_id, event.resource.id, frameio::api::new_comment(text));
}

asio::awaitable<frameio::message> greet(const frameio::action_event&, frameio::context& ctx) {
    const auto me = co_await ctx.user_api().users().show();
    co_return frameio::message("Hello " + me.name, "You have logged in yourself.");
}

asio::awaitable<frameio::message> nod(const frameio::action_event&) {
    co_return frameio::message("Done", "Nothing was to be done.");
}

frameio::install_options signer() {
    frameio::install_options made;
    made.name = "Acme Signer";
    made.description = "Signs every file that is ready, in words of your own.";
    made.primary_color = "#0b6e4f";
    made.accent_color = "#f2a541";
    made.stylesheet = "signer.css";
    made.acts = frameio::acting_as::installer;
    made.fields = {config_field::text("greeting", "Greeting").required().help("What it begins with."),
                   config_field::password("key", "Key of the signing service"),
                   config_field::select("tone", "Tone", frameio::option("Friendly", "friendly"),
                                        frameio::option("Formal", "formal")),
                   config_field::textarea("ending", "Ending").default_value("Yours")};
    return made;
}

void add_first_handlers(frameio::app& to) {
    to.on_webhook("file.ready", sign);
    to.on_action(frameio::action("acme.greet", "Greet me", "Says hello to you").require_login(), greet);
    to.on_action(frameio::action("acme.archive", "Archive", "Puts the asset away"), nod);
}

void add_second_handlers(frameio::app& to) {
    to.on_webhook("file.ready", sign);
    to.on_webhook("project.created", [](const frameio::webhook_event&) -> asio::awaitable<void> { co_return; });
    to.on_action(frameio::action("acme.greet", "Welcome me", "Says hello to you").require_login(), greet);
    to.on_action(frameio::action("acme.publish", "Publish", "Sends the asset to a platform"), nod);
}

}  // namespace

int main(int argc, char** argv) {
    const char* const version = std::getenv("SIGNER_VERSION");
    frameio::app app;
    app.oauth().installable(signer());
    if (version != nullptr && std::string_view(version) == "2") {
        add_second_handlers(app);
    } else {
        add_first_handlers(app);
    }
    return frameio::run(app, argc, argv);
}
