#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace frameio::http {

/// Reads a chunked body (RFC 9112 §7.1), strictly: what two readers could frame differently is refused. Extensions and
/// trailers are checked, bounded, and dropped.
class chunk_reader {
public:
    enum class state : std::uint8_t { need_octets, complete, malformed, body_too_large, line_too_long };

    void reset();

    /// Takes what it can from the front of `octets`; `used` says how much.
    state read(std::string_view octets, std::size_t most_body, std::size_t& used);

    const std::string& body() const noexcept {
        return body_;
    }

private:
    enum class part : std::uint8_t { size_line, content, content_end, trailer };

    state read_line(std::string_view& rest, std::size_t most, std::string_view& line);
    state read_size(std::string_view& rest, std::size_t most_body);
    state read_content(std::string_view& rest);
    state read_content_end(std::string_view& rest);
    state read_trailer(std::string_view& rest);

    std::string body_;
    std::uint64_t left_ = 0;    // of the chunk
    std::size_t overhead_ = 0;  // octets that are not content
    std::size_t trailer_octets_ = 0;
    std::size_t extension_octets_ = 0;
    part part_ = part::size_line;
};

}  // namespace frameio::http
