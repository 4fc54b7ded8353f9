// The input is what a server sends. The first octet says in what pieces it arrives, and whether the connection ends
// after it; the pieces must make no difference.
#include "http/client/response_reader.hpp"
#include "http/client/transport_error.hpp"
#include "http/octet_buffer.hpp"
#include "require.hpp"

#include <algorithm>
#include <cstring>
#include <string>

namespace {

using frameio::http::client_response;
using frameio::http::octet_buffer;
using frameio::http::response_reader;

constexpr std::size_t longest_head = 1024;

struct outcome {
    std::string text;
    std::string left;
    boost::system::error_code failure;
    bool done = false;

    bool operator==(const outcome& other) const {
        // Where a response is broken, how far it was read, and by which of its faults, does not matter.
        return done == other.done && (!done || (text == other.text && left == other.left));
    }
};

void append(octet_buffer& buffer, std::string_view octets) {
    buffer.reserve(buffer.size() + octets.size());
    std::memcpy(buffer.room().data(), octets.data(), octets.size());
    buffer.added(octets.size());
}

std::string text_of(const client_response& response) {
    std::string text = std::to_string(response.status) + "\n";
    for (std::size_t index = 0; index != response.headers.size(); ++index) {
        const auto each = response.headers[index];
        text.append(each.name).append("=").append(each.value).append("\n");
    }
    return text + response.body;
}

outcome read(std::string_view octets, std::size_t piece, bool without_body) {
    response_reader::limits allowed;
    allowed.head = longest_head;
    allowed.body = 2048;
    client_response response;
    response_reader reader(allowed, without_body, response, nullptr);
    octet_buffer received;
    outcome result;
    while (!octets.empty() && !result.failure && !reader.done()) {
        const std::size_t size = std::min(piece, octets.size());
        append(received, octets.substr(0, size));
        octets.remove_prefix(size);
        result.failure = reader.read(received);
    }
    if (!result.failure && !reader.done() && reader.begun()) {
        result.failure = reader.end();
    }
    result.done = !result.failure && reader.done();
    result.text = text_of(response);
    result.left = std::string(received.view()) + std::string(octets);
    require(response.body.size() <= allowed.body, "a body is bounded");
    return result;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    const bool without_body = (octets[0] & 128) != 0;
    const std::size_t piece = 1 + (octets[0] & 127);
    const std::string_view input = text_of(octets + 1, size - 1);
    const outcome whole = read(input, input.size() + 1, without_body);
    const outcome pieces = read(input, piece, without_body);
    // Where exactly a head is too large depends on how much of it is looked at together.
    require(input.size() > longest_head || pieces == whole, "pieces make no difference");
    return 0;
}
