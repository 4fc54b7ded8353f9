#include <frameio/testing.hpp>

#include "testing/kit_state.hpp"

#include <algorithm>
#include <utility>

namespace frameio::testing {

namespace asio = boost::asio;
using namespace std::chrono_literals;

kit::kit(app_maker make, kit_options options) : state_(std::make_unique<state>(std::move(make), std::move(options))) {}

kit::~kit() = default;

// Source: developer guide "Webhooks": 5 s for an answer, and 15 s until the second attempt.
unsigned kit::deliver(const webhook& what) {
    const std::string secret = what.secret().empty() ? state_->webhook_secret_of(what.where()) : what.secret();
    return state_->deliver(state_->body_of(what), secret, 5s, 15s).status;
}

answer kit::click(const action& what) {
    return state_->click(what);
}

answer kit::submit(std::initializer_list<std::pair<std::string, field_value>> values) {
    return state_->submit(std::vector<std::pair<std::string, field_value>>(values));
}

answer kit::submit(const std::vector<std::pair<std::string, field_value>>& values) {
    return state_->submit(values);
}

void kit::install(std::map<std::string, std::string> config, const origin& where) {
    state_->install(std::move(config), where);
}

void kit::uninstall(const origin& where) {
    state_->uninstall(where);
}

void kit::log_in(const origin& who) {
    state_->log_in(who);
}

void kit::advance(std::chrono::milliseconds by) {
    state_->advance(by);
}

void kit::settle() {
    state_->settle();
}

void kit::crash() {
    state_->die();
    state_->rest();
}

void kit::restart() {
    state_->restart();
    state_->rest();
}

fake_api& kit::api() noexcept {
    return state_->world.api();
}

simulator& kit::platform() {
    simulator* const found = state_->world.platform();
    if (found == nullptr) {
        throw failure("this kit has no simulated Frame.io; set kit_options::platform");
    }
    return *found;
}

api::client kit::client() {
    return state_->world.client();
}

void kit::run(asio::awaitable<void> what) {
    bool is_over = false;
    std::exception_ptr wrong;
    asio::co_spawn(executor(), std::move(what), [&](std::exception_ptr failure) {
        is_over = true;
        wrong = std::move(failure);
    });
    run_until([&is_over] { return is_over; });
    if (wrong) {
        std::rethrow_exception(wrong);
    }
}

std::vector<stored_event> kit::events() {
    stored_events all(state_->store);
    std::vector<stored_event> found = state_->ask(all.list(event_query().limit(10'000)));
    std::ranges::reverse(found);
    return found;
}

std::vector<stored_event> kit::parked() {
    std::vector<stored_event> found = events();
    std::erase_if(found, [](const stored_event& each) { return each.state != event_state::parked; });
    return found;
}

stored_event_details kit::details(const std::string& id) {
    stored_events all(state_->store);
    std::optional<stored_event_details> found = state_->ask(all.find(id));
    if (!found) {
        throw failure("there is no event " + id);
    }
    return std::move(*found);
}

std::vector<recorded_step> kit::journal() {
    std::vector<recorded_step> made;
    for (const stored_event& each : events()) {
        for (recorded_step& one : details(each.id).steps) {
            made.push_back(std::move(one));
        }
    }
    return made;
}

manual_clock& kit::time() noexcept {
    return state_->clock;
}

const std::string& kit::url() const noexcept {
    return state_->url();
}

std::size_t kit::crashes() const noexcept {
    return state_->crashes;
}

asio::any_io_executor kit::executor() {
    return state_->world.loop().get_executor();
}

void kit::run_until(const std::function<bool()>& condition) {
    state_->run_until(condition);
}

}  // namespace frameio::testing
