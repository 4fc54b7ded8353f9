// The input is what a peer sends. The first octet says in what pieces it arrives; that must make no difference. Since a
// head that is there as a whole is read by the scanner, and one that comes in pieces by Beast, this also holds the two
// against each other.
#include "http/octet_buffer.hpp"
#include "http/request_parser.hpp"
#include "require.hpp"

#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

namespace {

using frameio::http::octet_buffer;
using frameio::http::request_parser;
using frameio::http::request_view;

struct outcome {
    std::vector<std::string> requests;
    bool failed = false;
    unsigned status = 0;
};

frameio::server_limits small_limits() {
    frameio::server_limits limits;
    limits.header_bytes = 1024;
    limits.header_fields = 12;
    limits.target_bytes = 128;
    limits.body_bytes = 2048;
    return limits;
}

std::string text_of(const request_view& request) {
    std::string text;
    text.append(request.method).append(" ").append(request.target).append(" ").append(request.path);
    text.append(request.keep_alive ? " keep" : " close").append(request.http11 ? " 1.1\n" : " 1.0\n");
    for (const frameio::http::field& each : request.fields) {
        text.append(each.name).append("=").append(each.value).append("\n");
    }
    return text.append(request.body);
}

void append(octet_buffer& buffer, std::string_view octets) {
    buffer.reserve(buffer.size() + octets.size());
    std::memcpy(buffer.room().data(), octets.data(), octets.size());
    buffer.added(octets.size());
}

// Lets the parser go as far as it can. False when it has failed.
bool go_on(request_parser& parser, outcome& result) {
    for (;;) {
        switch (parser.advance()) {
            case request_parser::state::need_octets:
                return true;
            case request_parser::state::head:
                break;
            case request_parser::state::complete:
                result.requests.push_back(text_of(parser.request()));
                parser.next();
                break;
            case request_parser::state::failed:
                result.failed = true;
                result.status = parser.why().status;
                return false;
        }
    }
}

outcome parse(std::string_view octets, std::size_t piece) {
    static const frameio::server_limits limits = small_limits();
    octet_buffer buffer;
    request_parser parser(limits, buffer);
    outcome result;
    while (!octets.empty()) {
        const std::size_t size = std::min(piece, octets.size());
        append(buffer, octets.substr(0, size));
        octets.remove_prefix(size);
        if (!go_on(parser, result)) {
            break;
        }
    }
    return result;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
    if (size < 2 || size > 8192) {
        return 0;
    }
    const std::string_view text = text_of(octets + 1, size - 1);
    const outcome whole = parse(text, text.size());
    const outcome pieces = parse(text, 1 + octets[0] % 32);
    require(whole.requests == pieces.requests, "the same requests, however they arrive");
    // Whether what follows them is refused now or awaited further may differ: Beast judges some lines only when they
    // end.
    for (const outcome* each : {&whole, &pieces}) {
        require(each->failed == (each->status >= 400 && each->status < 600), "a failure has a status");
    }
    return 0;
}
