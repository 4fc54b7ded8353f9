#pragma once

#include <frameio/clock.hpp>

#include "api/token_source.hpp"
#include "http/client/url.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace frameio::api {

/// What a token endpoint (RFC 6749 §5.1) gives.
struct token_answer {
    token_answer() = default;

    std::string access;
    std::string refresh;  ///< empty: none
    std::string scope;    ///< empty: as it was asked for
    clock::wall_time expires{};
};

/// A question to a token endpoint, or to another one of its kind.
struct token_request {
    explicit token_request(http::url where) : to(std::move(where)) {}

    /// Adds a value to the form that is its body.
    token_request& add(std::string_view name, std::string_view value);

    http::url to;
    std::string form;
    std::string authorization;  ///< header; empty: none
    std::string remedy;         ///< what to look at if the answer is no
    /// Of a token whose answer does not say how long it lives; nothing: that is no answer.
    std::optional<std::chrono::seconds> usual_life;
};

/// Sends it.
/// @throws token_failure for everything but a token; nothing of the answer is repeated in it but the word that RFC 6749
/// §5.2 has for what is wrong. boost::system::system_error (`operation_aborted`) when cancelled
boost::asio::awaitable<token_answer> ask_for_token(token_means means, token_request what);

/// Sends it where the answer has nothing but its status (RFC 7009).
/// @throws as above
boost::asio::awaitable<void> tell(token_means means, token_request what);

/// Adobe's identity service: where it is, by default or as `ADOBE_IMS_URL` says, and its endpoints.
/// @throws error (`errc::invalid_configuration`)
http::url adobe_url(const std::string& base, std::string_view path);
std::string adobe_base(const std::string& given);

}  // namespace frameio::api
