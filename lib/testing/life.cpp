#include "testing/life.hpp"

#include <boost/asio/bind_executor.hpp>

#include <utility>

namespace frameio::testing {

namespace asio = boost::asio;

namespace {

server_options options_for(const std::string& where) {
    server_options made;
    made.listen = {where};
    made.store = "memory:";
    made.lanes = 1;
    // What a crash leaves behind is taken up soon.
    made.lease = std::chrono::seconds(1);
    return made;
}

}  // namespace

life::life(app application, const std::string& where, std::shared_ptr<store::engine> store)
    : app_(std::move(application)), server_(loop_.get_executor(), app_, options_for(where), std::move(store)) {
    server_.async_run(asio::bind_executor(loop_.get_executor(), [this](boost::system::error_code) { ended_ = true; }));
}

life::~life() = default;

std::string life::address() const {
    return server_.local_endpoint().to_string();
}

void life::drain() {
    server_.drain();
}

}  // namespace frameio::testing
