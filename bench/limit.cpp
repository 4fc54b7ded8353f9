// The least that a server of signed webhooks can do: an epoll loop that knows where in a request things are, one recv,
// one HMAC, one send. No HTTP is parsed and no JSON. What others take is measured against this.

#include "epoll_loop.hpp"
#include "serve.hpp"
#include "signing.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <string>
#include <string_view>

namespace {

constexpr std::string_view accepted = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
constexpr std::string_view refused = "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n";

/// Where the parts of a request are. Requests of one load have the same layout.
struct layout {
    std::size_t size = std::numeric_limits<std::size_t>::max();
    std::size_t timestamp = 0;
    std::size_t signature = 0;
    std::size_t body = 0;
    bool close = false;
};

char lower(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
}

/// The position of a header's value, or npos.
std::size_t find_value(std::string_view head, std::string_view name) {
    auto same = [](char left, char right) { return lower(left) == lower(right); };
    auto found = std::search(head.begin(), head.end(), name.begin(), name.end(), same);
    return found == head.end() ? std::string_view::npos : static_cast<std::size_t>(found - head.begin()) + name.size();
}

class known_layout {
public:
    explicit known_layout(const signing_key& key) : key_(key) {}

    consumed consume(std::string_view bytes, std::string& answers) {
        consumed done{0, false};
        while (done.bytes < bytes.size() && !done.close) {
            std::string_view request = bytes.substr(done.bytes);
            bool holds = request.size() >= layout_.size && genuine(request);
            // Only the first request of a new layout, a partial one, or a forgery comes here.
            if (!holds && (!learn(request) || request.size() < layout_.size)) {
                break;
            }
            holds = holds || genuine(request);
            answers += holds ? accepted : refused;
            done.bytes += layout_.size;
            done.close = layout_.close || !holds;
        }
        return done;
    }

private:
    bool genuine(std::string_view request) const {
        return key_.genuine(request.substr(layout_.timestamp, 10),
                            request.substr(layout_.body, layout_.size - layout_.body),
                            request.substr(layout_.signature, 64));
    }

    /// Returns whether the head is complete, and then has the layout.
    bool learn(std::string_view request) {
        std::size_t end = request.find("\r\n\r\n");
        if (end == std::string_view::npos) {
            return false;
        }
        std::string_view head = request.substr(0, end);
        std::size_t length = find_value(head, "\r\ncontent-length: ");
        std::size_t timestamp = find_value(head, "\r\nx-frameio-request-timestamp: ");
        std::size_t signature = find_value(head, "\r\nx-frameio-signature: v0=");
        if (std::max({length, timestamp, signature}) == std::string_view::npos) {
            return false;
        }
        std::size_t body_size = 0;
        std::from_chars(head.data() + length, head.data() + head.size(), body_size);
        bool close = find_value(head, "\r\nconnection: close") != std::string_view::npos;
        layout_ = {end + 4 + body_size, timestamp, signature, end + 4, close};
        return true;
    }

    signing_key key_;
    layout layout_;
};

}  // namespace

int main(int argc, char** argv) {
    return serve_main<known_layout>(argc, argv);
}
