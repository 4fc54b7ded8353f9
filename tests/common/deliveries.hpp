#pragma once

/// @file
/// Deliveries as Frame.io sends them.

#include <frameio/clock.hpp>
#include <frameio/http.hpp>
#include <frameio/signature.hpp>

#include <chrono>
#include <string>
#include <string_view>

namespace frameio_test {

inline const std::string webhook_secret = "the-webhook-secret-of-the-tests";
inline const std::string action_secret = "the-action-secret-of-the-tests";

inline std::string webhook_body(std::string_view type, std::string_view id = "file-1") {
    return R"({"account":{"id":"account-1"},"project":{"id":"project-1"},"resource":{"id":")" + std::string(id) +
           R"(","type":"file"},"type":")" + std::string(type) +
           R"(","user":{"id":"user-1"},"workspace":{"id":"workspace-1"}})";
}

/// `data` is a JSON object, or empty for the click.
inline std::string action_body(std::string_view type, std::string_view interaction = "interaction-1",
                               std::string_view data = {}, std::string_view resource_type = "file") {
    std::string body =
        R"({"account_id":"account-1","action_id":"action-1","interaction_id":")" + std::string(interaction) +
        R"(","project":{"id":"project-1"},"resource":{"id":"file-1","type":")" + std::string(resource_type) +
        R"("},"type":")" + std::string(type) + R"(","user":{"id":"user-1"},"workspace":{"id":"workspace-1"})";
    if (!data.empty()) {
        body.append(R"(,"data":)").append(data);
    }
    return body + "}";
}

inline std::chrono::sys_seconds second_of(const frameio::clock& time) {
    return std::chrono::floor<std::chrono::seconds>(time.now());
}

inline std::string stamp_text(std::chrono::sys_seconds stamp) {
    return std::to_string(stamp.time_since_epoch().count());
}

/// A genuine request as a value.
inline frameio::http_request genuine(std::string_view secret, std::string_view body, std::chrono::sys_seconds stamp) {
    frameio::http_request request("POST", "/");
    request.header("X-Frameio-Request-Timestamp", stamp_text(stamp))
        .header("X-Frameio-Signature", frameio::sign(secret, stamp, body))
        .body(std::string(body));
    return request;
}

/// The same as octets. `more` are further header lines, each with its line end.
inline std::string genuine_octets(std::string_view secret, std::string_view body, std::chrono::sys_seconds stamp,
                                  std::string_view more = {}, std::string_view version = "1.1") {
    std::string octets = "POST / HTTP/" + std::string(version) + "\r\nHost: test\r\nX-Frameio-Request-Timestamp: ";
    octets.append(stamp_text(stamp)).append("\r\nX-Frameio-Signature: ").append(frameio::sign(secret, stamp, body));
    octets.append("\r\n").append(more).append("Content-Length: ").append(std::to_string(body.size()));
    return octets.append("\r\n\r\n").append(body);
}

}  // namespace frameio_test
