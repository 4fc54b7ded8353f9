#include "app/handling.hpp"

#include "app/app_state.hpp"
#include "app/delivery_run.hpp"

#include <boost/asio/co_spawn.hpp>

#include <string_view>
#include <vector>

namespace frameio {
namespace {

namespace asio = boost::asio;

/// A request with the views that a delivery wants.
class held_request {
public:
    held_request(http_request request, clock& time) : request_(std::move(request)) {
        for (const auto& [name, value] : request_.headers()) {
            fields_.push_back({name, value});
        }
        view_.method = request_.method();
        view_.target = request_.target();
        view_.path = view_.target.substr(0, view_.target.find('?'));
        view_.fields = fields_;
        view_.body = request_.body();
        view_.peer_text = request_.peer();
        view_.received_at = time.now();
        view_.received_steady = time.steady();
    }
    held_request(const held_request&) = delete;
    held_request& operator=(const held_request&) = delete;

    const http::request_view& view() const noexcept {
        return view_;
    }

private:
    http_request request_;
    std::vector<http::field> fields_;
    http::request_view view_;
};

http_response response_from(const http::reply& answer) {
    http_response result(answer.status);
    if (!answer.allow.empty()) {
        result.header("Allow", std::string(answer.allow));
    }
    if (!answer.challenge.empty()) {
        result.header("WWW-Authenticate", std::string(answer.challenge));
    }
    if (answer.retry_after != 0) {
        result.header("Retry-After", std::to_string(answer.retry_after));
    }
    if (!answer.body.empty()) {
        result.header("Content-Type", "application/json");
        result.body(std::string(answer.body));
    }
    return result;
}

asio::awaitable<http_response> answer_to(std::shared_ptr<app_state> state, std::unique_ptr<held_request> request,
                                         asio::any_io_executor executor) {
    delivery_run delivery(state, state->handled_counters(), executor);
    http::reply answer;
    if (!delivery.accepts(request->view(), answer) || delivery.begin(request->view(), answer)) {
        co_return response_from(answer);
    }
    std::exception_ptr failure;
    try {
        co_await delivery.run();
    } catch (...) {
        failure = std::current_exception();
    }
    delivery.finish(std::move(failure), answer);
    co_return response_from(answer);
}

}  // namespace

void handle(std::shared_ptr<app_state> state, http_request request, asio::any_io_executor executor,
            asio::any_completion_handler<void(std::exception_ptr, http_response)> done) {
    auto held = std::make_unique<held_request>(std::move(request), *state->time);
    auto work = answer_to(std::move(state), std::move(held), executor);
    asio::co_spawn(executor, std::move(work),
                   [done = std::move(done)](std::exception_ptr failure, http_response answer) mutable {
                       std::move(done)(std::move(failure), std::move(answer));
                   });
}

}  // namespace frameio
