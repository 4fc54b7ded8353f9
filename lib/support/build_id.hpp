#pragma once

#include <string>

namespace frameio {

/// The GNU build id of the running program, in hexadecimal digits; empty if it was linked without one. The same program
/// has the same, wherever it runs; another one has another.
std::string build_id();

}  // namespace frameio
