#include "http/chunk_reader.hpp"

#include "http/letters.hpp"
#include "http/request_view.hpp"

#include <algorithm>

namespace frameio::http {
namespace {

constexpr std::size_t most_size_line = 256;
constexpr std::size_t most_extensions = 8 * 1024;  // together
constexpr std::size_t most_trailer = 8 * 1024;
constexpr std::size_t most_size_digits = 15;
constexpr std::size_t free_overhead = 64 * 1024;
constexpr std::size_t most_overhead_ratio = 16;
constexpr std::size_t worth_keeping = 16 * 1024;

int hex_value(char c) noexcept {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

bool all_value(std::string_view text) noexcept {
    return std::all_of(text.begin(), text.end(), letters::is_value);
}

bool is_field_line(std::string_view line) noexcept {
    const std::size_t colon = line.find(':');
    return colon != std::string_view::npos && colon != 0 && all_value(line.substr(colon + 1)) &&
           std::all_of(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(colon), letters::is_token);
}

// RFC 9110 §6.5.1: what frames a message must not come after it.
bool frames(std::string_view line) noexcept {
    const std::string_view name = line.substr(0, line.find(':'));
    return same_name(name, "Content-Length") || same_name(name, "Transfer-Encoding");
}

void skip_blanks(std::string_view& rest) noexcept {
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size()));
}

bool skip_token(std::string_view& rest) noexcept {
    std::size_t size = 0;
    while (size != rest.size() && letters::is_token(rest[size])) {
        ++size;
    }
    rest.remove_prefix(size);
    return size != 0;
}

// RFC 9110 §5.6.4.
bool skip_quoted(std::string_view& rest) noexcept {
    for (std::size_t at = 1; at < rest.size(); ++at) {
        if (rest[at] == '"') {
            rest.remove_prefix(at + 1);
            return true;
        }
        if (rest[at] == '\\') {
            ++at;
        }
        if (at < rest.size() && !letters::is_value(rest[at])) {
            return false;
        }
    }
    return false;
}

// RFC 9112 §7.1.1. Extensions mean nothing here, but their form must leave no doubt where the line ends.
bool is_extensions(std::string_view rest) noexcept {
    skip_blanks(rest);
    while (!rest.empty()) {
        if (rest.front() != ';') {
            return false;
        }
        rest.remove_prefix(1);
        skip_blanks(rest);
        if (!skip_token(rest)) {
            return false;
        }
        skip_blanks(rest);
        if (rest.starts_with('=')) {
            rest.remove_prefix(1);
            skip_blanks(rest);
            if (!(rest.starts_with('"') ? skip_quoted(rest) : skip_token(rest))) {
                return false;
            }
            skip_blanks(rest);
        }
    }
    return true;
}

}  // namespace

void chunk_reader::reset() {
    if (body_.capacity() > worth_keeping) {
        body_ = std::string();
    }
    body_.clear();
    left_ = 0;
    overhead_ = trailer_octets_ = extension_octets_ = 0;
    part_ = part::size_line;
}

chunk_reader::state chunk_reader::read(std::string_view octets, std::size_t most_body, std::size_t& used) {
    std::string_view rest = octets;
    state result = state::need_octets;
    for (std::size_t before = rest.size() + 1; result == state::need_octets && rest.size() != before;) {
        before = rest.size();
        switch (part_) {
            case part::size_line:
                result = read_size(rest, most_body);
                break;
            case part::content:
                result = read_content(rest);
                break;
            case part::content_end:
                result = read_content_end(rest);
                break;
            case part::trailer:
                result = read_trailer(rest);
                break;
        }
    }
    used = octets.size() - rest.size();
    if (result == state::need_octets && overhead_ > free_overhead && overhead_ / most_overhead_ratio > body_.size()) {
        return state::malformed;
    }
    return result;
}

// One line without its CRLF, taken off `rest`. A CR or LF anywhere else is malformed.
chunk_reader::state chunk_reader::read_line(std::string_view& rest, std::size_t most, std::string_view& line) {
    const std::size_t end = rest.find_first_of("\r\n");
    if (std::min(end, rest.size()) > most) {
        return state::line_too_long;
    }
    if (end == std::string_view::npos || (rest[end] == '\r' && end + 1 == rest.size())) {
        return state::need_octets;
    }
    if (rest[end] != '\r' || rest[end + 1] != '\n') {
        return state::malformed;
    }
    line = rest.substr(0, end);
    rest.remove_prefix(end + 2);
    overhead_ += end + 2;
    return state::complete;
}

chunk_reader::state chunk_reader::read_size(std::string_view& rest, std::size_t most_body) {
    std::string_view line;
    if (const state result = read_line(rest, most_size_line, line); result != state::complete) {
        return result;
    }
    std::size_t digits = 0;
    left_ = 0;
    while (digits < line.size() && hex_value(line[digits]) >= 0) {
        if (left_ > 0 && digits > most_size_digits) {
            return state::body_too_large;
        }
        left_ = left_ << 4U | static_cast<unsigned>(hex_value(line[digits++]));
    }
    const std::string_view extensions = line.substr(digits);
    const bool blanks_alone = !extensions.empty() && extensions.find(';') == std::string_view::npos;
    if (digits == 0 || blanks_alone || !is_extensions(extensions)) {
        return state::malformed;
    }
    extension_octets_ += extensions.size();
    if (extension_octets_ > most_extensions) {
        return state::line_too_long;
    }
    if (left_ > most_body - body_.size()) {
        return state::body_too_large;
    }
    part_ = left_ == 0 ? part::trailer : part::content;
    return state::need_octets;
}

chunk_reader::state chunk_reader::read_content(std::string_view& rest) {
    const std::size_t count = static_cast<std::size_t>(std::min<std::uint64_t>(left_, rest.size()));
    body_.append(rest.substr(0, count));
    rest.remove_prefix(count);
    left_ -= count;
    if (left_ == 0) {
        part_ = part::content_end;
    }
    return state::need_octets;
}

chunk_reader::state chunk_reader::read_content_end(std::string_view& rest) {
    if (rest.size() < 2) {
        return rest.empty() || rest.front() == '\r' ? state::need_octets : state::malformed;
    }
    if (!rest.starts_with("\r\n")) {
        return state::malformed;
    }
    rest.remove_prefix(2);
    overhead_ += 2;
    part_ = part::size_line;
    return state::need_octets;
}

chunk_reader::state chunk_reader::read_trailer(std::string_view& rest) {
    std::string_view line;
    if (const state result = read_line(rest, most_trailer - trailer_octets_, line); result != state::complete) {
        return result;
    }
    trailer_octets_ = std::min(trailer_octets_ + line.size() + 2, most_trailer);
    if (line.empty()) {
        return state::complete;
    }
    return is_field_line(line) && !frames(line) ? state::need_octets : state::malformed;
}

}  // namespace frameio::http
