#pragma once

#include "protocol/digest.hpp"
#include "store/records.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace frameio::delivery {

/// By which the store knows what these texts say: half of their digest.
inline store::ledger_key key_of(std::initializer_list<std::string_view> texts) {
    const auto digest = digest_of(texts);
    store::ledger_key key;
    std::copy_n(digest.begin(), key.size(), key.begin());
    return key;
}

/// The same, of what happened then. Keys of one time are neighbours: a store that has millions of them writes to one
/// place of its index, and not to pages all over it.
inline store::ledger_key key_of(std::chrono::sys_seconds when, std::initializer_list<std::string_view> texts) {
    store::ledger_key key = key_of(texts);
    auto seconds = static_cast<std::uint32_t>(when.time_since_epoch().count());
    for (std::size_t at = sizeof seconds; at-- > 0; seconds >>= 8U) {
        key[at] = static_cast<std::uint8_t>(seconds);
    }
    return key;
}

}  // namespace frameio::delivery
