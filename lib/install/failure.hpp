#pragma once

#include <exception>
#include <string>

namespace frameio::install {

/// Whether that is how cancelled operations end.
bool is_cancellation(const std::exception_ptr& failure);

/// What it says of itself.
std::string text_of(const std::exception_ptr& failure);

}  // namespace frameio::install
