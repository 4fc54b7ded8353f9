#pragma once

#include "store/archive.hpp"

#include <cstdint>
#include <map>
#include <string>

namespace frameio::store {

/// How many rows of each table, by its name.
using row_counts = std::map<std::string, std::uint64_t>;

row_counts count_rows(archive& of);

/// @throws store_error that says what is there
void require_empty(archive& store);

/// Copies everything, as it is: ids, epochs, times, and the order of things. A part at a time is in memory.
/// @param from  opened to be taken
/// @param to    opened to be filled, and empty; unchanged if this throws
/// @throws store_error, also if there are not as many rows afterwards
row_counts copy_all(archive& from, archive& to);

}  // namespace frameio::store
