#pragma once

#include <cstdint>

/// How often the program has called operator new. For programs with one thread.
std::uint64_t allocations() noexcept;
