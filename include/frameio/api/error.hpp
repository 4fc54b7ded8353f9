#pragma once

/// @file
/// What a call to the Frame.io API fails with.

#include <frameio/api/models/errors.hpp>
#include <frameio/error.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace frameio::api {

/// Why a call has no result.
enum class errc {
    bad_request = 1,    ///< 400
    unauthorized,       ///< 401, also with a fresh token
    forbidden,          ///< 403
    not_found,          ///< 404
    conflict,           ///< 409
    unprocessable,      ///< 422
    rate_limited,       ///< 429, for longer than the call could wait
    client_error,       ///< another 4xx
    server_error,       ///< 5xx
    unexpected_answer,  ///< another status than an operation has, or a body that is not JSON
    unreachable,        ///< no connection; nothing was sent
    no_answer,          ///< a connection that ended before the answer was complete
    timed_out,          ///< an attempt took too long
    circuit_open,       ///< the platform has failed often; nothing was sent
    deadline,           ///< the call's deadline left no time for (another) attempt
    no_token,           ///< the credentials had no token to give, and will have none until somebody sees to it
    page_loop,          ///< links to the next page that go in a circle
    upload_failed,      ///< Frame.io could not use what was uploaded
    no_token_yet        ///< no token now: what gives them fails or does not answer; nothing was sent
};

/// The category of `errc`. Named "frameio.api".
const boost::system::error_category& api_category() noexcept;

boost::system::error_code make_error_code(errc code) noexcept;

/// What callers ask of an error, whatever its code: compare `code()` with one.
enum class condition {
    retryable = 1,  ///< may succeed later: 429, 5xx, and what never reached the platform
    timeout,        ///< time was up
    rejected        ///< the platform understood and said no: 4xx but 429
};

boost::system::error_condition make_error_condition(condition value) noexcept;

}  // namespace frameio::api

template <>
struct boost::system::is_error_code_enum<frameio::api::errc> : std::true_type {};
template <>
struct boost::system::is_error_condition_enum<frameio::api::condition> : std::true_type {};

namespace frameio::api {

/// What an answer says about the rate limit that it counts against.
/// Source: OpenAPI, headers `x-ratelimit-limit`, `-remaining`, `-window`.
struct rate_limit {
    std::int64_t limit = 0;
    std::int64_t remaining = 0;
    std::chrono::milliseconds window{};
};

/// A call that has no result. Its text says operation, status and the platform's own words, in one line.
class api_error : public frameio::error {
public:
    struct facts {
        std::string operation;            ///< "files.show"
        unsigned status = 0;              ///< 0: no answer
        std::vector<problem> errors;      ///< what the platform said; empty if its body was not JSON
        std::string body;                 ///< the answer as it came, its first 64 KiB
        std::optional<rate_limit> limit;  ///< if the answer had it
        std::optional<std::chrono::milliseconds> retry_after;
        unsigned attempts = 0;  ///< how often it was tried
        bool in_doubt = false;  ///< whether the platform may have done it all the same
    };

    api_error(errc code, const std::string& what, facts known);

    const std::string& operation() const noexcept {
        return facts_->operation;
    }
    unsigned status() const noexcept {
        return facts_->status;
    }
    const std::vector<problem>& errors() const noexcept {
        return facts_->errors;
    }
    const std::string& body() const noexcept {
        return facts_->body;
    }
    const std::optional<rate_limit>& limit() const noexcept {
        return facts_->limit;
    }
    std::optional<std::chrono::milliseconds> retry_after() const noexcept {
        return facts_->retry_after;
    }
    unsigned attempts() const noexcept {
        return facts_->attempts;
    }
    /// Whether the platform may have done what was asked: some of the request was sent, and no answer said no.
    bool in_doubt() const noexcept {
        return facts_->in_doubt;
    }

    bool is_unauthorized() const noexcept {
        return status() == 401;
    }
    bool is_forbidden() const noexcept {
        return status() == 403;
    }
    bool is_not_found() const noexcept {
        return status() == 404;
    }
    bool is_conflict() const noexcept {
        return status() == 409;
    }
    /// 400 or 422: `errors()` says which value is wrong.
    bool is_invalid() const noexcept {
        return status() == 400 || status() == 422;
    }
    /// 429, or no turn within the call's time.
    bool is_rate_limited() const noexcept {
        return code() == errc::rate_limited;
    }
    bool is_server_error() const noexcept {
        return status() >= 500;
    }
    bool is_timeout() const noexcept {
        return code() == condition::timeout;
    }
    bool is_retryable() const noexcept {
        return code() == condition::retryable;
    }

private:
    std::shared_ptr<const facts> facts_;  // copies without throwing
};

}  // namespace frameio::api
