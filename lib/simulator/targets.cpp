#include "simulator/targets.hpp"

#include <fmt/format.h>

#include <charconv>

namespace frameio::sim {
namespace {

/// The octet that the two letters stand for, or -1.
int octet_of(std::string_view letters) {
    int value = 0;
    const auto read = std::from_chars(letters.data(), letters.data() + letters.size(), value, 16);
    return letters.size() == 2 && read.ptr == letters.data() + 2 && letters[0] != '-' ? value : -1;
}

bool is_plain(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') ||
           std::string_view("-._~").find(letter) != std::string_view::npos;
}

}  // namespace

std::string decode_percent(std::string_view text, bool plus_is_space) {
    std::string made;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int octet = text[i] == '%' ? octet_of(text.substr(i + 1, 2)) : -1;
        if (octet >= 0) {
            made += static_cast<char>(octet);
            i += 2;
        } else {
            made += plus_is_space && text[i] == '+' ? ' ' : text[i];
        }
    }
    return made;
}

std::vector<std::string> segments_of(std::string_view path) {
    std::vector<std::string> made;
    while (!path.empty()) {
        path.remove_prefix(path.starts_with('/') ? 1 : 0);
        const auto end = path.find('/');
        made.push_back(decode_percent(path.substr(0, end)));
        path.remove_prefix(end == std::string_view::npos ? path.size() : end);
    }
    return made;
}

query_values values_of(std::string_view query) {
    query_values made;
    while (!query.empty()) {
        const std::string_view one = query.substr(0, query.find('&'));
        query.remove_prefix(one.size() == query.size() ? one.size() : one.size() + 1);
        const auto equals = one.find('=');
        if (!one.empty()) {
            made.insert_or_assign(
                decode_percent(one.substr(0, equals), true),
                equals == std::string_view::npos ? std::string() : decode_percent(one.substr(equals + 1), true));
        }
    }
    return made;
}

std::string encode_percent(std::string_view text) {
    std::string made;
    for (const char each : text) {
        if (is_plain(each)) {
            made += each;
        } else {
            made += fmt::format("%{:02X}", static_cast<unsigned char>(each));
        }
    }
    return made;
}

}  // namespace frameio::sim
