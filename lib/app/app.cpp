#include <frameio/app.hpp>

#include "app/app_state.hpp"
#include "app/handling.hpp"
#include "app/manifest.hpp"

#include <utility>

namespace frameio {

bool event_pattern::matches(std::string_view type) const noexcept {
    if (!text_.ends_with('*')) {
        return type == text_;
    }
    return type.starts_with(std::string_view(text_).substr(0, text_.size() - 1));
}

app::app() : state_(std::make_shared<app_state>()) {}
app::~app() = default;
app::app(app&&) noexcept = default;
app& app::operator=(app&&) noexcept = default;

route& app::add_webhook(event_pattern pattern, std::unique_ptr<detail::handler_box<webhook_event>> handler) {
    open();
    return state_->webhooks.emplace_back(webhook_route{{}, std::move(pattern), std::move(handler), {}, {}}).settings;
}

route& app::add_action(action what, std::unique_ptr<detail::handler_box<action_event>> handler) {
    open();
    return state_->actions.emplace_back(action_route{std::move(what), std::move(handler), {}, {}}).settings;
}

void app::add_middleware(std::unique_ptr<detail::middleware_box<event>> box) {
    open();
    state_->layers.emplace_back().all = std::move(box);
}

void app::add_middleware(std::unique_ptr<detail::middleware_box<webhook_event>> box) {
    open();
    state_->layers.emplace_back().webhooks = std::move(box);
}

void app::add_middleware(std::unique_ptr<detail::middleware_box<action_event>> box) {
    open();
    state_->layers.emplace_back().actions = std::move(box);
}

app& app::webhook_secret(std::string text) {
    open();
    state_->webhook_secrets.push_back(std::move(text));
    return *this;
}

app& app::action_secret(std::string text) {
    open();
    state_->action_secrets.push_back(std::move(text));
    return *this;
}

app& app::resolve_secrets(secret_resolver resolver) {
    open();
    state_->resolver = std::move(resolver);
    return *this;
}

app& app::oauth(oauth_options options) {
    open();
    state_->oauth = std::move(options);
    return *this;
}

app& app::installable(install_options options) {
    open();
    state_->install = std::move(options);
    return *this;
}

app& app::tolerance(std::chrono::seconds limit) {
    open();
    state_->tolerance = limit;
    return *this;
}

app& app::json_depth(std::size_t levels) {
    open();
    state_->json_depth = levels;
    return *this;
}

app& app::remember(std::size_t deliveries) {
    open();
    state_->remembered = deliveries;
    return *this;
}

app& app::use_clock(clock& time) {
    open();
    state_->time = &time;
    return *this;
}

app& app::build(std::string name) {
    open();
    state_->build = std::move(name);
    return *this;
}

clock& app::time() const noexcept {
    return *state_->time;
}

app& app::log_to(logger log) {
    open();
    state_->log = std::move(log);
    return *this;
}

const logger& app::log() const noexcept {
    return state_->log;
}

app& app::use_client(api::client client) {
    open();
    state_->use_client(std::move(client));
    return *this;
}

api::client app::client() const {
    return state_->client();
}

std::string app::manifest() const {
    return manifest_of(*state_);
}

void app::check() {
    state_->prepare();
}

void app::open() const {
    if (state_->prepared()) {
        throw error(errc::invalid_configuration,
                    "the app is serving already: register handlers and settings before a server is made from it");
    }
}

void app::start_handling(http_request request, boost::asio::any_io_executor executor, handle_completion done) {
    state_->prepare();
    handle(state_, std::move(request), std::move(executor), std::move(done));
}

}  // namespace frameio
