#include "cli/http/headers.hpp"

#include <frameio/signature.hpp>

#include <boost/beast/core/string.hpp>

#include <algorithm>
#include <array>
#include <iterator>

namespace frameio::cli {
namespace {

constexpr std::array<std::string_view, 3> credentials{"Authorization", "Cookie", "Proxy-Authorization"};

// RFC 9110 §7.6.1, and what is made anew for each request.
constexpr std::array<std::string_view, 11> of_connections{
    "Connection",        "Keep-Alive", "Proxy-Connection", "Proxy-Authenticate",  "TE",    "Trailer",
    "Transfer-Encoding", "Upgrade",    "Content-Length",   "Proxy-Authorization", "Expect"};

template <class Names>
bool is_among(std::string_view name, const Names& names) {
    return std::any_of(names.begin(), names.end(), [name](std::string_view each) { return same_header(name, each); });
}

bool is_in_name(char character) noexcept {
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return (character >= '0' && character <= '9') || (character >= 'A' && character <= 'Z') ||
           (character >= 'a' && character <= 'z') || marks.find(character) != std::string_view::npos;
}

bool is_plain(char character) noexcept {
    return character == '\t' || (static_cast<unsigned char>(character) >= 0x20 && character != '\x7F');
}

template <class Unwanted>
header_list without(const header_list& headers, const Unwanted& unwanted) {
    header_list kept;
    std::copy_if(headers.begin(), headers.end(), std::back_inserter(kept),
                 [&](const auto& each) { return !unwanted(each.first); });
    return kept;
}

}  // namespace

bool same_header(std::string_view left, std::string_view right) noexcept {
    return boost::beast::iequals(left, right);
}

bool is_header(std::string_view name, std::string_view value) noexcept {
    return !name.empty() && std::all_of(name.begin(), name.end(), is_in_name) &&
           std::all_of(value.begin(), value.end(), is_plain);
}

bool is_request_target(std::string_view text) noexcept {
    return text.starts_with('/') && std::all_of(text.begin(), text.end(), [](char each) {
               return is_plain(each) && each != ' ' && each != '\t';
           });
}

bool is_credential(std::string_view name) noexcept {
    return is_among(name, credentials);
}

header_list without_connection(const header_list& headers) {
    return without(headers, [](std::string_view name) { return is_among(name, of_connections); });
}

header_list without_signature(const header_list& headers) {
    return without(headers, [](std::string_view name) {
        return same_header(name, timestamp_header) || same_header(name, signature_header);
    });
}

}  // namespace frameio::cli
