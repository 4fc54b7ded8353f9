#pragma once

/// @file
/// Where the bearer tokens of API calls come from.

#include <frameio/clock.hpp>

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace frameio::api {

class token_source;

/// A token, and until when it is good.
class access_token {
public:
    explicit access_token(std::string text, std::optional<clock::wall_time> expires = std::nullopt)
        : text_(std::move(text)), expires_(expires) {}

    const std::string& text() const noexcept {
        return text_;
    }
    /// Nothing: until the platform says otherwise.
    std::optional<clock::wall_time> expires() const noexcept {
        return expires_;
    }

private:
    std::string text_;
    std::optional<clock::wall_time> expires_;
};

/// A server-to-server credential of the Adobe Developer Console.
/// Source: Adobe's guide to server-to-server authentication; the scopes are the OpenAPI's.
class service_account {
public:
    service_account(std::string client_id, std::string client_secret)
        : client_id_(std::move(client_id)), client_secret_(std::move(client_secret)) {}

    /// Default: "openid,AdobeID,frame.s2s.all".
    service_account& scopes(std::string list) {
        scopes_ = std::move(list);
        return *this;
    }
    /// Adobe's identity service. Default: ADOBE_IMS_URL, else "https://ims-na1.adobelogin.com".
    service_account& ims_url(std::string url) {
        ims_url_ = std::move(url);
        return *this;
    }

    const std::string& client_id() const noexcept {
        return client_id_;
    }
    const std::string& client_secret() const noexcept {
        return client_secret_;
    }
    const std::string& scopes() const noexcept {
        return scopes_;
    }
    const std::string& ims_url() const noexcept {
        return ims_url_;
    }

private:
    std::string client_id_;
    std::string client_secret_;
    std::string scopes_ = "openid,AdobeID,frame.s2s.all";
    std::string ims_url_;
};

/// Who calls: something that has tokens to give. Copies are the same credentials: they share token and rate limits.
///
/// Tokens are kept until shortly before they expire, and fetched once however many calls ask at the same time. A call
/// that is answered 401 makes for one fresh token and one repetition. Thread-safe.
class credentials {
public:
    /// Nobody: calls fail with `errc::no_token`.
    credentials();

    /// A token that is given, such as a developer's.
    /// @throws frameio::error (`errc::invalid_configuration`) for a text that could not be sent
    static credentials token(std::string text);

    /// A developer token of the legacy platform ("fio-u-…"), sent with the header that V4 wants beside it. For accounts
    /// that were migrated and are not administered in Adobe's Admin Console.
    /// Source: Frame.io's forum and the header of the n8n node; transitional.
    static credentials legacy_token(std::string text);

    /// Tokens that a coroutine of yours yields. It runs on the executor of the call that needs one, one at a time.
    static credentials from(std::function<boost::asio::awaitable<access_token>()> yield);

    /// Server to server: Adobe's identity service gives tokens for a client id and secret.
    static credentials service(service_account account);

    /// FRAMEIO_TOKEN (a legacy one if it begins with "fio-u-"), else ADOBE_CLIENT_ID and ADOBE_CLIENT_SECRET, else
    /// nobody.
    static credentials from_environment();

    const std::shared_ptr<token_source>& source() const noexcept {
        return source_;
    }

private:
    friend credentials credentials_from(std::shared_ptr<token_source> source);
    explicit credentials(std::shared_ptr<token_source> source);

    std::shared_ptr<token_source> source_;
};

}  // namespace frameio::api
