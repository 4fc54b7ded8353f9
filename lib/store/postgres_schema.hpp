#pragma once

#include "store/postgres_connection.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstdint>

namespace frameio::store {

/// The version of the schema that this library writes.
inline constexpr int postgres_schema_version = 3;

/// Makes the schema, or brings it to the newest version, in one transaction; versions only go forward. Several
/// processes may try at once.
/// @throws store_error for a schema of something else, or of a newer version
/// @throws postgres_failure
boost::asio::awaitable<void> migrate(postgres_connection& connection);

/// The version of what is there; 0 if that is nothing.
/// @throws store_error for a schema of something else, or of a newer version
/// @throws postgres_failure
boost::asio::awaitable<std::int64_t> schema_version(postgres_connection& connection);

/// Looks without changing anything.
/// @throws store_error if the schema is not there, or not of this version
/// @throws postgres_failure
boost::asio::awaitable<void> check_schema(postgres_connection& connection);

}  // namespace frameio::store
