#pragma once

#include <frameio/clock.hpp>

#include "api/token_answer.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace frameio::auth {

/// The tokens of a user, as they are kept.
struct user_token {
    user_token() = default;
    /// @param before  whose refresh token stays good if there is no new one
    user_token(const api::token_answer& given, clock::wall_time now, const user_token& before);

    std::string access;
    std::string refresh;  ///< empty: it cannot be renewed
    std::string scope;
    clock::wall_time obtained{};
    clock::wall_time expires{};

    /// Whether it is good for a while yet.
    bool is_fresh(clock::wall_time now) const noexcept;
};

/// How long tokens are kept that nobody uses: by then Adobe has long ended them, which it does after 14 days by
/// default.
inline constexpr std::chrono::days kept_unused{90};

std::string to_json(const user_token& what);
/// @throws error (`errc::tampered`) for a text that `to_json` did not make
user_token user_token_of(std::string_view json);

}  // namespace frameio::auth
