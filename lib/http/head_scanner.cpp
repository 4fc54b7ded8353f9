#include "http/head_scanner.hpp"

#include "http/letters.hpp"
#include "http/octet_scan.hpp"

#include <cstdint>
#include <cstring>

namespace frameio::http {
namespace {

// Whether a field has the length of one that matters here.
bool may_be_known(const field& found) noexcept {
    constexpr std::uint32_t lengths = 1U << 4U | 1U << 6U | 1U << 7U | 1U << 10U | 1U << 14U | 1U << 16U | 1U << 17U;
    return found.name.size() < 32 && (lengths >> found.name.size() & 1U) != 0;
}

// A name or an IPv4 address, and a port: what nearly all requests say.
bool is_plain_host(std::string_view host) noexcept {
    constexpr std::size_t most_digits = 5;
    std::size_t at = 0;
    while (at != host.size() && (letters::is_name(host[at]) || host[at] == '.')) {
        ++at;
    }
    if (at == host.size()) {
        return true;
    }
    if (host[at] != ':' || host.size() - at > most_digits + 1) {
        return false;
    }
    while (++at != host.size()) {
        if (host[at] < '0' || host[at] > '9') {
            return false;
        }
    }
    return true;
}

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

// Reads one field. Returns where the next line begins, or null. One function that the compiler puts into the loop: a
// call for each field would cost as much as the field.
const char* read_field(const char* at, const char* end, field& found) noexcept {
    const char* const name_end = end_of_name(at, end);
    if (name_end == at || name_end == end || *name_end != ':') {
        return nullptr;
    }
    found.name = {at, static_cast<std::size_t>(name_end - at)};
    const char* value = name_end + 1;
    while (value != end && *value == ' ') {
        ++value;
    }
    const char* const line_end = end_of_value(value, end);
    // The octet behind the line tells whether it is folded.
    if (end - line_end < 3 || line_end[0] != '\r' || line_end[1] != '\n' || line_end[2] == ' ' || line_end[2] == '\t') {
        return nullptr;
    }
    const char* value_end = line_end;
    while (value_end != value && value_end[-1] == ' ') {
        --value_end;
    }
    found.value = {value, static_cast<std::size_t>(value_end - value)};
    return line_end + 2;
}

}  // namespace

bool head_scanner::scan(std::string_view octets, field_list& fields) {
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
        if (fields.full()) {
            return false;
        }
        field& found = fields.add();
        at = read_field(at, end, found);
        if (at == nullptr || (may_be_known(found) && !take_known(found))) {
            return false;
        }
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

bool head_scanner::take_host(std::string_view host) {
    constexpr std::size_t worth_keeping = 64;
    if (!is_plain_host(host)) {
        return false;
    }
    if (host.size() <= worth_keeping) {
        last_host_ = host;
    }
    return true;
}

bool head_scanner::take_known(const field& found) {
    switch (found.name.size()) {
        case 4:
            if (is_named(found.name, "Host")) {
                ++hosts_;
                return found.value == last_host_ || take_host(found.value);
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
