#pragma once

#include "install/record.hpp"

#include <frameio/clock.hpp>

#include <string>
#include <vector>

namespace frameio::cli {

/// A record that is there and cannot be opened.
struct unreadable_record {
    std::string installation;  ///< the key of its document
    std::string reason;
};

/// What `installations list` shows.
struct installation_list {
    std::vector<install::record> installed;
    std::vector<unreadable_record> unreadable;
};

// No signing secret is in any of these, and of the settings no value: which of them are sensitive, the app alone knows.

/// A line for each.
std::string list_text(const installation_list& list);
/// One installation, with all that is no secret.
std::string installation_text(const install::record& what, clock::wall_time now);

/// The same as one JSON object, in one line.
std::string list_json(const installation_list& list);
std::string installation_json(const install::record& what);

}  // namespace frameio::cli
