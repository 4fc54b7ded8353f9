#pragma once

#include "auth/rotation.hpp"

#include <string>
#include <vector>

namespace frameio::cli {

/// Which keys there are, by their ids, the current one first, and what of a store they open. No key itself is in it.
struct key_state {
    std::vector<std::string> ids;
    auth::seal_survey found;
};

/// A line for each key, and for each problem.
std::string keys_text(const key_state& state);
/// One JSON object, in one line.
std::string keys_json(const key_state& state);

/// What was removed, as nobody can read it any more.
std::string forgotten_text(std::size_t documents);

/// What was sealed anew, and which keys are not needed any more.
std::string rotation_text(const key_state& state, std::size_t resealed);

}  // namespace frameio::cli
