// The code that the READMEs show and no sample has. readme_test.py finds each block of theirs here or in a sample.

#include <frameio/frameio.hpp>

#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>

#include <chrono>
#include <cstddef>
#include <cstdlib>
#include <functional>
#include <future>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace asio = boost::asio;

class customer {
public:
    explicit customer(std::string name) : name_(std::move(name)) {}

private:
    std::string name_;
};

asio::awaitable<frameio::response> only_acme(const frameio::action_event& event, frameio::context& ctx,
                                             frameio::next rest) {
    if (event.account_id != "6f70f1bd-7e89-4a7e-b4d3-7e576585a181") {
        co_return frameio::message("Not for you", "This action belongs to another account.");
    }
    ctx.set(customer("Acme"));
    frameio::response answer = co_await rest();
    co_return answer;
}

asio::awaitable<std::string> send_mail(std::string text) {
    co_return "receipt for " + text;
}

asio::awaitable<void> publish_when_ready(const frameio::webhook_event& event, frameio::context& ctx) {
    const auto file = co_await ctx.api().files().show(event.account_id, event.resource.id);
    if (file.status != frameio::api::file_status::transcoded) {
        throw frameio::retry_later(std::chrono::minutes(1), "the file is still being transcoded");
    }
    const frameio::api::new_comment said("Publishing " + file.name);
    co_await ctx.api().comments().create(event.account_id, file.id, said);
    auto send = [text = "Published: " + file.name] { return send_mail(text); };
    const std::string receipt = co_await ctx.once("mail", std::move(send));
    ctx.log().info("published", frameio::log_field("receipt", receipt));
}

asio::awaitable<void> announce(const frameio::webhook_event& event, frameio::context& ctx) {
    const frameio::installation here = co_await ctx.installation();
    const frameio::api::new_comment said(here.text("greeting") + " Kept for " + std::to_string(here.integer("days")) +
                                         " days.");
    co_await ctx.api().comments().create(event.account_id, event.resource.id, said);
}

frameio::install_options offer() {
    frameio::install_options offered;
    offered.name = "Acme Archive";
    offered.description = "Keeps what is ready.";
    offered.primary_color = "#0b6e4f";
    offered.fields = {frameio::config_field::text("greeting", "Greeting").default_value("Archived."),
                      frameio::config_field::select("days", "Days", frameio::option("A month", "30"),
                                                    frameio::option("A year", "365")),
                      frameio::config_field::password("key", "Key of the archive").required()};
    return offered;
}

asio::awaitable<frameio::message> approve(const frameio::action_event& event, frameio::context& ctx) {
    const frameio::api::new_comment said("Approved");
    co_await ctx.user_api().comments().create(event.account_id, event.resource.id, said);
    co_return frameio::message("Approved", "Your comment is there, in your name.");
}

asio::awaitable<void> serve(asio::any_io_executor executor, frameio::app& app, frameio::server_options options) {
    frameio::server server(executor, app, std::move(options));
    co_await server.async_run(asio::use_awaitable);
}

asio::awaitable<frameio::http_response> answer(frameio::app& app, frameio::http_request request) {
    frameio::http_response answered = co_await app.async_handle(std::move(request), asio::use_awaitable);
    co_return answered;
}

bool is_genuine(std::string_view secret, std::string_view timestamp, std::string_view body,
                std::string_view signature) {
    frameio::verification result =
        frameio::verify(secret, timestamp, body, signature, std::chrono::system_clock::now());
    return result;
}

asio::awaitable<std::string> look_up(std::string account) {
    co_return "the secret of " + account;
}

asio::awaitable<std::vector<frameio::signing_secret>> secrets_of(frameio::event_ids ids) {
    std::string text = co_await look_up(std::string(ids.account_id));
    std::vector<frameio::signing_secret> secrets;
    secrets.emplace_back(text);
    co_return secrets;
}

void stop_from_anywhere(asio::any_io_executor strand, std::weak_ptr<asio::cancellation_signal> stop) {
    asio::post(strand, [stop] {
        if (auto signal = stop.lock()) {
            signal->emit(asio::cancellation_type::total);
        }
    });
}

struct options {
    std::string text;
    int times;
};

asio::awaitable<bool> ready() {
    co_return true;
}

asio::awaitable<void> send(options) {
    co_return;
}

asio::awaitable<std::size_t> run(std::function<std::size_t()> work) {
    co_return work();
}

asio::awaitable<std::size_t> tell(std::string name, bool loud) {
    std::string text = "Hello, " + name;
    if (loud) {
        text += "!";
    }
    bool can = co_await ready();
    if (!can) {
        co_return 0;
    }
    options chosen{text, 3};
    auto work = [text] { return text.size(); };
    co_await send(std::move(chosen));
    std::size_t size = co_await run(std::move(work));
    co_return size;
}

