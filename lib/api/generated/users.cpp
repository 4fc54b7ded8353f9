// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include <frameio/api/users.hpp>

#include "api/fetch.hpp"
#include "api/generated/models/users.hpp"

namespace frameio::api::users {

asio::awaitable<profile> operations::show() const {
    static constexpr operation what{"users.show", "GET", "/v4/me", 100, 60};
    outgoing call(what);
    return fetch_data<profile>(by_, std::move(call));
}

}  // namespace frameio::api::users
