#include "testing/outside.hpp"

#include <frameio/signature.hpp>

#include "simulator/json.hpp"

#include <fmt/format.h>

#include <exception>
#include <utility>

namespace frameio::testing {

namespace asio = boost::asio;

namespace {

constexpr auto token_of_nobody = "token-of-the-test";

std::unique_ptr<simulator> make_platform(asio::io_context& loop, manual_clock& time, bool wanted,
                                         std::optional<double> rates) {
    if (!wanted) {
        return nullptr;
    }
    simulator_options options;
    options.port = 0;
    options.time = &time;
    options.rate_limits = rates;
    options.seed = 1;
    return std::make_unique<simulator>(loop.get_executor(), options);
}

api::client make_client(const std::string& url, const std::string& token, clock& time) {
    api::client_options options;
    options.url = url;
    options.who = api::credentials::token(token);
    options.use_proxies = false;
    options.keep_to_rates = false;
    options.time = &time;
    return api::client(std::move(options));
}

http::transport_options post_options(clock& time) {
    http::transport_options options;
    options.time = &time;
    options.connect_timeout = std::chrono::milliseconds(0);  // the whole has its limit
    options.idle_per_origin = 0;                             // what an app leaves behind that dies, is not used again
    return options;
}

}  // namespace

outside::outside(manual_clock& time, fuse& when, bool has_platform, std::optional<double> rates)
    : time_(time),
      fuse_(when),
      platform_(make_platform(loop_, time, has_platform, rates)),
      server_(loop_.get_executor(), "127.0.0.1", 0, [this](web::request asked) { return answer(std::move(asked)); }),
      url_(fmt::format("http://127.0.0.1:{}", server_.port())),
      client_(make_client(platform_ ? platform_->url() : url_, token(), time)),
      transport_(post_options(time)) {}

std::string outside::token() const {
    return platform_ ? platform_->token() : token_of_nobody;
}

std::string outside::first(std::string_view kind) const {
    if (!platform_) {
        return {};
    }
    const sim::json::value all = sim::json::parse(platform_->snapshot());
    for (const sim::json::value& each : all.at("resources").as_array()) {
        if (sim::text_at(each.as_object(), "kind") == kind) {
            return std::string(sim::text_at(each.as_object(), "id"));
        }
    }
    return {};
}

asio::awaitable<delivery_answer> outside::post(std::string url, std::string secret, std::string body,
                                               std::chrono::milliseconds limit) {
    const auto stamp = std::chrono::floor<std::chrono::seconds>(time_.now());
    http::client_request request("POST", http::url::parse(url));
    request.header("Content-Type", "application/json");
    request.header(std::string(timestamp_header), std::to_string(stamp.time_since_epoch().count()));
    request.header(std::string(signature_header), sign(secret, stamp, body));
    request.body = std::move(body);
    request.total_timeout = limit;
    delivery_answer made;
    try {
        http::client_response got = co_await transport_.send(std::move(request));
        made.status = got.status;
        made.body = std::move(got.body);
    } catch (const std::exception& wrong) {
        made.problem = wrong.what();
    }
    co_return made;
}

asio::awaitable<web::response> outside::answer(web::request asked) {
    api_call& call = api_.calls_.emplace_back();
    call.method = asked.method;
    call.path = asked.path;
    call.query = asked.query;
    call.body = asked.body;
    const std::string_view authorization = asked.header("Authorization");
    call.token = authorization.substr(authorization.find(' ') + 1);
    const std::string name = asked.method + ' ' + asked.path;
    web::response made;
    made.cut = fuse_.burns_at("before " + name + " has its effect");
    if (made.cut) {
        co_return made;
    }
    made = co_await carry_out(call, std::move(asked));
    made.cut = fuse_.burns_at("after " + name + ", before its answer") || made.cut;
    co_return made;
}

asio::awaitable<web::response> outside::carry_out(api_call& call, web::request asked) {
    web::response made;
    if (const expectation* const told = api_.find(call)) {
        made.status = told->status_;
        made.cut = told->status_ == 0;
        made.headers.emplace_back("Content-Type", "application/json");
        made.body = told->json_;
    } else if (platform_) {
        made = co_await platform_->answer(std::move(asked));
    } else {
        api_.unexpected_.push_back(call.method + ' ' + call.path);
        made = web::response::json(404, R"({"errors":[{"detail":"the test has said nothing about this call"}]})");
    }
    call.status = made.cut ? 0 : made.status;
    co_return made;
}

}  // namespace frameio::testing
