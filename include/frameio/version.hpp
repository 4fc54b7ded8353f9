#pragma once

/// @file
/// The library's version, for conditional compilation and for logs.

#define FRAMEIO_VERSION_MAJOR 0
#define FRAMEIO_VERSION_MINOR 1
#define FRAMEIO_VERSION_PATCH 0

namespace frameio {

/// The version of the library that was linked, such as "0.1.0". A string literal: valid for ever.
const char* version() noexcept;

}  // namespace frameio
