#include "testing/life.hpp"

#include "app/app_state.hpp"

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
    made.encryption_keys = encryption_key;
    // What a crash leaves behind is taken up soon.
    made.lease = std::chrono::seconds(1);
    return made;
}

}  // namespace

app life::with_adobe(app application, const std::string& url) {
    if (application.state_->oauth) {
        oauth_options& options = *application.state_->oauth;
        options.client_id = options.client_id.empty() ? "client id of the test" : options.client_id;
        options.client_secret = options.client_secret.empty() ? "client secret of the test" : options.client_secret;
        options.ims_url = options.ims_url.empty() ? url : options.ims_url;
    }
    return application;
}

life::life(app application, const std::string& where, const std::string& adobe, std::shared_ptr<store::engine> store)
    : app_(with_adobe(std::move(application), adobe)),
      server_(loop_.get_executor(), app_, options_for(where), std::move(store)) {
    server_.async_run(asio::bind_executor(loop_.get_executor(), [this](boost::system::error_code) { ended_ = true; }));
}

life::~life() = default;

std::optional<std::vector<config_field>> life::fields_of(const app& what) {
    const auto& offered = what.state_->install;
    return offered ? std::optional(offered->fields) : std::nullopt;
}

std::string life::address() const {
    return server_.local_endpoint().to_string();
}

void life::drain() {
    server_.drain();
}

}  // namespace frameio::testing
