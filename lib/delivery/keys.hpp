#pragma once

#include "protocol/digest.hpp"
#include "store/records.hpp"

#include <algorithm>
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

}  // namespace frameio::delivery
