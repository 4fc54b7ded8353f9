#pragma once

#include "store/address.hpp"
#include "store/engine.hpp"

#include <memory>
#include <string_view>

namespace frameio::store {

/// Opens "sqlite:PATH" or, if it was built in, "postgresql://...". The clock outlives the engine.
/// @throws store_error that names the address, what is wrong with it, and the remedy
std::shared_ptr<engine> open(std::string_view address, clock& time);

/// Opens a store that an app has made, whether the app runs now or not: to look, and for a person's decisions. Nothing
/// is made or migrated.
/// @throws store_error, also if there is no store, or one of another version
std::shared_ptr<engine> open_existing(std::string_view address, clock& time);

}  // namespace frameio::store
