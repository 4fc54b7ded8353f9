#pragma once

#include "cli/http/http_client.hpp"

#include <frameio/clock.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace frameio::cli {

/// A delivery as it came, and what an app answered.
struct recorded_delivery {
    clock::wall_time when;
    std::string method;
    std::string path;  ///< the request target
    header_list headers;
    std::string body;
    std::optional<outcome> answer;  ///< if it was passed on
};

/// A file with one JSON object in each line:
/// `{"when": TIME, "method": "POST", "path": "/", "headers": [[NAME, VALUE], ...], "body": TEXT, "answer": {...}}`;
/// instead of "body", what is not UTF-8 has "body_base64".
struct recording {
    std::vector<recorded_delivery> deliveries;
    std::size_t whole = 0;  ///< octets of the lines that are complete
    bool is_torn = false;   ///< whether the beginning of another one follows, as a crash leaves it
};

/// Without a line feed. Leaves out the headers that are credentials of others than Frame.io.
std::string to_line(const recorded_delivery& delivery);

/// @throws usage_error that names the file and the line that is none of a recording
recording read_recording(const std::string& path);

}  // namespace frameio::cli
