#pragma once

#include "install/plan.hpp"
#include "install/record.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace frameio::cli {

/// What `installations repair` has found and done.
struct repair_outcome {
    enum class ending { found_all_right, would_repair, repaired, left_to_others };

    std::string installation;
    std::string actor;                     ///< as `repair_actor::text`
    std::vector<std::string> differences;  ///< sentences: what a repair changes
    bool is_update_unfinished = false;     ///< there may be more that the app wants than what the record says
    std::size_t calls = 0;                 ///< that changed something
    ending how = ending::found_all_right;

    /// Whether the platform has now what the record says.
    bool agrees() const noexcept {
        return how == ending::found_all_right || how == ending::repaired;
    }
};

/// Before it is repaired: as whom, and what differs.
std::string findings_text(const repair_outcome& found);
/// "1 of 2: create the webhook \"Acme\"".
std::string step_text(const install::progress& step);
/// How it has ended.
std::string ending_text(const repair_outcome& done);

/// All of it as one JSON object, in one line.
std::string repair_json(const repair_outcome& done);

}  // namespace frameio::cli
