#pragma once

/// @file
/// What a scripted server receives, and what it does then.

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace frameio_test {

/// What a scripted server has received.
struct received_request {
    std::string method;
    std::string target;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    std::size_t connection = 0;  ///< which of the server's, from 1 on
    std::string server_name;     ///< that the client told in TLS
    std::string protocol;        ///< that was agreed on in TLS

    /// The value of the header with that name in lower case; "" if there is none.
    std::string header(std::string_view name) const {
        for (const auto& [key, value] : headers) {
            std::string lower = key;
            std::transform(lower.begin(), lower.end(), lower.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
            if (lower == name) {
                return value;
            }
        }
        return {};
    }
};

/// What a server does, step by step. Then, unless it has closed the connection, it waits for the next request.
class reply {
public:
    enum class action { send, stall, half_close, close, reset, read_body, tunnel };
    struct step {
        action what;
        std::string octets = {};
        std::size_t piece = 0;
        unsigned short port = 0;
    };

    /// Sends octets, as they are.
    reply& send(std::string octets) {
        return add({.what = action::send, .octets = std::move(octets)});
    }
    /// Sends octets with so many system calls.
    reply& send_in_pieces(std::string octets, std::size_t piece) {
        return add({.what = action::send, .octets = std::move(octets), .piece = piece});
    }
    /// Does nothing until `resume`, or until the client closes.
    reply& stall() {
        return add({.what = action::stall});
    }
    /// Says that nothing more will be sent; goes on reading.
    reply& half_close() {
        return add({.what = action::half_close});
    }
    reply& close() {
        return add({.what = action::close});
    }
    /// Closes so that the client gets a RST.
    reply& reset() {
        return add({.what = action::reset});
    }
    /// Does all this when it has read the head of the request; reads the body where `read_body` says so, or never.
    reply& before_body() {
        before_body_ = true;
        return *this;
    }
    reply& read_body() {
        return add({.what = action::read_body});
    }
    /// Passes octets between the client and that port of this machine until one of both closes.
    reply& tunnel_to(unsigned short port) {
        return add({.what = action::tunnel, .port = port});
    }

    const std::vector<step>& steps() const noexcept {
        return steps_;
    }
    bool is_before_body() const noexcept {
        return before_body_;
    }

private:
    reply& add(step one) {
        steps_.push_back(std::move(one));
        return *this;
    }

    std::vector<step> steps_;
    bool before_body_ = false;
};

/// A response, as text or as a reply that sends it.
class response {
public:
    explicit response(unsigned status) : status_(status) {}

    response& header(const std::string& name, const std::string& value) {
        headers_ += name + ": " + value + "\r\n";
        return *this;
    }
    response& body(std::string octets) {
        body_ = std::move(octets);
        return *this;
    }
    response& json(std::string text) {
        return header("Content-Type", "application/json").body(std::move(text));
    }
    /// In chunks of so many octets.
    response& chunked(std::size_t chunk) {
        chunk_ = chunk;
        return *this;
    }

    std::string text() const {
        std::string all = "HTTP/1.1 " + std::to_string(status_) + " Reason\r\n" + headers_;
        if (chunk_ == 0) {
            return all + "Content-Length: " + std::to_string(body_.size()) + "\r\n\r\n" + body_;
        }
        all += "Transfer-Encoding: chunked\r\n\r\n";
        for (std::size_t at = 0; at < body_.size(); at += chunk_) {
            const std::string part = body_.substr(at, chunk_);
            char size[32];
            std::snprintf(size, sizeof size, "%zx\r\n", part.size());
            all += size + part + "\r\n";
        }
        return all + "0\r\n\r\n";
    }
    operator reply() const {
        return reply().send(text());
    }

private:
    unsigned status_;
    std::string headers_;
    std::string body_;
    std::size_t chunk_ = 0;
};

}  // namespace frameio_test
