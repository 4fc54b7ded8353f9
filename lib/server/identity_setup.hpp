#pragma once

#include <frameio/server.hpp>

#include "app/app_state.hpp"
#include "auth/identity.hpp"
#include "auth/key_ring.hpp"
#include "http/address.hpp"
#include "server/page_delivery.hpp"
#include "store/engine.hpp"

#include <memory>
#include <string>
#include <vector>

namespace frameio {

/// The keys that what is kept of users is encrypted with. Where nothing outlives the program, neither need they.
/// @throws error (`errc::invalid_configuration`) without any
std::shared_ptr<const auth::key_ring> keys_for(const server_options& options, bool lasts, const logger& log);

/// @throws configuration_error if there is no public URL that users could come to
void check_public_url(const server_options& options, const std::vector<http::address>& listening);

/// Without a slash at the end. Both are checked.
std::string public_url_of(const server_options& options, const endpoint& first, bool is_tls);

/// Who logs in to the app, on that store.
std::shared_ptr<auth::identity> make_identity(const std::shared_ptr<app_state>& app,
                                              std::shared_ptr<store::engine> store,
                                              std::shared_ptr<const auth::key_ring> keys,
                                              const std::string& public_url);

/// What the server shows to people, each at its own paths.
std::shared_ptr<page_setup> pages_of(std::vector<std::shared_ptr<web::pages>> all,
                                     const std::shared_ptr<app_state>& app, const std::string& public_url);

}  // namespace frameio
