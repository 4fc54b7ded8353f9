#include "api/token_answer.hpp"
#include "api/token_source.hpp"

#include <boost/system/system_error.hpp>

#include <string_view>
#include <utility>

namespace frameio::api {

namespace asio = boost::asio;

namespace {

class nobody final : public token_source {
protected:
    asio::awaitable<fetched_token> fetch(token_means) override {
        throw token_failure(
            "there are no API credentials: set FRAMEIO_TOKEN, or ADOBE_CLIENT_ID and ADOBE_CLIENT_SECRET (in an app "
            "with "
            "oauth(), those are for its users), or give the client some",
            false);
        co_return access_token(std::string());
    }
    bool is_renewable() const noexcept override {
        return false;
    }
};

class given final : public token_source {
public:
    given(std::string text, bool legacy) : text_(std::move(text)), legacy_(legacy) {}

    bool is_legacy() const noexcept override {
        return legacy_;
    }

protected:
    asio::awaitable<fetched_token> fetch(token_means) override {
        co_return access_token(text_);
    }
    bool is_renewable() const noexcept override {
        return false;
    }

private:
    std::string text_;
    bool legacy_;
};

class yielded final : public token_source {
public:
    explicit yielded(std::function<asio::awaitable<access_token>()> yield) : yield_(std::move(yield)) {}

protected:
    asio::awaitable<fetched_token> fetch(token_means) override {
        try {
            access_token fresh = co_await yield_();
            co_return fresh;
        } catch (const boost::system::system_error& failure) {
            if (failure.code() == asio::error::operation_aborted) {
                throw;
            }
            throw token_failure(failure.what(), true);
        } catch (const std::exception& failure) {
            throw token_failure(failure.what(), true);
        }
    }

private:
    std::function<asio::awaitable<access_token>()> yield_;
};

/// Server to server: the client credentials grant of Adobe's identity service.
class service final : public token_source {
public:
    explicit service(service_account account)
        : account_(std::move(account)), url_(adobe_url(adobe_base(account_.ims_url()), "/ims/token/v3")) {}

protected:
    asio::awaitable<fetched_token> fetch(token_means means) override {
        token_request asked(url_);
        asked.add("grant_type", "client_credentials");
        asked.add("client_id", account_.client_id()).add("client_secret", account_.client_secret());
        asked.add("scope", account_.scopes());
        asked.remedy = "; are ADOBE_CLIENT_ID and ADOBE_CLIENT_SECRET right?";
        const token_answer made = co_await ask_for_token(means, std::move(asked));
        co_return access_token(made.access, made.expires);
    }

private:
    service_account account_;
    http::url url_;
};

}  // namespace

std::shared_ptr<token_source> no_tokens() {
    return std::make_shared<nobody>();
}

std::shared_ptr<token_source> given_token(std::string text, bool legacy) {
    return std::make_shared<given>(std::move(text), legacy);
}

std::shared_ptr<token_source> yielded_tokens(std::function<asio::awaitable<access_token>()> yield) {
    return std::make_shared<yielded>(std::move(yield));
}

std::shared_ptr<token_source> service_tokens(service_account account) {
    return std::make_shared<service>(std::move(account));
}

}  // namespace frameio::api
