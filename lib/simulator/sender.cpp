#include "simulator/sender.hpp"

#include "support/waiting.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <algorithm>
#include <random>
#include <utility>

namespace frameio::sim {

namespace asio = boost::asio;

namespace {

constexpr std::chrono::seconds patience{5};
constexpr std::size_t most_attempts = 5;
constexpr std::chrono::seconds first_pause{15};
constexpr std::chrono::seconds longest_hold{5};  // of one that waits for the next
constexpr std::string_view agent = "Frame.io V4 API";
constexpr std::size_t most_shown = 16 * 1024;  // of an answer

http::transport_options options() {
    http::transport_options made;
    made.connect_timeout = std::chrono::milliseconds(0);  // the whole has its limit
    made.total_timeout = patience;
    return made;
}

json::object only_id(std::string_view id) {
    return {{"id", id}};
}

/// In the order of the guide's example, which signatures depend on.
std::string body_of(const change& what) {
    json::object made{{"account", only_id(what.account_id)}};
    if (!what.project_id.empty()) {
        made["project"] = only_id(what.project_id);
    }
    made["resource"] = json::object{{"id", what.resource_id}, {"type", what.resource_type}};
    made["type"] = what.type;
    made["user"] = only_id(what.user_id);
    made["workspace"] = only_id(what.workspace_id);
    return json::serialize(made);
}

bool wants(const resource& webhook, const std::string& type) {
    const json::array* const events = array_at(webhook.data, "events");
    return is_true(webhook.data, "active") && events != nullptr &&
           std::ranges::find(*events, json::value(type)) != events->end();
}

/// Twice as long each time, and up to a tenth more.
std::chrono::milliseconds pause_after(std::size_t attempts) {
    static thread_local std::minstd_rand random{std::random_device()()};
    const auto pause = first_pause * (1U << (attempts - 1));
    const double more = std::uniform_real_distribution<double>(1.0, 1.1)(random);
    return std::chrono::round<std::chrono::milliseconds>(pause * more);
}

}  // namespace

sender::sender(world& in, agenda& later, delivery_log& log, faults& wrong, asio::any_io_executor executor)
    : world_(in),
      later_(later),
      log_(log),
      wrong_(wrong),
      executor_(std::move(executor)),
      transport_(std::make_shared<http::transport>(options())) {}

void sender::send(const change& what) {
    for (const resource* const each : world_.all("webhook", "workspace_id", what.workspace_id)) {
        if (wants(*each, what.type)) {
            logged_delivery fresh;
            fresh.kind = "webhook";
            fresh.type = what.type;
            fresh.subscription = each->id;
            fresh.url = each->text("url");
            fresh.body = body_of(what);
            begin(log_.add(std::move(fresh)).number);
        }
    }
}

bool sender::send_again(std::uint64_t delivery) {
    const bool is_there = log_.find(delivery) != nullptr;
    if (is_there) {
        asio::co_spawn(executor_, carry_out(delivery, delivery_fault(), true), asio::detached);
    }
    return is_there;
}

void sender::begin(std::uint64_t delivery) {
    logged_delivery* const which = log_.find(delivery);
    if (which == nullptr) {
        return;
    }
    // Neighbours swap: what another one waits for does not wait itself.
    std::optional<held> behind = take_held(which->subscription);
    const delivery_fault wrong = wrong_.take_delivery(which->type, !behind).value_or(delivery_fault());
    if (wrong.reorder) {
        which->state = "waiting";
        log_.note_change(*which);
        hold(which->subscription, {delivery, wrong});
    } else {
        go(delivery, wrong, std::move(behind));
    }
}

/// Until the next one has come; if none does, it is only late.
void sender::hold(const std::string& subscription, held one) {
    held_[subscription] = one;
    later_.after(longest_hold, [this, subscription, delivery = one.delivery] {
        const auto found = held_.find(subscription);
        if (found != held_.end() && found->second.delivery == delivery) {
            const std::optional<held> alone = take_held(subscription);
            go(alone->delivery, alone->wrong, std::nullopt);
        }
    });
}

std::optional<sender::held> sender::take_held(const std::string& subscription) {
    const auto found = held_.find(subscription);
    if (found == held_.end()) {
        return std::nullopt;
    }
    const held made = found->second;
    held_.erase(found);
    return made;
}

void sender::go(std::uint64_t delivery, const delivery_fault& wrong, std::optional<held> behind) {
    asio::co_spawn(executor_, carry_out(delivery, wrong, false), [this, behind](const std::exception_ptr&) {
        if (behind) {
            go(behind->delivery, behind->wrong, std::nullopt);
        }
    });
}

asio::awaitable<void> sender::carry_out(std::uint64_t delivery, delivery_fault wrong, bool alone) {
    logged_delivery* which = log_.find(delivery);
    if (which == nullptr) {
        co_return;
    }
    which->state = "sending";
    log_.note_change(*which);
    const std::optional<attempt> made = co_await post(delivery, patience, wrong);
    which = log_.find(delivery);
    if (!made || which == nullptr) {
        co_return;
    }
    which->state = made->succeeded() ? "delivered" : "failed";
    if (!alone) {
        ++which->tries;
        if (!made->succeeded()) {
            after_failure(*which);
            which->state = which->tries < most_attempts ? "waiting" : "failed";
        }
    }
    log_.note_change(*which);
}

void sender::after_failure(const logged_delivery& which) {
    if (which.tries < most_attempts) {
        later_.after(pause_after(which.tries), [this, number = which.number] { begin(number); });
    }
}

const resource* sender::subscriber_of(const logged_delivery* which) const {
    if (which == nullptr) {
        return nullptr;
    }
    return world_.find(which->kind == "action" ? "action" : "webhook", which->subscription);
}

asio::awaitable<std::optional<attempt>> sender::post(std::uint64_t delivery, std::chrono::milliseconds limit,
                                                     delivery_fault wrong) {
    if (wrong.late.count() > 0 && !wrong.duplicate) {
        co_await sleep_until(world_.time(), world_.time().steady() + wrong.late);
    }
    logged_delivery* which = log_.find(delivery);
    const resource* const to = subscriber_of(which);
    if (to == nullptr) {
        co_return std::nullopt;
    }
    std::string url(to->text("url"));
    std::string body = which->body;
    attempt begun = make_attempt(*which, to->text("secret"), wrong);
    const attempt made = co_await exchange(std::move(begun), url, std::move(body), limit);
    which = log_.find(delivery);
    if (which != nullptr) {
        which->attempts.push_back(made);
        log_.note_change(*which);
    }
    if (wrong.duplicate) {
        asio::co_spawn(executor_, repeat(delivery, made, std::move(url), wrong.late), asio::detached);
    }
    co_return made;
}

/// Signed by when it goes out.
attempt sender::make_attempt(const logged_delivery& of, std::string_view secret, const delivery_fault& wrong) const {
    const auto stamp = std::chrono::floor<std::chrono::seconds>(world_.time().now()) + wrong.clock_skew;
    attempt made;
    made.sent_at = world_.time_text();
    made.timestamp = std::to_string(stamp.time_since_epoch().count());
    made.signature = sign(secret, stamp, of.body);
    made.fault = wrong.text();
    return made;
}

/// The copy of an attempt; what is answered to it changes nothing.
asio::awaitable<void> sender::repeat(std::uint64_t delivery, attempt first, std::string url,
                                     std::chrono::milliseconds later) {
    if (later.count() > 0) {
        co_await sleep_until(world_.time(), world_.time().steady() + later);
    }
    logged_delivery* which = log_.find(delivery);
    if (which == nullptr) {
        co_return;
    }
    attempt copy;
    copy.sent_at = world_.time_text();
    copy.timestamp = first.timestamp;
    copy.signature = first.signature;
    copy.fault = later.count() > 0 ? "a copy, " + std::to_string(later.count()) + " ms later" : "a copy";
    std::string body = which->body;
    const attempt made = co_await exchange(std::move(copy), std::move(url), std::move(body), patience);
    which = log_.find(delivery);
    if (which != nullptr) {
        which->attempts.push_back(made);
        log_.note_change(*which);
    }
}

asio::awaitable<attempt> sender::exchange(attempt of, std::string url, std::string body,
                                          std::chrono::milliseconds limit) {
    const auto began = world_.time().steady();
    try {
        http::client_request request("POST", http::url::parse(url));
        request.header("Content-Type", "application/json");
        request.header("User-Agent", std::string(agent));
        request.header(std::string(timestamp_header), of.timestamp);
        request.header(std::string(signature_header), of.signature);
        request.body = std::move(body);
        request.total_timeout = limit;
        const http::client_response answer = co_await transport_->send(std::move(request));
        of.status = answer.status;
        of.answer = answer.body.substr(0, most_shown);
    } catch (const std::exception& failure) {
        of.error = failure.what();
    }
    of.took = std::chrono::round<std::chrono::milliseconds>(world_.time().steady() - began);
    co_return of;
}

}  // namespace frameio::sim
