#include "support/percent.hpp"

#include <algorithm>

namespace frameio {
namespace {

bool is_unreserved(char each) noexcept {
    return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') || (each >= '0' && each <= '9') ||
           each == '-' || each == '.' || each == '_' || each == '~';
}

/// -1 if it is none.
int hex_digit(char each) noexcept {
    const bool is_digit = each >= '0' && each <= '9';
    const char lower = static_cast<char>(each | 0x20);
    return is_digit ? each - '0' : lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// The octet of an escape that `text` begins with; -1 if it does not.
int escaped_octet(std::string_view text) noexcept {
    if (text.size() < 3 || text[0] != '%') {
        return -1;
    }
    const int high = hex_digit(text[1]);
    const int low = hex_digit(text[2]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

}  // namespace

std::string percent_encode(std::string_view text, std::string_view also) {
    static constexpr char digits[] = "0123456789ABCDEF";
    if (std::ranges::all_of(text, is_unreserved)) {  // an id: what nearly all calls are about
        return std::string(text);
    }
    std::string encoded;
    encoded.reserve(text.size());
    for (const char each : text) {
        if (is_unreserved(each) || also.find(each) != std::string_view::npos) {
            encoded += each;
        } else {
            const auto octet = static_cast<unsigned char>(each);
            encoded += '%';
            encoded += digits[octet >> 4];
            encoded += digits[octet & 15];
        }
    }
    return encoded;
}

std::string percent_decode(std::string_view text, plus means) {
    std::string made;
    made.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        const int octet = escaped_octet(text.substr(at));
        if (octet >= 0) {
            made += static_cast<char>(octet);
            at += 2;
        } else {
            made += means == plus::is_space && text[at] == '+' ? ' ' : text[at];
        }
    }
    return made;
}

}  // namespace frameio
