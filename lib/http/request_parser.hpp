#pragma once

#include <frameio/limits.hpp>

#include "http/chunk_reader.hpp"
#include "http/head_scanner.hpp"
#include "http/octet_buffer.hpp"
#include "http/request_view.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace frameio::http {

/// What is wrong with a request: the status to answer and a short reason. The connection closes after it.
struct fault {
    unsigned status = 0;
    std::string_view reason;
};

/// Reads one request after the other out of a buffer that it shares with whoever fills it.
///
/// Framing follows RFC 9112, and where that leaves a choice, the strict side: what two readers could take for different
/// requests is refused. Boost.Beast parses the head; what it lets pass is checked here.
class request_parser {
public:
    enum class state : std::uint8_t {
        need_octets,  // the buffer has not enough; `mid_request` tells whether it has any
        head,         // reported once, when the head is complete and a body follows
        complete,     // `request()` is whole; `next` goes on behind it
        failed        // see `why`
    };

    request_parser(const server_limits& limits, octet_buffer& buffer);
    ~request_parser();
    request_parser(const request_parser&) = delete;
    request_parser& operator=(const request_parser&) = delete;

    /// Goes on with what is in the buffer.
    state advance();

    /// Removes the completed request from the buffer.
    void next();

    /// Forgets everything, for another connection.
    void reset();

    /// The requests to come are read from this socket.
    void serve(int socket) noexcept {
        socket_ = socket;
    }

    /// The socket is about to be closed while the request is still in use.
    void peer_leaves() {
        peer_ = request_.peer();
        request_.peer_text = peer_;
        request_.socket = -1;
    }

    /// Valid from `head` on, until `next`. The views follow the buffer when it moves.
    const request_view& request() const noexcept {
        return request_;
    }

    /// Notes in the request when it was complete.
    void received(clock::wall_time wall, clock::steady_time steady) noexcept {
        request_.received_at = wall;
        request_.received_steady = steady;
    }

    bool mid_request() const noexcept;

    /// Whether the head is complete, so that the wait is for the body.
    bool in_body() const noexcept {
        return stage_ == stage::body_length || stage_ == stage::body_chunked;
    }

    /// How many octets the body is known to need; 0 if it is chunked.
    std::size_t body_size() const noexcept {
        return body_size_;
    }

    /// Whether the answer is to have no body. Valid also where `request` is not.
    bool head_only() const noexcept {
        return head_only_;
    }

    bool expects_continue() const noexcept {
        return expects_continue_;
    }

    const fault& why() const noexcept {
        return fault_;
    }

private:
    enum class stage : std::uint8_t { between, head, body_length, body_chunked, complete, failed };
    class head_parser;

    state begin();
    state read_head();
    state read_body();
    state read_chunks();
    bool scan_head();
    state parse_head();
    state head_done();
    state head_complete();
    void look_at_head();
    bool check_lines();
    state fail(unsigned status, std::string_view reason);
    state fail_head(const char* line_begin, std::size_t size);
    bool check_head();
    bool check_target();
    bool is_too_long(std::string_view method, std::string_view target) const noexcept;
    std::size_t longest_line() const noexcept {
        return limits_.target_bytes + 64;  // with its end
    }
    void follow_buffer();

    const server_limits& limits_;
    octet_buffer& buffer_;
    field_list fields_;
    head_scanner scanner_;
    std::unique_ptr<head_parser> parser_;
    chunk_reader chunks_;
    std::string peer_;
    request_view request_;
    fault fault_;
    const char* base_ = nullptr;  // where the views were made
    std::size_t consumed_ = 0;    // of the head, from the buffer's begin
    std::size_t body_size_ = 0;
    std::size_t checked_ = 0;  // lines up to here
    unsigned empty_lines_ = 0;
    int socket_ = -1;
    stage stage_ = stage::between;
    bool expects_continue_ = false;
    bool head_only_ = false;
};

}  // namespace frameio::http
