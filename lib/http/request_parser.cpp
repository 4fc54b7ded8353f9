#include "http/request_parser.hpp"

#include "http/head_parser.hpp"
#include "http/letters.hpp"

#include <boost/beast/http/error.hpp>

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <new>

namespace frameio::http {
namespace {

namespace bhttp = boost::beast::http;

constexpr unsigned most_empty_lines = 8;

bool is_length(std::string_view text) noexcept {
    return !text.empty() && text.size() <= 19 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string_view path_of(std::string_view target) noexcept {
    if (!target.empty() && target.front() != '/') {
        const std::size_t scheme = target.find("://");
        if (scheme == std::string_view::npos) {
            return target;
        }
        const std::size_t slash = target.find_first_of("/?", scheme + 3);
        target = slash == std::string_view::npos || target[slash] == '?' ? "/" : target.substr(slash);
    }
    return target.substr(0, target.find('?'));
}

bool is_absolute(std::string_view target) noexcept {
    constexpr std::array<std::string_view, 2> schemes{"http://", "https://"};
    return std::any_of(schemes.begin(), schemes.end(), [&](std::string_view scheme) {
        // RFC 9110 §4.2.1: an empty host is invalid.
        return target.size() > scheme.size() && same_name(target.substr(0, scheme.size()), scheme) &&
               target[scheme.size()] != '/' && target[scheme.size()] != '?' && target[scheme.size()] != ':';
    });
}

bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

// A request line that is well formed but for a version that Beast does not know.
bool has_other_version(std::string_view line) noexcept {
    const std::size_t method_end = line.find(' ');
    const std::size_t target_end = line.rfind(' ');
    if (method_end == std::string_view::npos || method_end == 0 || target_end <= method_end + 1 ||
        line.size() - target_end != 9) {
        return false;
    }
    const std::string_view target = line.substr(method_end + 1, target_end - method_end - 1);
    const std::string_view version = line.substr(target_end + 1);
    return std::all_of(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(method_end), letters::is_token) &&
           letters::all_target(target) && version.starts_with("HTTP/") && is_digit(version[5]) && version[6] == '.' &&
           is_digit(version[7]) && version != "HTTP/1.1" && version != "HTTP/1.0";
}

bool is_port(std::string_view text) noexcept {
    constexpr std::size_t most_digits = 5;
    return text.empty() || (text.front() == ':' && text.size() <= most_digits + 1 &&
                            std::all_of(text.begin() + 1, text.end(), is_digit));
}

bool is_hex(char c) noexcept {
    const char lower = static_cast<char>(c | 0x20);
    return is_digit(c) || (lower >= 'a' && lower <= 'f');
}

bool is_name_of_host(std::string_view name) noexcept {
    for (std::size_t at = 0; at < name.size(); ++at) {
        if (name[at] == '%' ? name.size() - at < 3 || !is_hex(name[at + 1]) || !is_hex(name[at + 2])
                            : !letters::is_host(name[at]) || name[at] == '[' || name[at] == ']') {
            return false;
        }
    }
    return true;
}

}  // namespace

// RFC 3986 §3.2.2 and §3.2.3.
bool is_host_and_port(std::string_view host) {
    if (host.starts_with('[')) {
        const std::size_t end = host.find(']');
        in6_addr address{};
        return end != std::string_view::npos && is_port(host.substr(end + 1)) &&
               ::inet_pton(AF_INET6, std::string(host.substr(1, end - 1)).c_str(), &address) == 1;
    }
    const std::size_t colon = std::min(host.find(':'), host.size());
    return is_name_of_host(host.substr(0, colon)) && is_port(host.substr(colon));
}

request_parser::request_parser(const server_limits& limits, octet_buffer& buffer)
    : limits_(limits),
      buffer_(buffer),
      fields_(limits.header_fields),
      parser_(std::make_unique<head_parser>(limits, fields_)) {}

request_parser::~request_parser() = default;

bool request_parser::mid_request() const noexcept {
    return stage_ != stage::between || !buffer_.empty();
}

void request_parser::reset() {
    if (stage_ == stage::between && empty_lines_ == 0) {
        return;
    }
    stage_ = stage::between;
    empty_lines_ = 0;
    fault_ = fault();
    request_ = request_view();  // the buffer that it looks into may go
    head_only_ = false;
    chunks_.reset();
}

void request_parser::next() {
    buffer_.remove_front(consumed_ + (stage_ == stage::complete ? body_size_ : 0));
    reset();
}

request_parser::state request_parser::advance() {
    switch (stage_) {
        case stage::between:
            return begin();
        case stage::head:
            follow_buffer();
            return read_head();
        case stage::body_length:
        case stage::body_chunked:
            follow_buffer();
            return read_body();
        case stage::complete:
            return state::complete;
        case stage::failed:
            break;
    }
    return state::failed;
}

request_parser::state request_parser::begin() {
    // RFC 9112 §2.2: empty lines before a request are to be ignored.
    while (buffer_.size() >= 2 && buffer_.data()[0] == '\r' && buffer_.data()[1] == '\n') {
        if (++empty_lines_ > most_empty_lines) {
            return fail(400, "too many empty lines before the request");
        }
        buffer_.remove_front(2);
    }
    if (buffer_.empty() || (buffer_.size() == 1 && buffer_.data()[0] == '\r')) {
        return state::need_octets;
    }
    fields_.clear();
    base_ = buffer_.data();
    expects_continue_ = false;
    return scan_head() ? head_complete() : parse_head();
}

bool request_parser::scan_head() {
    if (!scanner_.scan(buffer_.view(), fields_) || scanner_.size > limits_.header_bytes ||
        scanner_.target.size() > limits_.target_bytes || scanner_.body_size > limits_.body_bytes ||
        is_too_long(scanner_.method, scanner_.target)) {
        return false;
    }
    request_.method = scanner_.method;
    head_only_ = request_.method == "HEAD";
    request_.target = scanner_.target;
    request_.keep_alive = scanner_.keep_alive;
    consumed_ = scanner_.size;
    body_size_ = scanner_.body_size;
    return true;
}

request_parser::state request_parser::parse_head() {
    fields_.clear();
    std::destroy_at(parser_.get());
    new (parser_.get()) head_parser(limits_, fields_);
    consumed_ = body_size_ = checked_ = 0;
    stage_ = stage::head;
    return read_head();
}

request_parser::state request_parser::read_head() {
    const char* const first = buffer_.data() + consumed_;
    const std::size_t size = buffer_.size() - consumed_;
    if (!check_lines()) {
        return fail_head(first, size);
    }
    boost::beast::error_code ec;
    consumed_ += parser_->put(boost::asio::const_buffer(first, size), ec);
    if (ec && ec != bhttp::error::need_more) {
        return fail_head(first, size);
    }
    if (consumed_ > limits_.header_bytes) {
        return fail(431, "the headers are too large");
    }
    if (parser_->is_header_done()) {
        return head_done();
    }
    if (buffer_.size() > limits_.header_bytes) {
        return fail_head(first, size);
    }
    // Beast looks at nothing before the head is complete.
    if (buffer_.size() > longest_line() &&
        buffer_.view().substr(0, longest_line()).find("\r\n") == std::string_view::npos) {
        return fail(414, "the request line is too long");
    }
    return state::need_octets;
}

// Beast waits for the end of a head before it looks at its lines, and lets folded ones pass. RFC 9112 §2.2, §5.2: a CR
// or an LF that is not part of a CRLF, and a line that begins with a blank, are refused.
bool request_parser::check_lines() {
    const std::string_view octets = buffer_.view();
    for (;;) {
        const std::size_t at = octets.find_first_of("\r\n", checked_);
        if (at == std::string_view::npos) {
            checked_ = octets.size();
            return true;
        }
        checked_ = at;
        if (octets[at] == '\n') {
            return false;
        }
        const std::string_view end = octets.substr(at, 4);
        if (end == "\r\n\r\n") {
            return true;
        }
        if ((end.size() > 1 && end[1] != '\n') ||
            (end.size() > 2 && (end[2] == ' ' || end[2] == '\t' || end[2] == '\n'))) {
            return false;
        }
        if (end.size() < 4) {
            return true;
        }
        checked_ = at + 2;
    }
}

request_parser::state request_parser::fail_head(const char* first, std::size_t size) {
    head_only_ = parser_->method == "HEAD";
    if (parser_->too_many_fields) {
        return fail(431, "there are too many headers");
    }
    const std::string_view line(first, std::min<std::size_t>(size, limits_.target_bytes + 64));
    const std::size_t end = line.find("\r\n");
    if (parser_->target.empty()) {
        if (end == std::string_view::npos && size > limits_.target_bytes) {
            return fail(414, "the request target is too long");
        }
        if (end != std::string_view::npos && has_other_version(line.substr(0, end))) {
            return fail(505, "this HTTP version is not supported");
        }
    }
    if (buffer_.size() > limits_.header_bytes) {
        return fail(431, "the headers are too large");
    }
    return fail(400, "the request is malformed");
}

// Known when the line has come in part, and the same when it has come as a whole.
bool request_parser::is_too_long(std::string_view method, std::string_view target) const noexcept {
    constexpr std::size_t rest = 12;  // two blanks, the version, the line's end
    return method.size() + target.size() + rest > longest_line();
}

bool request_parser::check_target() {
    const std::string_view target = request_.target;
    if (target.size() > limits_.target_bytes) {
        fail(414, "the request target is too long");
        return false;
    }
    if (is_too_long(request_.method, target)) {
        fail(414, "the request line is too long");
        return false;
    }
    const bool form = target.front() == '/' || is_absolute(target) || (target == "*" && request_.method == "OPTIONS") ||
                      request_.method == "CONNECT";
    if (!form || !letters::all_target(target)) {
        fail(400, "the request target is malformed");
        return false;
    }
    return true;
}

bool request_parser::check_head() {
    const head_parser& head = *parser_;
    const bool http11 = head.http11;
    if (head.hosts > 1 || (http11 && head.hosts == 0) || !is_host_and_port(head.host)) {
        fail(400, "the Host header is missing, repeated or malformed");
        return false;
    }
    if (head.transfer_encodings > 0) {
        // RFC 9112 §6.1, §6.3: whatever else it says, two readers could frame such a message differently.
        if (!http11 || head.transfer_encodings > 1 || head.content_lengths > 0 ||
            !same_name(head.transfer_encoding, "chunked") || !head.chunked()) {
            fail(400, "the Transfer-Encoding is not supported");
            return false;
        }
    }
    if (head.content_lengths > 1 || (head.content_lengths == 1 && !is_length(head.content_length_text))) {
        fail(400, "the Content-Length is repeated or malformed");
        return false;
    }
    if (head.expects > 0 && http11) {
        if (head.expects > 1 || !same_name(head.expect, "100-continue")) {
            fail(417, "the expectation is not supported");
            return false;
        }
        expects_continue_ = true;
    }
    return check_target();
}

request_parser::state request_parser::head_done() {
    request_.method = parser_->method;
    head_only_ = request_.method == "HEAD";
    request_.target = parser_->target;
    request_.http11 = parser_->http11;
    request_.keep_alive = !parser_->close && (parser_->http11 || parser_->keep);
    if (!check_head()) {
        return state::failed;
    }
    if (parser_->chunked()) {
        look_at_head();
        stage_ = stage::body_chunked;
        return state::head;
    }
    const auto length = parser_->content_length();
    body_size_ = length ? static_cast<std::size_t>(*length) : 0;
    if (body_size_ > limits_.body_bytes) {
        return fail(413, "the body is too large");
    }
    return head_complete();
}

void request_parser::look_at_head() {
    request_.fields = fields_.all();
    request_.path = path_of(request_.target);
    request_.socket = socket_;
}

request_parser::state request_parser::head_complete() {
    look_at_head();
    stage_ = stage::body_length;
    return body_size_ > buffer_.size() - consumed_ ? state::head : read_body();
}

request_parser::state request_parser::read_body() {
    if (stage_ == stage::body_chunked) {
        return read_chunks();
    }
    if (buffer_.size() - consumed_ < body_size_) {
        return state::need_octets;
    }
    request_.body = buffer_.view().substr(consumed_, body_size_);
    stage_ = stage::complete;
    return state::complete;
}

request_parser::state request_parser::read_chunks() {
    std::size_t used = 0;
    const chunk_reader::state result = chunks_.read(buffer_.view().substr(consumed_), limits_.body_bytes, used);
    buffer_.cut(consumed_, used);
    switch (result) {
        case chunk_reader::state::need_octets:
            return state::need_octets;
        case chunk_reader::state::complete:
            request_.body = chunks_.body();
            stage_ = stage::complete;
            return state::complete;
        case chunk_reader::state::body_too_large:
            return fail(413, "the body is too large");
        case chunk_reader::state::line_too_long:
            return fail(431, "a chunk line or trailer is too long");
        case chunk_reader::state::malformed:
            break;
    }
    return fail(400, "a chunk is malformed");
}

void request_parser::follow_buffer() {
    const char* const now = buffer_.data();
    if (now == base_) {
        return;
    }
    const auto follow = [&](std::string_view& view) {
        const auto offset = reinterpret_cast<std::uintptr_t>(view.data()) - reinterpret_cast<std::uintptr_t>(base_);
        if (!view.empty()) {
            view = {now + offset, view.size()};
        }
    };
    for (field& each : fields_.all()) {
        follow(each.name);
        follow(each.value);
    }
    for (std::string_view* view : {&request_.method, &request_.target, &request_.path}) {
        follow(*view);
    }
    if (stage_ == stage::head) {  // later they are not needed, or of an earlier request
        for (std::string_view* view : {&parser_->method, &parser_->target, &parser_->host, &parser_->transfer_encoding,
                                       &parser_->content_length_text, &parser_->expect}) {
            follow(*view);
        }
    }
    base_ = now;
}

request_parser::state request_parser::fail(unsigned status, std::string_view reason) {
    fault_ = fault{status, reason};
    stage_ = stage::failed;
    return state::failed;
}

}  // namespace frameio::http
