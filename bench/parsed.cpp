// The limit, and on top of it what a hand-written server cannot leave out: the request's head is scanned and its body
// is parsed. The difference between the two is the price of reading.

#include "epoll_loop.hpp"
#include "serve.hpp"
#include "signing.hpp"

#include <simdjson.h>

#include <charconv>
#include <cstdint>
#include <ctime>
#include <string>
#include <string_view>

namespace {

static_assert(epoll_loop<int, int>::padding >= simdjson::SIMDJSON_PADDING);

constexpr std::string_view accepted = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
constexpr std::string_view malformed = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n";
constexpr std::string_view refused = "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n";

/// Compares a header's name with one in lower case.
bool is_named(std::string_view name, std::string_view wanted) {
    if (name.size() != wanted.size()) {
        return false;
    }
    for (std::size_t i = 0; i < name.size(); ++i) {
        char letter = name[i];
        if ((letter >= 'A' && letter <= 'Z' ? letter + 32 : letter) != wanted[i]) {
            return false;
        }
    }
    return true;
}

struct request_head {
    std::string_view method;
    std::string_view timestamp;
    std::string_view signature;
    std::size_t body_size = 0;
    bool close = false;

    void field(std::string_view name, std::string_view value) {
        if (is_named(name, "content-length")) {
            std::from_chars(value.data(), value.data() + value.size(), body_size);
        } else if (is_named(name, "x-frameio-signature")) {
            signature = value;
        } else if (is_named(name, "x-frameio-request-timestamp")) {
            timestamp = value;
        } else if (is_named(name, "connection")) {
            close = is_named(value, "close");
        }
    }
};

/// Reads the lines of a head without its blank line. Returns whether it is well-formed.
bool scan(std::string_view text, request_head& head) {
    std::size_t end = text.find("\r\n");
    head.method = text.substr(0, text.find(' '));
    while (end != std::string_view::npos) {
        text.remove_prefix(end + 2);
        end = text.find("\r\n");
        std::string_view line = text.substr(0, end);
        std::size_t colon = line.find(':');
        if (colon == std::string_view::npos || colon == 0) {
            return false;
        }
        std::size_t value = line.find_first_not_of(" \t", colon + 1);
        head.field(line.substr(0, colon), value == std::string_view::npos ? std::string_view() : line.substr(value));
    }
    return head.method == "POST";
}

class hand_written {
public:
    explicit hand_written(const signing_key& key) : key_(key) {}

    consumed consume(std::string_view bytes, std::string& answers) {
        consumed done{0, false};
        while (!done.close) {
            std::string_view rest = bytes.substr(done.bytes);
            std::size_t end = rest.find("\r\n\r\n");
            if (end == std::string_view::npos) {
                break;
            }
            request_head head;
            bool well_formed = scan(rest.substr(0, end), head);
            std::size_t size = end + 4 + head.body_size;
            if (well_formed && rest.size() < size) {
                break;
            }
            std::string_view answer = well_formed ? judge(head, rest.substr(end + 4, head.body_size)) : malformed;
            answers += answer;
            done.bytes += well_formed ? size : rest.size();
            done.close = head.close || answer != accepted;
        }
        return done;
    }

private:
    std::string_view judge(const request_head& head, std::string_view body) {
        std::int64_t signed_at = 0;
        std::from_chars(head.timestamp.data(), head.timestamp.data() + head.timestamp.size(), signed_at);
        std::int64_t age = std::time(nullptr) - signed_at;
        if (age > 300 || age < -300 || !head.signature.starts_with("v0=") ||
            !key_.genuine(head.timestamp, body, head.signature.substr(3))) {
            return refused;
        }
        return count_event(body) ? accepted : malformed;
    }

    bool count_event(std::string_view body) {
        simdjson::dom::element event;
        std::string_view type;
        std::string_view resource;
        if (parser_.parse(body.data(), body.size(), false).get(event) != simdjson::SUCCESS ||
            event["type"].get(type) != simdjson::SUCCESS ||
            event["resource"]["id"].get(resource) != simdjson::SUCCESS) {
            return false;
        }
        ready_ += type == "file.ready" && !resource.empty() ? 1U : 0U;
        return true;
    }

    signing_key key_;
    simdjson::dom::parser parser_;
    std::uint64_t ready_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
    return serve_main<hand_written>(argc, argv);
}
