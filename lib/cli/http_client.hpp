#pragma once

#include "cli/target.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace frameio::cli {

/// One request to post.
struct post {
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
};

/// What came back, or why nothing did.
struct outcome {
    unsigned status = 0;  ///< 0: no answer, see `error`
    std::string reason;   ///< of the status line
    std::string retry_after;
    std::string body;
    std::string error;
    std::chrono::nanoseconds latency{};                  ///< from the first octet sent to the last one received
    std::optional<std::chrono::nanoseconds> connecting;  ///< of the first request on a connection

    bool accepted() const noexcept {
        return status >= 200 && status < 300;
    }
};

struct client_options {
    target to;
    std::chrono::milliseconds timeout{10'000};  ///< for connecting, and for one exchange
    bool insecure = false;                      ///< takes any certificate
    std::string ca_file;                        ///< trusted beside the system's
};

/// Posts `count` requests over `concurrency` keep-alive connections and returns the outcomes in order.
/// @param make makes the request of an index; called just before it is sent
/// @throws usage_error for a host or a CA file that cannot be used
std::vector<outcome> post_all(const client_options& options, std::size_t count, std::size_t concurrency,
                              const std::function<post(std::size_t)>& make);

}  // namespace frameio::cli
