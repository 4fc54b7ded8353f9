#include "server/identity_setup.hpp"

#include "http/client/url.hpp"
#include "install/tenant_facts.hpp"

#include <boost/asio/ip/address.hpp>

#include <algorithm>
#include <utility>

namespace frameio {
namespace {

bool is_this_machine(const std::string& host) {
    boost::system::error_code wrong;
    const auto address = boost::asio::ip::make_address(host, wrong);
    return host == "localhost" || (!wrong && address.is_loopback());
}

/// The host of "host:port" or "[v6]:port".
std::string host_of(const std::string& text) {
    const std::string host = text.substr(0, text.rfind(':'));
    return host.starts_with('[') ? host.substr(1, host.size() - 2) : host;
}

web::brand look_of(const app_state& app) {
    return app.install ? web::brand_of(*app.install) : web::brand();
}

[[noreturn]] void refuse(const std::string& what) {
    throw configuration_error({what});
}

}  // namespace

std::shared_ptr<const auth::key_ring> keys_for(const server_options& options, bool lasts, const logger& log) {
    auth::key_ring keys = options.encryption_keys.empty()
                              ? auth::key_ring::from_environment()
                              : auth::key_ring::parse(options.encryption_keys, "server_options::encryption_keys");
    if (!keys.empty()) {
        return std::make_shared<const auth::key_ring>(std::move(keys));
    }
    if (lasts) {
        throw error(errc::invalid_configuration,
                    "the app keeps its users' tokens in its store, and there is no key to encrypt them with; make one "
                    "with \"frameio keys generate\", and set FRAMEIO_ENCRYPTION_KEY to it, or "
                    "FRAMEIO_ENCRYPTION_KEY_FILE to a file with it");
    }
    log.warning(
        "there is no FRAMEIO_ENCRYPTION_KEY: one is made up, and who has logged in is forgotten with the "
        "program");
    return std::make_shared<const auth::key_ring>(auth::key_ring::ephemeral());
}

void check_public_url(const server_options& options, const std::vector<http::address>& listening) {
    if (options.public_url.empty()) {
        if (listening.empty() || listening.front().is_unix() || !is_this_machine(host_of(listening.front().text))) {
            refuse(
                "users log in to this app, and it is not known where their browsers reach it; set --public-url, such "
                "as https://app.example.com");
        }
        return;
    }
    try {
        const http::url parsed = http::url::parse(options.public_url);
        if (parsed.target() != "/") {
            refuse("the public URL " + options.public_url + " has a path; give scheme and host only");
        }
        if (!parsed.is_https() && !is_this_machine(parsed.host())) {
            refuse("the public URL " + options.public_url +
                   " is not https, which logins need; put a proxy with TLS in front, or use --tls-cert");
        }
    } catch (const configuration_error&) {
        throw;
    } catch (const error& wrong) {
        refuse("the public URL " + options.public_url + " is not one: " + wrong.what());
    }
}

std::string public_url_of(const server_options& options, const endpoint& first, bool is_tls) {
    if (options.public_url.empty()) {
        return (is_tls ? "https://" : "http://") + first.to_string();
    }
    return http::url::parse(options.public_url).origin();
}

std::shared_ptr<auth::identity> make_identity(const std::shared_ptr<app_state>& app,
                                              std::shared_ptr<store::engine> store,
                                              std::shared_ptr<const auth::key_ring> keys,
                                              const std::string& public_url) {
    auto tenants = app->install ? install::tenants_of(store, keys, *app->time) : nullptr;
    return std::make_shared<auth::identity>(
        auth::identity::parts{std::move(store), std::move(keys), app->client(), *app->oauth, look_of(*app),
                              [state = app.get()](std::string_view action) { return state->login_handler_of(action); },
                              public_url, app->time, app->log, std::move(tenants)});
}

namespace {

/// Several, each at its own paths.
class all_pages final : public web::pages {
public:
    explicit all_pages(std::vector<std::shared_ptr<web::pages>> parts) : parts_(std::move(parts)) {}

    bool has(std::string_view path) const noexcept override {
        return find(path) != nullptr;
    }
    boost::asio::awaitable<web::response> answer(web::request asked) override {
        return find(asked.path)->answer(std::move(asked));
    }
    std::size_t largest_form(std::string_view path) const noexcept override {
        return find(path)->largest_form(path);
    }

private:
    web::pages* find(std::string_view path) const noexcept {
        const auto found = std::ranges::find_if(parts_, [path](const auto& each) { return each->has(path); });
        return found == parts_.end() ? nullptr : found->get();
    }

    std::vector<std::shared_ptr<web::pages>> parts_;
};

}  // namespace

std::shared_ptr<page_setup> pages_of(std::vector<std::shared_ptr<web::pages>> all,
                                     const std::shared_ptr<app_state>& app, const std::string& public_url) {
    auto setup = std::make_shared<page_setup>();
    setup->pages = std::make_shared<all_pages>(std::move(all));
    setup->time = app->time;
    setup->log = app->log;
    setup->is_secure = public_url.starts_with("https:");
    return setup;
}

}  // namespace frameio
