#pragma once

/// @file
/// The client of the Frame.io API (V4).

#include <frameio/api/call.hpp>
#include <frameio/api/credentials.hpp>
#include <frameio/api/error.hpp>
#include <frameio/api/tags.hpp>
#include <frameio/api/transfer.hpp>
#include <frameio/clock.hpp>
#include <frameio/log.hpp>

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace frameio::api {

struct file;  // frameio/api/models/assets.hpp

/// What one attempt of a call came to.
struct attempt_report {
    std::string_view operation;  ///< "files.show"
    unsigned attempt = 1;
    unsigned status = 0;  ///< 0: no answer
    std::chrono::nanoseconds latency{};
    std::chrono::nanoseconds waited{};  ///< at the rate limit, before this attempt
};

/// Sees what a client does, for metrics. Called from every thread that makes calls; must not throw, or block for long.
class call_observer {
public:
    virtual ~call_observer() = default;
    virtual void attempted(const attempt_report& report) noexcept = 0;
};

/// How a client is made. Texts that are empty come from the environment, which is read once.
struct client_options {
    /// Default: FRAMEIO_API_URL, else "https://api.frame.io".
    std::string url;
    /// Default: `credentials::from_environment()`.
    std::optional<credentials> who;

    std::chrono::milliseconds connect_timeout{5'000};
    /// For each attempt; of a part of an upload, and of a download, for the longest time in which no octet moves. Zero:
    /// no limit.
    std::chrono::milliseconds timeout{30'000};
    retry_policy retry;

    /// Octets of an answer.
    std::size_t response_limit = 16 * 1024 * 1024;
    /// Calls under way at the same time; others wait for their turn.
    std::size_t connections = 128;
    /// A PEM file of CAs to trust instead of the system's.
    std::string ca_file;
    /// Put before the library's own "frameio-cpp/VERSION".
    std::string user_agent;
    /// Whether HTTPS_PROXY, HTTP_PROXY and NO_PROXY count.
    bool use_proxies = true;

    /// Whether calls keep to the platform's rate limits. Without it, only 429 slows them down.
    bool keep_to_rates = true;
    /// So many failures (no answer, or 5xx) within `failure_window` open the circuit for `open_for`; then one call
    /// probes. 0: never.
    unsigned failures_to_open = 10;
    std::chrono::milliseconds failure_window{10'000};
    std::chrono::milliseconds open_for{10'000};

    clock* time = nullptr;  ///< outlives the client; null: the machine's
    logger log;             ///< one line for each attempt that failed, and at debug level for each; no token, no body
    std::shared_ptr<call_observer> observer;
    /// Numbers from 0 up to 1, for the spread of waits. Default: the machine's.
    std::function<double()> random;
};

/// A request of your own making, for what the operations do not have.
class request {
public:
    /// `target` is a path with or without a query ("/v4/me"), or a link of an answer.
    request(std::string method, std::string target) : method_(std::move(method)), target_(std::move(target)) {}

    /// A JSON text.
    request& body(std::string json) {
        body_ = std::move(json);
        return *this;
    }
    /// Takes the place of the library's own header of that name.
    request& header(std::string name, std::string value) {
        headers_.emplace_back(std::move(name), std::move(value));
        return *this;
    }
    /// Sends `api-version: experimental`, which opens endpoints that are not stable yet.
    request& experimental() {
        return header("api-version", "experimental");
    }

    const std::string& method() const noexcept {
        return method_;
    }
    const std::string& target() const noexcept {
        return target_;
    }
    const std::string& body() const noexcept {
        return body_;
    }
    const std::vector<std::pair<std::string, std::string>>& headers() const noexcept {
        return headers_;
    }

private:
    std::string method_;
    std::string target_;
    std::string body_;
    std::vector<std::pair<std::string, std::string>> headers_;
};

/// What the platform answered to a `request`: always a 2xx, the others are thrown.
class answer {
public:
    answer() {}  // not defaulted: it must not be an aggregate

    unsigned status = 0;
    std::string body;
    std::optional<rate_limit> limit;
};

/// The way to Frame.io's API: one for each app, and cheap to copy. Copies share connections, tokens and rate limits.
///
/// Operations are reached by tag: `co_await api.files().show(account_id, file_id)`. An operation copies what it is
/// given before it returns, runs on the executor of the coroutine that awaits it, and throws
/// - `api_error` for everything that the platform or the way to it said no to,
/// - `frameio::error` (`errc::invalid_argument`) for an argument that could not be sent, such as an empty id,
/// - `boost::system::system_error` (`operation_aborted`) if it was cancelled, which any phase of a call can be.
///
/// A call keeps to the platform's rate limits, by the limits that the specification gives for each operation and
/// credentials, and by what answers say about them; it waits for its turn in order, interactive calls first. It is made
/// again, as `retry_policy` says, if that cannot do anything twice: after 429, or if nothing was sent; after 5xx or a
/// lost connection only for what may be repeated (`repetition`). Failures of the last kind are `in_doubt()`.
///
/// Thread safety: all members may be called from any thread. Calls may outlive the client.
class client : public tags {
public:
    /// @throws configuration_error with all that is wrong with the options or the environment
    explicit client(client_options options = {});

    /// The same client, its calls made with these options.
    client with(call_options options) const;

    /// The same client, for somebody else: with their tokens, and their own rate limits.
    client with(credentials who) const;

    /// Sends a request of your own. It is repeated as its method allows, and has no rate limit but 429.
    boost::asio::awaitable<answer> send(request what) const;

    /// Uploads to a folder: creates the file, sends its parts, each again if it fails, and waits until it is complete.
    ///
    /// Source: developer guide "Uploading"; the parts' addresses are signed for the headers that are sent with them.
    /// @param name of the new file, by which Frame.io finds its media type
    /// @return the file; `upload_urls` is not set
    /// @throws api_error (`errc::upload_failed` if Frame.io could not use it), and as above. What was sent stays, and
    ///         `upload_options::remember` takes it up again.
    boost::asio::awaitable<file> upload(std::string_view account_id, std::string_view folder_id, std::string_view name,
                                        std::shared_ptr<upload_source> source,
                                        upload_options options = upload_options()) const;

    /// The same for a file of this machine, under its own name.
    /// @throws boost::system::system_error if it cannot be opened
    boost::asio::awaitable<file> upload(std::string_view account_id, std::string_view folder_id,
                                        const std::string& path, upload_options options = upload_options()) const;

    /// Downloads from a media link (`media_links->original->download_url`, say) to a file. The octets go to `path` +
    /// ".part" until they are all there; what an earlier call left there is taken up, if the server says that it is
    /// still the same.
    ///
    /// No token is sent. Redirects are followed, five at the most, and never from https to http.
    /// @return the size, in octets
    /// @throws api_error; a link that has expired is `errc::forbidden`: ask for the file again.
    ///         boost::system::system_error if the file cannot be written
    boost::asio::awaitable<std::uint64_t> download(std::string_view url, std::string_view path,
                                                   download_options options = download_options()) const;

    /// Where calls go, such as "https://api.frame.io".
    const std::string& url() const noexcept;

private:
    friend client recorded_by(const client& from, std::shared_ptr<call_journal> journal);
    friend std::shared_ptr<client_state> state_of(const client& from);

    explicit client(caller by) : tags(std::move(by)) {}
};

}  // namespace frameio::api
