#include "cli/doctor/login_checks.hpp"

#include "auth/key_ring.hpp"

#include <frameio/error.hpp>

#include <fmt/format.h>

#include <cstdlib>

namespace frameio::cli {
namespace {

bool is_set(const char* name) {
    const char* const value = std::getenv(name);
    return value != nullptr && *value != '\0';
}

void check_keys(checkup& found) {
    try {
        const auth::key_ring keys = auth::key_ring::from_environment();
        if (keys.empty()) {
            found.warn("keys", "there is no key: the app starts with a store in memory only",
                       "make one with \"frameio keys generate\", and set FRAMEIO_ENCRYPTION_KEY to it");
        } else {
            found.ok("keys",
                     fmt::format("the store is encrypted with the key {}, of {}", keys.ids().front(), keys.size()));
        }
    } catch (const error& wrong) {
        found.wrong("keys", wrong.what(), "make one with \"frameio keys generate\"");
    }
}

}  // namespace

bool has_own_token() {
    return is_set("FRAMEIO_TOKEN");
}

void check_logins(checkup& found) {
    if (is_set("ADOBE_CLIENT_ID") && is_set("ADOBE_CLIENT_SECRET")) {
        found.ok("logins", "users log in with ADOBE_CLIENT_ID; whether Adobe takes it shows when somebody does");
    } else {
        found.warn(
            "logins", "ADOBE_CLIENT_ID and ADOBE_CLIENT_SECRET are not set: nobody can log in",
            "set them to the app's credential of the Adobe Developer Console, unless the app gives them to oauth()");
    }
    check_keys(found);
}

}  // namespace frameio::cli
