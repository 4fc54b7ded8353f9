#include "http/client/transport.hpp"

#include <frameio/error.hpp>

#include "http/client/call.hpp"
#include "http/client/request_head.hpp"
#include "http/client/transport_state.hpp"
#include "http/letters.hpp"

#include <boost/asio/this_coro.hpp>

#include <algorithm>
#include <utility>
#include <vector>

namespace frameio::http {
namespace {

namespace asio = boost::asio;

transport_options checked(transport_options options) {
    std::vector<std::string> problems;
    if (options.connections_per_origin == 0) {
        problems.emplace_back("connections_per_origin is 0, so that no request could be sent: allow at least 1");
    }
    if (options.header_limit == 0) {
        problems.emplace_back("header_limit is 0, so that no response could be read: allow some octets");
    }
    if (options.connect_timeout.count() < 0 || options.total_timeout.count() < 0 || options.idle_time.count() < 0) {
        problems.emplace_back("a timeout of the transport is negative: zero means that there is none");
    }
    if (!std::all_of(options.user_agent.begin(), options.user_agent.end(), letters::is_value)) {
        problems.emplace_back("user_agent has a line end or another control character in it");
    }
    if (!problems.empty()) {
        throw configuration_error(std::move(problems));
    }
    return options;
}

connection_pool::limits limits_of(const transport_options& options) {
    connection_pool::limits limits;
    limits.in_use = options.connections_per_origin;
    limits.idle = options.idle_per_origin;
    limits.idle_time = options.idle_time;
    return limits;
}

asio::awaitable<client_response> carry_out(std::shared_ptr<transport_state> state, client_request request,
                                           body_sink* to) {
    check(request);
    asio::any_io_executor executor = co_await asio::this_coro::executor;
    call one(std::move(state), request, to, executor);
    client_response response = co_await one.run();
    co_return response;
}

}  // namespace

transport_state::transport_state(transport_options given)
    : options(checked(std::move(given))),
      time(options.time != nullptr ? *options.time : system_clock()),
      proxies(options.proxies),
      believed(options.ca_file),
      pool(time, limits_of(options)) {}

transport::transport(transport_options options) : state_(std::make_shared<transport_state>(std::move(options))) {}

transport::~transport() {
    state_->pool.close();
}

asio::awaitable<client_response> transport::send(client_request request) {
    return carry_out(state_, std::move(request), nullptr);
}

asio::awaitable<client_response> transport::send(client_request request, body_sink& to) {
    return carry_out(state_, std::move(request), &to);
}

void transport::sweep() {
    state_->pool.sweep();
}

transport_counters transport::counters() const {
    transport_counters now;
    now.requests = state_->requests;
    now.opened = state_->opened;
    now.reused = state_->reused;
    now.open = state_->open;
    now.idle = state_->pool.idle();
    return now;
}

}  // namespace frameio::http
