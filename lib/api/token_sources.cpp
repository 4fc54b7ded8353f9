#include "api/codec.hpp"
#include "api/encode.hpp"
#include "api/token_source.hpp"
#include "http/client/transport.hpp"

#include <boost/system/system_error.hpp>

#include <charconv>
#include <string_view>
#include <utility>

namespace frameio::api {

namespace asio = boost::asio;

namespace {

class nobody final : public token_source {
protected:
    asio::awaitable<access_token> fetch(token_means) override {
        throw token_failure(
            "there are no API credentials: set FRAMEIO_TOKEN, or ADOBE_CLIENT_ID and ADOBE_CLIENT_SECRET, or give the "
            "client some",
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
    asio::awaitable<access_token> fetch(token_means) override {
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
    asio::awaitable<access_token> fetch(token_means) override {
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

constexpr std::size_t largest_token_answer = 64 * 1024;

/// The word that OAuth 2.0 (RFC 6749 §5.2) has for what is wrong, such as "invalid_client"; nothing else of the answer
/// is repeated, since it may echo what was sent.
std::string word_of(std::string_view body) {
    std::string_view word;
    try {
        const auto parsed = parse_json(body);
        if (parsed["error"].get(word) != simdjson::SUCCESS) {
            return "no reason given";
        }
    } catch (const error&) {
        return "no reason given";
    }
    const bool is_word = word.size() <= 64 && word.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == word.npos;
    return is_word ? std::string(word) : "no reason given";
}

/// Server to server: the client credentials grant of Adobe's identity service.
class service final : public token_source {
public:
    explicit service(service_account account) : account_(std::move(account)), url_(place(account_.ims_url())) {}

protected:
    asio::awaitable<access_token> fetch(token_means means) override {
        http::client_request asked("POST", url_);
        asked.header("Content-Type", "application/x-www-form-urlencoded");
        asked.header("Accept", "application/json");
        asked.deadline = means.latest;
        asked.body = "grant_type=client_credentials&client_id=" + percent_encode(account_.client_id()) +
                     "&client_secret=" + percent_encode(account_.client_secret()) +
                     "&scope=" + percent_encode(account_.scopes());
        const clock::wall_time begin = means.time.now();
        http::client_response got;
        try {
            got = co_await means.transport.send(std::move(asked));
        } catch (const http::transport_error& failure) {
            throw token_failure(failure.what(), failure.code() != http::transport_errc::certificate_refused);
        }
        access_token fresh = take(got, begin);
        co_return fresh;
    }

private:
    static http::url place(std::string base) {
        while (base.ends_with('/')) {
            base.pop_back();
        }
        return http::url::parse(base + "/ims/token/v3");
    }

    access_token take(const http::client_response& got, clock::wall_time begin) const {
        if (got.status != 200) {
            throw token_failure(url_.host() + " gives no token: " + std::to_string(got.status) + " " +
                                    word_of(got.body) + "; are ADOBE_CLIENT_ID and ADOBE_CLIENT_SECRET right?",
                                got.status >= 500 || got.status == 429);
        }
        std::string_view token;
        std::int64_t seconds = 0;
        bool readable = got.body.size() <= largest_token_answer;
        try {
            const auto parsed = readable ? parse_json(got.body) : simdjson::dom::element();
            readable = readable && parsed["access_token"].get(token) == simdjson::SUCCESS && !token.empty() &&
                       parsed["expires_in"].get(seconds) == simdjson::SUCCESS && seconds > 0;
        } catch (const error&) {
            readable = false;
        }
        if (!readable) {
            throw token_failure(url_.host() + " answered something else than a token", true);
        }
        constexpr std::int64_t a_year = 366LL * 24 * 3'600;
        return access_token(std::string(token), begin + std::chrono::seconds(std::min(seconds, a_year)));
    }

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
