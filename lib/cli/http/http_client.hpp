#pragma once

#include "cli/http/target.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace frameio::cli {

using header_list = std::vector<std::pair<std::string, std::string>>;

/// One request, which posts unless it says otherwise.
struct post {
    std::string body;
    header_list headers;  ///< take the place of our own of these names
    std::string method = "POST";
    std::string path{};  ///< the request target, if it is not that of the URL
};

/// What came back, or why nothing did.
struct outcome {
    unsigned status = 0;  ///< 0: no answer, see `error`
    std::string reason;   ///< of the status line
    std::string retry_after;
    header_list headers;
    std::string body;
    std::string error;
    std::chrono::nanoseconds latency{};                        ///< from the first octet sent to the last one received
    std::optional<std::chrono::sys_seconds> certificate_ends;  ///< of the peer, over TLS
    std::optional<std::chrono::nanoseconds> connecting;        ///< of the first request on a connection

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

class connection;

/// Sends a request, over a connection that is opened if it is not, and once more if it was an old one that was closed
/// before an answer. What goes wrong with it is `result.error`.
boost::asio::awaitable<void> send_over(connection& line, const post& request, outcome& result);

/// Posts `count` requests over `concurrency` keep-alive connections and returns the outcomes in order.
/// @param make makes the request of an index; called just before it is sent
/// @throws usage_error for a host or a CA file that cannot be used
std::vector<outcome> post_all(const client_options& options, std::size_t count, std::size_t concurrency,
                              const std::function<post(std::size_t)>& make);

}  // namespace frameio::cli
