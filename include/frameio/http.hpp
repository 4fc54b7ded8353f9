#pragma once

/// @file
/// An HTTP request and its answer as plain values, for people who bring their own server.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace frameio {

/// One complete request. Owns its texts.
class http_request {
public:
    http_request(std::string method, std::string target) : method_(std::move(method)), target_(std::move(target)) {}

    /// Adds one header; names are compared without regard to case, and the order of repeated ones is kept.
    http_request& header(std::string name, std::string value) & {
        headers_.emplace_back(std::move(name), std::move(value));
        return *this;
    }
    /// The octets as they were received.
    http_request& body(std::string octets) & {
        body_ = std::move(octets);
        return *this;
    }
    /// The address of the peer, for logs and for handlers.
    http_request& peer(std::string address) & {
        peer_ = std::move(address);
        return *this;
    }

    const std::string& method() const noexcept {
        return method_;
    }
    /// The request target, such as "/hooks?x=1".
    const std::string& target() const noexcept {
        return target_;
    }
    const std::vector<std::pair<std::string, std::string>>& headers() const noexcept {
        return headers_;
    }
    const std::string& body() const noexcept {
        return body_;
    }
    const std::string& peer() const noexcept {
        return peer_;
    }

private:
    std::string method_;
    std::string target_;
    std::vector<std::pair<std::string, std::string>> headers_;
    std::string body_;
    std::string peer_;
};

/// The answer to a request: write the status, the headers, a Content-Length of your own, and the body.
class http_response {
public:
    explicit http_response(unsigned status = 200) : status_(status) {}

    http_response& header(std::string name, std::string value) & {
        headers_.emplace_back(std::move(name), std::move(value));
        return *this;
    }
    http_response& body(std::string text) & {
        body_ = std::move(text);
        return *this;
    }

    unsigned status() const noexcept {
        return status_;
    }
    const std::vector<std::pair<std::string, std::string>>& headers() const noexcept {
        return headers_;
    }
    const std::string& body() const noexcept {
        return body_;
    }

private:
    unsigned status_;
    std::vector<std::pair<std::string, std::string>> headers_;
    std::string body_;
};

}  // namespace frameio
