#pragma once

#include "sample_event.hpp"
#include "signing.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <random>
#include <string>
#include <string_view>

/// Makes signed requests, as Frame.io sends them and a proxy passes them on. Each has a resource id of its own and its
/// own signature: a server may answer what it has seen before without doing the work.
class request_source {
public:
    request_source(std::string_view secret, const std::string& host, std::size_t body_size, bool close) : key_(secret) {
        std::string body = make_sample_event(body_size);
        bytes_ = "POST / HTTP/1.1\r\nHost: " + host +
                 "\r\nuser-agent: Frame.io V4 API\r\ncontent-type: application/json\r\ncontent-length: " +
                 std::to_string(body.size()) + "\r\naccept: */*\r\nX-Frameio-Request-Timestamp: ";
        timestamp_ = place(std::string(10, '0'));
        bytes_ += "\r\nX-Frameio-Signature: v0=";
        signature_ = place(std::string(64, '0'));
        bytes_ += "\r\nX-Forwarded-For: 203.0.113.7\r\nX-Forwarded-Proto: https\r\nX-Request-Id: ";
        request_id_ = place(std::string(32, '0'));
        bytes_ += close ? "\r\nConnection: close\r\n\r\n" : "\r\n\r\n";
        body_ = place(body);
        resource_id_ = body_ + body.find(sample_resource_id);
        std::random_device seed;
        write_hex(resource_id_, 8, seed());
        serial_ = (std::uint64_t{seed()} << 32) & ~(std::uint64_t{0xffff} << 48);
    }

    void append_to(std::string& out) {
        set_time(std::time(nullptr));
        ++serial_;
        write_hex(resource_id_ + 19, 4, serial_ >> 48);
        write_hex(resource_id_ + 24, 12, serial_);
        write_hex(request_id_, 16, serial_);
        std::string_view all = bytes_;
        signing_key::hex_digest signature = key_.sign(all.substr(timestamp_, 10), all.substr(body_));
        bytes_.replace(signature_, signature.size(), signature.data(), signature.size());
        out += bytes_;
    }

private:
    std::size_t place(const std::string& text) {
        bytes_ += text;
        return bytes_.size() - text.size();
    }

    void set_time(std::time_t now) {
        if (now != now_) {
            now_ = now;
            bytes_.replace(timestamp_, 10, std::to_string(now));
        }
    }

    void write_hex(std::size_t at, std::size_t digits, std::uint64_t value) {
        for (std::size_t i = digits; i-- > 0; value >>= 4) {
            bytes_[at + i] = "0123456789abcdef"[value & 15];
        }
    }

    signing_key key_;
    std::string bytes_;
    std::size_t timestamp_ = 0;
    std::size_t signature_ = 0;
    std::size_t request_id_ = 0;
    std::size_t body_ = 0;
    std::size_t resource_id_ = 0;
    std::uint64_t serial_ = 0;
    std::time_t now_ = 0;
};
