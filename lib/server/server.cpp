#include <frameio/server.hpp>

#include "server/server_state.hpp"

#include <utility>

namespace frameio {

std::string endpoint::to_string() const {
    if (address_.starts_with('/') || port_ == 0) {
        return "unix:" + address_;
    }
    const bool v6 = address_.find(':') != std::string::npos;
    return (v6 ? "[" + address_ + "]" : address_) + ":" + std::to_string(port_);
}

server::server(boost::asio::any_io_executor executor, app& application, server_options options)
    : state_(std::make_shared<state>(std::move(executor), application.state_, std::move(options))) {}

server::server(boost::asio::any_io_executor executor, app& application, server_options options,
               std::shared_ptr<store::engine> opened)
    : state_(std::make_shared<state>(std::move(executor), application.state_, std::move(options), std::move(opened))) {}

server::~server() {
    if (state_) {
        state_->abandon();
    }
}

server::server(server&&) noexcept = default;

server& server::operator=(server&& other) noexcept {
    std::swap(state_, other.state_);
    return *this;
}

void server::start(run_completion done) {
    state_->start(std::move(done));
}

void server::drain() {
    state_->drain();
}

void server::reload_certificate() {
    state_->reload_certificate();
}

const endpoint& server::local_endpoint() const noexcept {
    return state_->endpoints().front();
}

const std::vector<endpoint>& server::local_endpoints() const noexcept {
    return state_->endpoints();
}

server_counters server::counters() const {
    return state_->counters();
}

}  // namespace frameio
