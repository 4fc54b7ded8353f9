// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

/// @file
/// What is answered: shares.

#include <frameio/api/values.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace frameio::api {

class share_access : public open_enum<share_access> {
public:
    using open_enum::open_enum;

    static constexpr known public_{"public"};
    static constexpr known secure{"secure"};
};

/// Share.
struct share {
    /// Share ID.
    std::string id;
    /// Share name.
    std::optional<std::string> name;
    share_access access;
    /// Collection ID.
    std::string collection_id;
    /// Whether commenting is enabled on the share.
    bool commenting_enabled = false;
    /// Creation timestamp.
    timestamp created_at;
    /// Share description.
    std::optional<std::string> description;
    /// Whether downloading is enabled on the share.
    bool downloading_enabled = false;
    /// Whether the share link is active.
    bool enabled = false;
    /// Expiration timestamp.
    std::optional<timestamp> expiration;
    /// Last viewed timestamp.
    std::optional<timestamp> last_viewed_at;
    /// Share URL.
    std::optional<std::string> short_url;
    /// Update timestamp.
    timestamp updated_at;
    /// ID for asset added.
    std::optional<std::string> asset_added;
    /// ID for asset added.
    std::optional<std::string> asset_removed;
    /// Passphrase to access share, if passphrase is required and not given it will be generated.
    std::optional<std::string> passphrase;
};

}  // namespace frameio::api
