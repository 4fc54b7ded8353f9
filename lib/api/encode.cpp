#include "api/encode.hpp"

#include <algorithm>

namespace frameio::api {
namespace {

bool is_unreserved(char each) noexcept {
    return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') || (each >= '0' && each <= '9') ||
           each == '-' || each == '.' || each == '_' || each == '~';
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

}  // namespace frameio::api
