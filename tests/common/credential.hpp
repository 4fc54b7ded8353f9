#pragma once

/// @file
/// What an app is for Adobe.

#include <frameio/login.hpp>

#include <string>
#include <utility>

namespace frameio_test {

/// @param ims_url  empty: Adobe itself
inline frameio::oauth_options credential_at(std::string ims_url = {}) {
    frameio::oauth_options made;
    made.client_id = "id";
    made.client_secret = "secret";
    made.ims_url = std::move(ims_url);
    return made;
}

}  // namespace frameio_test
