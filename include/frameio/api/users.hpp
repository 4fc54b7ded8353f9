// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

/// @file
/// The operations of "Users". Errors, cancellation and threads: see `frameio/api/client.hpp`.

#include <frameio/api/client.hpp>
#include <frameio/api/models/users.hpp>

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace frameio::api::users {

/// Made by `client::users()`. Cheap to copy; may outlive the client that it came from.
class operations {
public:
    explicit operations(caller by) : by_(std::move(by)) {}

    /// Inspect details of the user associated with the bearer token.
    /// GET /v4/me. 100 calls per minute.
    boost::asio::awaitable<profile> show() const;

private:
    caller by_;
};

}  // namespace frameio::api::users
