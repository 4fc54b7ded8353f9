#include "raw_case.hpp"

#include <frameio/signature.hpp>

#include <chrono>
#include <cstdio>
#include <utility>

namespace raw {

raw_case accepted(std::string name, std::string bytes, std::vector<answer> statuses) {
    return {std::move(name), std::move(bytes), std::move(statuses), after::keep, true};
}

raw_case answered(std::string name, std::string bytes, std::vector<answer> statuses) {
    return {std::move(name), std::move(bytes), std::move(statuses), after::keep, false};
}

raw_case unwanted(std::string name, std::string bytes, std::vector<answer> statuses) {
    return {std::move(name), std::move(bytes), std::move(statuses), after::either, true};
}

raw_case last(std::string name, std::string bytes, std::vector<answer> statuses) {
    return {std::move(name), std::move(bytes), std::move(statuses), after::close, true};
}

raw_case refused(std::string name, std::string bytes, std::vector<answer> statuses) {
    return {std::move(name), std::move(bytes), std::move(statuses), after::close, false};
}

raw_case ended(std::string name, std::string bytes, std::vector<answer> statuses) {
    return {std::move(name), std::move(bytes), std::move(statuses), after::end, false};
}

std::string signature(std::string_view body, long long timestamp, std::string_view key) {
    return frameio::sign(key, std::chrono::sys_seconds(std::chrono::seconds(timestamp)), body);
}

std::string signed_fields(std::string_view body, long long timestamp) {
    return "X-Frameio-Request-Timestamp: " + std::to_string(timestamp) +
           "\r\nX-Frameio-Signature: " + signature(body, timestamp) + "\r\n";
}

std::string content_length(std::size_t size) {
    return "Content-Length: " + std::to_string(size) + "\r\n";
}

std::string get(std::string_view target, std::string_view fields) {
    return request("GET " + std::string(target) + " HTTP/1.1", std::string(host).append(fields));
}

std::string request(std::string_view line, std::string_view fields, std::string_view rest) {
    return std::string(line).append("\r\n").append(fields).append("\r\n").append(rest);
}

std::string delivery(std::string_view fields, std::string_view body) {
    return delivery_by("POST / HTTP/1.1", fields, body);
}

std::string delivery_by(std::string_view line, std::string_view fields, std::string_view body) {
    return request(line, std::string(host) + signed_fields(body) + content_length(body.size()) + std::string(fields),
                   body);
}

std::string framed(std::string_view fields, std::string_view wire, std::string_view body) {
    return request("POST / HTTP/1.1", std::string(host) + signed_fields(body) + std::string(fields), wire);
}

std::string chunked(std::string_view wire, std::string_view body) {
    return framed("Transfer-Encoding: chunked\r\n", wire, body);
}

std::string chunk(std::string_view octets, std::string_view extension) {
    char size[2 * sizeof(std::size_t) + 1];
    std::snprintf(size, sizeof size, "%zx", octets.size());
    return std::string(size).append(extension).append("\r\n").append(octets).append("\r\n");
}

std::string in_chunks_of(std::size_t size, std::string_view body) {
    std::string wire;
    for (std::size_t at = 0; at < body.size(); at += size) {
        wire += chunk(body.substr(at, size));
    }
    return wire.append(last_chunk);
}

std::string event_chunks() {
    return chunk(event).append(last_chunk);
}

table all_cases() {
    const std::pair<const char*, table (*)()> themes[] = {
        {"request line", request_line_cases},
        {"target", target_cases},
        {"method", method_cases},
        {"line end", line_end_cases},
        {"header", header_syntax_cases},
        {"host", host_cases},
        {"length", content_length_cases},
        {"coding", transfer_encoding_cases},
        {"smuggling", smuggling_cases},
        {"chunked", chunked_cases},
        {"chunk fault", chunk_fault_cases},
        {"trailer", trailer_cases},
        {"limit", limit_cases},
        {"HTTP/1.0", http_1_0_cases},
        {"connection", connection_cases},
        {"pipelining", pipelining_cases},
        {"incomplete", incomplete_cases},
        {"expect", expect_cases},
        {"signature", signature_cases},
        {"signature fault", signature_fault_cases},
        {"event", json_cases},
        {"event fault", json_fault_cases},
    };
    table all;
    for (const auto& [theme, make] : themes) {
        for (raw_case& one : make()) {
            one.name = std::string(theme) + ": " + one.name;
            all.push_back(std::move(one));
        }
    }
    return all;
}

}  // namespace raw
