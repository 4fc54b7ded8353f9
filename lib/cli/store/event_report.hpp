#pragma once

#include "store/records.hpp"

#include <frameio/clock.hpp>

#include <string>
#include <vector>

namespace frameio::cli {

/// What `deliveries list` shows.
struct event_list {
    std::vector<store::event_summary> events;
    bool more = false;  ///< whether there are older ones like these
    store::event_counts counts;
};

/// What `deliveries show` leaves out.
enum class contents : bool { left_out, shown };

/// For people: a line for each event, and what the store has in all.
std::string list_text(const event_list& list, clock::wall_time now);

/// One event with its runs and calls.
std::string event_text(const store::event_details& event, contents of_body, clock::wall_time now);

/// The same as one JSON object, in one line.
std::string list_json(const event_list& list);
std::string event_json(const store::event_details& event, contents of_body);

}  // namespace frameio::cli
