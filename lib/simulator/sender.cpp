#include "simulator/sender.hpp"

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

sender::sender(world& in, agenda& later, delivery_log& log, asio::any_io_executor executor)
    : world_(in),
      later_(later),
      log_(log),
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
        asio::co_spawn(executor_, carry_out(delivery, true), asio::detached);
    }
    return is_there;
}

void sender::begin(std::uint64_t delivery) {
    asio::co_spawn(executor_, carry_out(delivery, false), asio::detached);
}

asio::awaitable<void> sender::carry_out(std::uint64_t delivery, bool alone) {
    logged_delivery* which = log_.find(delivery);
    const resource* const to =
        which == nullptr ? nullptr : world_.find(which->kind == "action" ? "action" : "webhook", which->subscription);
    if (to == nullptr) {
        co_return;  // it was deleted meanwhile
    }
    which->state = "sending";
    log_.note_change(*which);
    std::string url(to->text("url"));
    std::string secret(to->text("secret"));
    std::string body = which->body;
    attempt made = co_await post(std::move(url), std::move(secret), std::move(body), patience, "Frame.io V4 API");
    which = log_.find(delivery);
    if (which == nullptr) {
        co_return;
    }
    which->attempts.push_back(std::move(made));
    const bool succeeded = which->attempts.back().succeeded();
    which->state = succeeded ? "delivered" : "failed";
    if (!succeeded && !alone) {
        after_failure(*which);
        which->state = which->attempts.size() < most_attempts ? "waiting" : "failed";
    }
    log_.note_change(*which);
}

void sender::after_failure(const logged_delivery& which) {
    if (which.attempts.size() < most_attempts) {
        later_.after(pause_after(which.attempts.size()), [this, number = which.number] { begin(number); });
    }
}

asio::awaitable<attempt> sender::post(std::string url, std::string secret, std::string body,
                                      std::chrono::milliseconds limit, std::string_view agent) {
    const auto stamp = std::chrono::floor<std::chrono::seconds>(world_.time().now());
    attempt made;
    made.sent_at = world_.time_text();
    made.timestamp = std::to_string(stamp.time_since_epoch().count());
    made.signature = sign(secret, stamp, body);
    const auto began = world_.time().steady();
    try {
        http::client_request request("POST", http::url::parse(url));
        request.header("Content-Type", "application/json");
        request.header("User-Agent", std::string(agent));
        request.header(std::string(timestamp_header), made.timestamp);
        request.header(std::string(signature_header), made.signature);
        request.body = std::move(body);
        request.total_timeout = limit;
        const http::client_response answer = co_await transport_->send(std::move(request));
        made.status = answer.status;
        made.answer = answer.body.substr(0, most_shown);
    } catch (const std::exception& failure) {
        made.error = failure.what();
    }
    made.took = std::chrono::round<std::chrono::milliseconds>(world_.time().steady() - began);
    co_return made;
}

}  // namespace frameio::sim
