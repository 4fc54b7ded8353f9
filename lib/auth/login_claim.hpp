#pragma once

#include <frameio/clock.hpp>
#include <frameio/login.hpp>

#include "auth/key_ring.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace frameio::auth {

/// Who is to log in, and what for. A link that carries it says that this server has asked exactly this user.
struct login_claim : login_reason {
    login_claim() = default;

    clock::wall_time until{};  ///< it is worth nothing from then on
};

std::string to_json(const login_claim& what);
/// @throws std::exception for a text that `to_json` did not make
login_claim login_claim_of(std::string_view json);

/// For a link: nobody else can make one, or read what it says.
std::string seal(const key_ring& with, const login_claim& what);
/// Nothing if it is none of ours, or not any more.
std::optional<login_claim> open_claim(const key_ring& with, std::string_view sealed, clock::wall_time now);

}  // namespace frameio::auth
