#pragma once

#include <string>
#include <vector>

namespace frameio {

class app_state;

inline constexpr const char* webhook_variable = "WEBHOOK_SECRET";
inline constexpr const char* action_variable = "CUSTOM_ACTION_SECRET";

/// Everything that is wrong with what was registered, one sentence each; given the secrets of the environment.
std::vector<std::string> find_problems(const app_state& state, const std::vector<std::string>& webhook_environment,
                                       const std::vector<std::string>& action_environment);

}  // namespace frameio
