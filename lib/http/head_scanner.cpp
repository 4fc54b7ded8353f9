#include "http/head_scanner.hpp"

#include "http/letters.hpp"
#include "http/octet_scan.hpp"

#include <cstring>

namespace frameio::http {
namespace {

bool read_length(std::string_view text, std::size_t& length) noexcept {
    if (text.empty() || text.size() > 15) {
        return false;
    }
    length = 0;
    for (const char digit : text) {
        if (digit < '0' || digit > '9') {
            return false;
        }
        length = 10 * length + static_cast<std::size_t>(digit - '0');
    }
    return true;
}

}  // namespace

bool head_scanner::scan(std::string_view octets, std::vector<field>& fields, std::size_t most_fields) {
    const char* at = octets.data();
    const char* const end = at + octets.size();
    hosts_ = lengths_ = 0;
    body_size = 0;
    keep_alive = true;
    if (!scan_request_line(at, end)) {
        return false;
    }
    for (;;) {
        if (end - at < 2) {
            return false;
        }
        if (*at == '\r') {
            size = static_cast<std::size_t>(at + 2 - octets.data());
            return at[1] == '\n' && hosts_ == 1;
        }
        field found;
        if (fields.size() == most_fields || !scan_field(at, end, found) || !take_known(found)) {
            return false;
        }
        fields.push_back(found);
    }
}

bool head_scanner::scan_request_line(const char*& at, const char* end) {
    constexpr std::string_view rest = " HTTP/1.1\r\n";
    const char* const begin = at;
    while (at != end && *at >= 'A' && *at <= 'Z') {
        ++at;
    }
    method = {begin, static_cast<std::size_t>(at - begin)};
    if (method.empty() || method == "CONNECT" || end - at < 2 || at[0] != ' ' || at[1] != '/') {
        return false;
    }
    const char* const target_begin = ++at;
    while (at != end && letters::is_target(*at)) {
        ++at;
    }
    target = {target_begin, static_cast<std::size_t>(at - target_begin)};
    if (static_cast<std::size_t>(end - at) < rest.size() || std::memcmp(at, rest.data(), rest.size()) != 0) {
        return false;
    }
    at += rest.size();
    return true;
}

bool head_scanner::scan_field(const char*& at, const char* end, field& found) {
    const char* const begin = at;
    at = end_of_name(at, end);
    if (at == begin || at == end || *at != ':') {
        return false;
    }
    found.name = {begin, static_cast<std::size_t>(at - begin)};
    ++at;
    while (at != end && *at == ' ') {
        ++at;
    }
    const char* const value_begin = at;
    at = end_of_value(at, end);
    // The octet behind the line tells whether it is folded.
    if (end - at < 3 || at[0] != '\r' || at[1] != '\n' || at[2] == ' ' || at[2] == '\t') {
        return false;
    }
    const char* value_end = at;
    while (value_end != value_begin && value_end[-1] == ' ') {
        --value_end;
    }
    found.value = {value_begin, static_cast<std::size_t>(value_end - value_begin)};
    at += 2;
    return true;
}

bool head_scanner::take_known(const field& found) {
    switch (found.name.size()) {
        case 4:
            if (is_named(found.name, "Host")) {
                ++hosts_;
                return letters::all_host(found.value) && port_is_number(found.value);
            }
            return true;
        case 6:
            return !is_named(found.name, "Expect");
        case 7:
            return !is_named(found.name, "Upgrade");
        case 10:
            if (is_named(found.name, "Connection")) {
                const bool close = same_name(found.value, "close");
                keep_alive = keep_alive && !close;
                return close || same_name(found.value, "keep-alive");
            }
            return true;
        case 14:
            if (is_named(found.name, "Content-Length")) {
                return ++lengths_ == 1 && read_length(found.value, body_size);
            }
            return true;
        case 16:
            return !is_named(found.name, "Proxy-Connection");
        case 17:
            return !is_named(found.name, "Transfer-Encoding");
        default:
            return true;
    }
}

}  // namespace frameio::http