asio::awaitable<std::uint64_t> size_of(frameio::api::client api, std::string account_id, std::string folder_id) {
    auto assets = api.folders().index(account_id, folder_id, frameio::api::folders::index_options().page_size(500));
    std::uint64_t octets = 0;
    for (;;) {
        auto asset = co_await assets.next();
        if (!asset) {
            break;
        }
        if (const auto* file = std::get_if<frameio::api::file>(&*asset)) {
            octets += static_cast<std::uint64_t>(file->file_size);
        }
    }
    co_return octets;
}

asio::awaitable<void> replace(frameio::api::client api, std::string account_id, std::string folder_id,
                              std::string path) {
    auto made =
        co_await api.upload(account_id, folder_id, path, frameio::api::upload_options().remember(path + ".upload"));
    auto file = co_await api.files().show(account_id, made.id,
                                          frameio::api::files::show_options().include("media_links.original"));
    if (file.media_links && file.media_links->original && file.media_links->original->download_url) {
        co_await api.download(*file.media_links->original->download_url, path + ".copy");
    }
}

template <class T>
bool is_unreachable(asio::awaitable<T> call) {
    asio::io_context context;
    bool unreachable = false;
    asio::co_spawn(context, std::move(call), [&](std::exception_ptr failure, auto&&...) {
        try {
            std::rethrow_exception(failure);
        } catch (const frameio::api::api_error& error) {
            unreachable = error.code() == frameio::api::errc::unreachable;
        }
    });
    context.run();
    return unreachable;
}

void check(bool holds, const char* what) {
    if (!holds) {
        std::cerr << "does not hold: " << what << '\n';
        std::exit(1);
    }
}

template <class T>
T result_of(asio::awaitable<T> work) {
    asio::io_context context;
    std::future<T> result = asio::co_spawn(context, std::move(work), asio::use_future);
    context.run();
    return result.get();
}

std::string problem_of(const frameio::form_answer& answer) {
    return answer.text("caption").empty() ? "A caption is needed." : "";
}

asio::awaitable<frameio::response> send_to(const frameio::action_event& event, frameio::context& ctx) {
    const auto where = co_await ctx.ask(
        frameio::form("Publish")
            .description("Where should it go?")
            .select("platform", "Platform", frameio::option("Vimeo", "vimeo"), frameio::option("YouTube", "youtube")));
    const std::string note = "Publishing to " + std::string(where.text("platform"));
    co_await ctx.api().comments().create(event.account_id, event.resource.id, frameio::api::new_comment(note));
    const auto details = co_await ctx.ask(frameio::form("Details").text("caption", "Caption"), problem_of);
    co_return frameio::message("Published", "As \"" + std::string(details.text("caption")) + "\"");
}

int main(int, char** argv) {
    const std::string program = argv[0];
    frameio::app app;
    app.use(only_acme);
    app.webhook_secret("secret");
    app.on_webhook("file.ready", publish_when_ready)
        .attempts(10)
        .timeout(std::chrono::minutes(5))
        .concurrency(4)
        .ordered_by(frameio::order::resource);
    app.resolve_secrets(secrets_of);
    app.oauth().installable(offer());
    app.on_webhook("file.ready", announce);
    frameio::oauth_options credential;
    credential.client_id = credential.client_secret = "of nobody";
    app.oauth(credential);  // instead of the one in the environment
    app.on_action(frameio::action("acme.approve", "Approve", "Says so in your name").require_login(), approve);
    app.on_action(frameio::action("acme.publish", "Publish", "Sends the asset to a platform"), send_to);
    check(result_of(answer(app, frameio::http_request("GET", "/"))).status() == 405, "answer");
    check(result_of(secrets_of(frameio::event_ids())).size() == 1, "secrets_of");
    check(result_of(tell("you", true)) == 11, "tell");

    frameio::api::client_options nowhere;
    nowhere.url = "http://127.0.0.1:1";
    nowhere.who = frameio::api::credentials::token("token");
    nowhere.use_proxies = false;
    nowhere.retry.attempts = 1;
    nowhere.connect_timeout = std::chrono::minutes(5);  // it is refused at once, but the machine may be busy
    const frameio::api::client api(nowhere);
    check(is_unreachable(size_of(api, "account", "folder")), "size_of");
    check(is_unreachable(replace(api, "account", "folder", program)), "replace");

    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    const std::string timestamp = std::to_string(now.time_since_epoch().count());
    check(is_genuine("secret", timestamp, "{}", frameio::sign("secret", now, "{}")), "is_genuine");
    check(!is_genuine("other", timestamp, "{}", frameio::sign("secret", now, "{}")), "is_genuine, another secret");
}
