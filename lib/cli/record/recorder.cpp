#include "cli/record/recorder.hpp"

#include "cli/http/headers.hpp"
#include "cli/send/deliveries.hpp"
#include "cli/text/json_text.hpp"
#include "cli/text/moment.hpp"

#include <frameio/clock.hpp>

#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <system_error>
#include <utility>

namespace frameio::cli {
namespace {

namespace asio = boost::asio;

constexpr const char* no_app = R"({"title":"Recorded","description":"There is no app here that could answer."})";

std::string target_of(const web::request& request) {
    return request.query.empty() ? request.path : request.path + "?" + request.query;
}

web::response nobody_answers(bool is_action) {
    return is_action ? web::response::json(200, no_app) : web::response();
}

web::response answer_of(outcome from) {
    if (from.status == 0) {
        return web::response::text(502, from.error);
    }
    web::response made;
    made.status = from.status;
    made.headers = without_connection(from.headers);
    made.body = std::move(from.body);
    return made;
}

web::response come_again(const char* why) {
    web::response made = web::response::text(503, why);
    made.headers.emplace_back("Retry-After", "15");
    return made;
}

void tell(const recorded_delivery& delivery) {
    const body_facts facts = read_facts(delivery.body);
    const std::string type = facts.type.empty() ? "(no event type)" : printable_line(facts.type);
    std::string line = fmt::format("{} {} {}", time_text(delivery.when), type, printable_line(facts.resource));
    if (delivery.answer && delivery.answer->status == 0) {
        line += fmt::format(" no answer: {}", printable_line(delivery.answer->error));
    } else if (delivery.answer) {
        const std::chrono::duration<double, std::milli> time = delivery.answer->latency;
        line += fmt::format(" {} in {:.2f} ms", delivery.answer->status, time.count());
    }
    fmt::print("{}\n", line);
    std::fflush(stdout);
}

}  // namespace

recorder::recorder(asio::any_io_executor executor, recording_file& file, const client_options* app, std::size_t most,
                   std::function<void()> ended)
    : file_(file), app_(app), most_(most), taken_(file.count()), ended_(std::move(ended)) {
    if (app_ != nullptr) {
        lines_.emplace(std::move(executor), *app_);
    }
}

asio::awaitable<web::response> recorder::answer(web::request request) {
    if (request.method == "POST") {
        web::response answered = co_await record(std::move(request));
        co_return answered;
    }
    if (!lines_) {
        web::response refused = web::response::text(405, "deliveries are sent with POST");
        refused.headers.emplace_back("Allow", "POST");
        co_return refused;
    }
    outcome result = co_await pass_on(request);
    co_return answer_of(std::move(result));
}

asio::awaitable<web::response> recorder::record(web::request request) {
    if (taken_ >= most_ || !failure_.empty()) {
        co_return come_again("the recording has ended");
    }
    ++taken_;
    recorded_delivery delivery;
    delivery.when = system_clock().now();
    delivery.method = request.method;
    delivery.path = target_of(request);
    delivery.headers = request.headers;
    delivery.body = request.body;
    if (lines_) {
        outcome result = co_await pass_on(request);
        delivery.answer.emplace(std::move(result));
    }
    const bool kept = keep(delivery);
    if (delivery.answer) {
        co_return answer_of(std::move(*delivery.answer));
    }
    co_return kept ? nobody_answers(read_facts(delivery.body).is_action) : come_again("it could not be recorded");
}

asio::awaitable<outcome> recorder::pass_on(const web::request& request) {
    post sent;
    sent.method = request.method;
    sent.path = app_->to.path == "/" ? target_of(request) : app_->to.path;
    sent.body = request.body;
    for (const auto& each : without_connection(request.headers)) {
        if (!same_header(each.first, "Host")) {
            sent.headers.push_back(each);
        }
    }
    const std::unique_ptr<connection> line = lines_->dial();
    outcome result;
    co_await send_over(*line, sent, result);
    co_return result;
}

bool recorder::keep(const recorded_delivery& delivery) {
    if (!failure_.empty()) {
        return false;
    }
    try {
        file_.add(to_line(delivery));
    } catch (const std::system_error& wrong) {
        failure_ = wrong.what();
        ended_();
        return false;
    }
    tell(delivery);
    if (is_full()) {
        ended_();
    }
    return true;
}

}  // namespace frameio::cli
