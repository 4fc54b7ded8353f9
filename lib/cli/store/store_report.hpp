#pragma once

#include "store/archive_check.hpp"
#include "store/archive_copy.hpp"

#include <frameio/clock.hpp>

#include <cstdint>
#include <string>

namespace frameio::cli {

/// What `store check` has found.
struct checked_store {
    std::string shown;
    std::int64_t version = 0;
    std::int64_t newest = 0;
    store::store_state state;
};

std::string check_text(const checked_store& checked, clock::wall_time now);
/// One JSON object, in one line.
std::string check_json(const checked_store& checked);

std::string migration_text(const store::migration& done);
std::string copy_text(const store::row_counts& copied, const std::string& from, const std::string& to);

}  // namespace frameio::cli
