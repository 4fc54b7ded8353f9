#pragma once

#include "api/token_source.hpp"
#include "auth/tenant_cache.hpp"
#include "auth/token_book.hpp"

#include <boost/asio/awaitable.hpp>

#include <memory>
#include <mutex>
#include <string>
#include <utility>

namespace frameio::auth {

/// The tokens of the admin who has installed an app in a workspace, whoever that is by now. They are those of the login
/// to the install pages, which no account has asked for.
class installer_tokens final : public api::token_source {
public:
    installer_tokens(std::shared_ptr<tenant_cache> tenants, std::shared_ptr<token_book> tokens, tenant where)
        : tenants_(std::move(tenants)), tokens_(std::move(tokens)), where_(std::move(where)) {}

protected:
    boost::asio::awaitable<api::fetched_token> fetch(api::token_means means) override;
    void refused(const std::string& text) override;

private:
    boost::asio::awaitable<std::string> acting_user() const;

    std::shared_ptr<tenant_cache> tenants_;
    std::shared_ptr<token_book> tokens_;
    tenant where_;
    std::mutex mutex_;
    std::shared_ptr<api::token_source> last_;  // whose token was given last
};

/// Who logs in to the install pages.
token_owner admin_login(std::string user);

}  // namespace frameio::auth
