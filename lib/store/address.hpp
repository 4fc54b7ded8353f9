#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace frameio::store {

/// Where a store is that outlives its process.
struct lasting_address {
    enum class kind : std::uint8_t { sqlite, postgresql };

    lasting_address() = default;

    kind what = kind::sqlite;
    std::string where;  ///< the file's path, or the URL as it was given
};

/// Reads "sqlite:PATH" or "postgresql://...".
/// @throws store_error for anything else, and for an engine that this build lacks
lasting_address parse_address(std::string_view address);

/// Whether an address stands for no store that outlives the process: "memory:", or nothing.
bool is_transient(std::string_view address) noexcept;

/// @throws store_error for an address that only the app itself can do something with
void require_lasting(std::string_view address);

}  // namespace frameio::store
