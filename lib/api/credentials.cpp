#include <frameio/api/credentials.hpp>
#include <frameio/error.hpp>

#include "api/token_source.hpp"

#include <cstdlib>
#include <string_view>

namespace frameio::api {
namespace {

std::string environment(const char* name) {
    const char* const value = std::getenv(name);
    return value == nullptr ? std::string() : std::string(value);
}

void require_header_text(std::string_view text) {
    if (!is_token_text(text)) {
        throw error(frameio::errc::invalid_configuration,
                    "an API token is empty, or has white space or letters beyond ASCII: give it as it was issued");
    }
}

}  // namespace

credentials::credentials() : source_(no_tokens()) {}

credentials::credentials(std::shared_ptr<token_source> source) : source_(std::move(source)) {}

credentials credentials_from(std::shared_ptr<token_source> source) {
    return credentials(std::move(source));
}

credentials credentials::token(std::string text) {
    require_header_text(text);
    return credentials(given_token(std::move(text), false));
}

credentials credentials::legacy_token(std::string text) {
    require_header_text(text);
    return credentials(given_token(std::move(text), true));
}

credentials credentials::from(std::function<boost::asio::awaitable<access_token>()> yield) {
    return credentials(yielded_tokens(std::move(yield)));
}

credentials credentials::service(service_account account) {
    if (account.client_id().empty() || account.client_secret().empty()) {
        throw error(frameio::errc::invalid_configuration,
                    "a service account needs a client id and a client secret (ADOBE_CLIENT_ID, ADOBE_CLIENT_SECRET)");
    }
    return credentials(service_tokens(std::move(account)));
}

credentials credentials::from_environment() {
    const std::string given = environment("FRAMEIO_TOKEN");
    if (!given.empty()) {
        return given.starts_with("fio-u-") ? legacy_token(given) : token(given);
    }
    const std::string id = environment("ADOBE_CLIENT_ID");
    const std::string secret = environment("ADOBE_CLIENT_SECRET");
    if (!id.empty() && !secret.empty()) {
        return service(service_account(id, secret));
    }
    return credentials();
}

}  // namespace frameio::api
