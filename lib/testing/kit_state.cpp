#include "testing/kit_state.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

// How a kit's app is made to go on.

namespace frameio::testing {

using namespace std::chrono_literals;

namespace {

constexpr auto turn = 250ms;  // by which the clock goes on while everything waits
constexpr int looks = 3;      // at nothing, until it is believed that everything waits
constexpr auto longest_settling = 24h;

}  // namespace

kit::state::state(app_maker make, kit_options options)
    : store(std::make_shared<store::memory_engine>(clock)),
      vault(store, std::make_shared<const auth::key_ring>(auth::key_ring::parse(encryption_key, "the test"))),
      world(clock, when, options.platform),
      make_(std::move(make)),
      options_(std::move(options)) {
    start();
}

void kit::state::start() {
    app fresh = make_();
    manifest_ = fresh.manifest();
    api::client_options calls;
    calls.url = world.url();
    calls.who = api::credentials::token(world.token());
    calls.use_proxies = false;
    calls.time = &clock;
    calls.log = options_.log;
    fresh.use_clock(clock).use_client(api::client(std::move(calls))).log_to(options_.log);
    fields_ = life::fields_of(fresh);
    if (!fields_) {
        fresh.webhook_secret(webhook_secret).action_secret(action_secret);
    }
    life_.emplace(std::move(fresh), listens_at_, world.url(), std::make_shared<mortal_engine>(store, when));
    listens_at_ = life_->address();
    url_ = "http://" + listens_at_;
    if (world.platform() != nullptr && !fields_) {
        world.platform()->register_app(manifest_, url_, webhook_secret, action_secret);
    }
    when.mend();
}

// One thing after the other: when the fuse has burnt, nothing more of the app may happen.
bool kit::state::run_some() {
    bool any = false;
    for (auto* const loop : {&life_->loop(), &world.loop()}) {
        loop->restart();
        while (loop->poll_one() != 0) {
            any = true;
            if (when.is_burnt()) {
                die();
                return true;
            }
        }
    }
    return any;
}

bool kit::state::wait_for_news() {
    for (int look = 0; look < looks; ++look) {
        world.loop().restart();
        if (world.loop().run_one_for(1ms) != 0 || run_some()) {
            return true;
        }
    }
    return false;
}

void kit::state::run_until(const std::function<bool()>& holds) {
    const auto end = std::chrono::steady_clock::now() + options_.real_patience;
    const auto last = clock.steady() + options_.patience;
    for (;;) {
        if (run_some() || wait_for_news()) {
            if (std::chrono::steady_clock::now() > end) {
                throw failure("the app does not come to rest: it goes on and on");
            }
            continue;
        }
        if (holds()) {
            return;
        }
        if (clock.steady() > last || std::chrono::steady_clock::now() > end) {
            throw failure("waited in vain: a handler, or the test, waits for something that does not happen");
        }
        clock.advance(turn);
    }
}

bool kit::state::is_at_rest() {
    const auto next = ask(store->next_due());
    return ask(store->count()).running == 0 && (!next || *next > clock.now());
}

void kit::state::rest() {
    run_until([this] { return is_at_rest(); });
}

void kit::state::advance(std::chrono::milliseconds by) {
    rest();
    for (auto left = by; left > 0ms; left -= turn) {
        clock.advance(std::min<std::chrono::milliseconds>(left, turn));
        run_some();
    }
    rest();
}

void kit::state::settle() {
    const auto end = clock.steady() + longest_settling;
    rest();
    for (auto next = ask(store->next_due()); next; next = ask(store->next_due())) {
        if (clock.steady() > end) {
            throw failure("an event still waits for a run after a day");
        }
        clock.advance(std::chrono::ceil<std::chrono::milliseconds>(*next - clock.now()));  // nothing runs that minds
        rest();
    }
}

void kit::state::die() {
    ++crashes;
    life_.reset();
    start();
}

void kit::state::restart() {
    life_->drain();
    run_until([this] { return life_->has_ended(); });
    life_.reset();
    start();
}

}  // namespace frameio::testing
