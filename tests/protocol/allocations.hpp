#pragma once

#include <cstddef>

/// How often this program's threads asked for memory: every malloc, or every operator new where a sanitizer owns
/// malloc.
std::size_t allocations() noexcept;
