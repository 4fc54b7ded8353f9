#pragma once

#include "store/sqlite_database.hpp"

namespace frameio::store {

/// The version of the schema that this library writes.
inline constexpr int sqlite_schema_version = 4;

/// Sets up a connection for writing: WAL, with every commit on the disk before it returns, whatever has happened to the
/// disk before.
/// @throws store_error, also while another process reads for longer than the connection's patience
void prepare_connection(sqlite_database& database);

/// Brings the file to the newest schema, in one transaction; versions only go forward.
/// @throws store_error for a file of something else, or of a newer version
void migrate(sqlite_database& database);

/// The version of what is there; 0 if that is nothing.
/// @throws store_error for a file of something else, or of a newer version
std::int64_t schema_version(sqlite_database& database);

/// Looks without changing anything.
/// @throws store_error if the file is not of this version
void check_schema(sqlite_database& database);

}  // namespace frameio::store
