#include "cli/installations/repair_actor.hpp"

#include "api/client_state.hpp"
#include "auth/adobe_login.hpp"
#include "auth/installer_tokens.hpp"
#include "auth/token_book.hpp"
#include "cli/inputs.hpp"
#include "cli/text/json_text.hpp"

#include <frameio/error.hpp>
#include <frameio/login.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdlib>
#include <memory>
#include <stdexcept>

namespace frameio::cli {
namespace {

std::string environment(const char* name) {
    const char* const value = std::getenv(name);
    return value == nullptr ? "" : value;
}

/// What is wrong with the environment is a mistake of the call.
template <class Make>
auto from_environment(Make make) {
    try {
        return make();
    } catch (const configuration_error& wrong) {
        throw usage_error(printable(fmt::format("{}", fmt::join(wrong.problems(), "; "))));
    } catch (const error& wrong) {
        throw usage_error(printable(wrong.what()));
    }
}

oauth_options credential_of_the_app() {
    oauth_options made;
    made.client_id = environment("ADOBE_CLIENT_ID");
    made.client_secret = environment("ADOBE_CLIENT_SECRET");
    if (made.client_id.empty() || made.client_secret.empty()) {
        throw usage_error(
            "who is to repair it? Set ADOBE_CLIENT_ID and ADOBE_CLIENT_SECRET as the app has them, for the admin who "
            "has installed it; or FRAMEIO_TOKEN, to a token of somebody who administers the workspace");
    }
    return made;
}

auth::token_book tokens_in(known_records& records, const api::client& client) {
    auth::token_book::parts parts;
    parts.store = records.store().engine();
    parts.kept = std::make_shared<const auth::vault>(parts.store, records.keys());
    parts.adobe = from_environment(
        [] { return std::make_shared<const auth::adobe_login>(credential_of_the_app(), std::string()); });
    parts.client = api::state_of(client);
    return auth::token_book(std::move(parts));
}

void require_login(known_records& records, const auth::token_book& tokens, const std::string& user) {
    const bool has_login = records.store().wait_for(tokens.has(auth::admin_login(user)));
    if (!has_login) {
        throw std::runtime_error(fmt::format(
            "the admin {}, who acts for the installation, is not logged in any more: an admin logs in at the "
            "app's /install and repairs it there; or set FRAMEIO_TOKEN to a token of somebody who administers "
            "the workspace",
            printable_line(user)));
    }
}

}  // namespace

std::string repair_actor::text() const {
    return user_id.empty() ? "the user of FRAMEIO_TOKEN" : "the admin " + printable_line(user_id);
}

repair_actor find_actor(known_records& records, const install::record& of) {
    const bool has_token = !environment("FRAMEIO_TOKEN").empty();
    api::client_options options;
    if (!has_token) {
        options.who = api::credentials();  // what the environment has is for users to log in with
    }
    api::client client = from_environment([&options] { return api::client(std::move(options)); });
    if (has_token) {
        return {std::move(client), {}};
    }
    const std::string& user = of.acting_user;
    auth::token_book tokens = tokens_in(records, client);
    require_login(records, tokens, user);
    return {client.with(tokens.credentials(auth::admin_login(user))), user};
}

}  // namespace frameio::cli
