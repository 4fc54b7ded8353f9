#pragma once

#include "cli/develop/program_start.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace frameio::cli {

/// A custom action that an app has a handler for.
struct declared_action {
    std::string event;
    std::string name;
    std::string description;
    std::optional<std::int64_t> timeout;  ///< seconds
    std::optional<bool> multi_asset;
};

/// What an app wants of Frame.io, as it says itself when it is run with `--manifest`.
struct manifest {
    std::vector<std::string> events;  ///< of webhooks: names, families ("file.*") or "*"
    std::vector<declared_action> actions;
    bool is_installable = false;  ///< by admins, on its own pages
};

/// Why there is no manifest.
class manifest_error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Reads what `app::manifest` writes. Of a webhook the patterns of the handlers count, if it tells them.
/// @throws manifest_error
manifest parse_manifest(std::string_view text);

/// Runs an app for its manifest, which can be read.
/// @param environment  in addition to ours
/// @throws manifest_error
std::string manifest_text(std::vector<std::string> command, std::chrono::milliseconds patience,
                          const variables& environment = {});

/// Runs an app for its manifest.
/// @param command  the program and its arguments
/// @throws manifest_error
manifest manifest_of(std::vector<std::string> command, std::chrono::milliseconds patience);

}  // namespace frameio::cli
