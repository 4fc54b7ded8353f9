#pragma once

/// @file
/// Requests as octets, and what RFC 9112 and RFC 9110 have our server do with them.
///
/// The server under test has an app with one webhook handler for `file.*` and the secret "raw-secret", a clock that
/// stands at 1604004499, the path "/", and the default limits, but 64 KiB for a body. The numbers in the names are
/// sections.

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace raw {

inline constexpr std::string_view secret = "raw-secret";
inline constexpr long long now = 1604004499;
inline constexpr std::size_t body_limit = 64 * 1024;
inline constexpr std::size_t header_limit = 16 * 1024;
inline constexpr std::size_t target_limit = 8 * 1024;
inline constexpr std::size_t field_limit = 100;

/// A status that is expected. Where the RFC leaves a choice that we do not want to make, there may be several.
class answer {
public:
    answer(int code) : codes_{code} {}  // NOLINT(google-explicit-constructor): tables list plain numbers

    static answer one_of(std::vector<int> codes) {
        answer made(codes.front());
        made.codes_ = std::move(codes);
        return made;
    }
    /// The answer to a HEAD: its Content-Length is not followed by a body.
    static answer to_head(int code) {
        answer made(code);
        made.bodiless_ = true;
        return made;
    }
    /// The RFC allows it, but does not ask for it.
    static answer perhaps(int code) {
        answer made(code);
        made.optional_ = true;
        return made;
    }

    bool matches(int code) const {
        return std::find(codes_.begin(), codes_.end(), code) != codes_.end();
    }
    bool is_interim() const {
        return codes_.front() == 100;
    }
    bool bodiless() const {
        return bodiless_;
    }
    bool optional() const {
        return optional_;
    }

private:
    std::vector<int> codes_;
    bool bodiless_ = false;
    bool optional_ = false;
};

/// What becomes of the connection.
enum class after {
    keep,    ///< the server reads the next request
    close,   ///< the server closes it
    either,  ///< keep or close, as the answer says: the server may read a body that it has no use for, or not
             ///< (9112 9.3)
    end      ///< the client ends its side behind the octets; then the server closes it
};

struct raw_case {
    std::string name;
    std::string bytes;
    std::vector<answer> statuses;  ///< of the answers, in order; a 100 is required only if the client waits for it
    after connection = after::keep;
    bool valid = false;  ///< well-formed: also run in all two-way splits and octet by octet
};

using table = std::vector<raw_case>;

table request_line_cases();
table target_cases();
table method_cases();
table line_end_cases();
table header_syntax_cases();
table host_cases();
table content_length_cases();
table transfer_encoding_cases();
table smuggling_cases();
table chunked_cases();
table chunk_fault_cases();
table trailer_cases();
table limit_cases();
table http_1_0_cases();
table connection_cases();
table pipelining_cases();
table incomplete_cases();
table expect_cases();
table signature_cases();
table signature_fault_cases();
table json_cases();
table json_fault_cases();

/// All of the above.
table all_cases();

/// Well-formed; the connection stays open.
raw_case accepted(std::string name, std::string bytes, std::vector<answer> statuses = {200});
/// The same, but too long to be cut at each octet.
raw_case answered(std::string name, std::string bytes, std::vector<answer> statuses);
/// Well-formed, but with a body that the answer does not depend on.
raw_case unwanted(std::string name, std::string bytes, std::vector<answer> statuses);
/// Well-formed; the server closes the connection behind the last answer.
raw_case last(std::string name, std::string bytes, std::vector<answer> statuses = {200});
/// Refused; the connection is closed, and nothing of it is taken for another request.
raw_case refused(std::string name, std::string bytes, std::vector<answer> statuses = {400});
/// The client ends its side, within a request or between two.
raw_case ended(std::string name, std::string bytes, std::vector<answer> statuses = {});

/// A webhook event that the app has a handler for.
inline constexpr std::string_view event = R"({"type":"file.ready","resource":{"id":"f1","type":"file"}})";
inline constexpr std::string_view host = "Host: frame.example\r\n";

/// The value of the signature header.
std::string signature(std::string_view body, long long timestamp = now, std::string_view key = secret);
/// Both headers of a genuine delivery of `body`.
std::string signed_fields(std::string_view body = event, long long timestamp = now);
std::string content_length(std::size_t size);

/// "GET target HTTP/1.1" with a Host.
std::string get(std::string_view target = "/healthz", std::string_view fields = "");
/// The start line, the fields and what follows the empty line, as they are. `fields` end in CRLF.
std::string request(std::string_view line, std::string_view fields, std::string_view rest = "");
/// A genuine delivery with further fields.
std::string delivery(std::string_view fields = "", std::string_view body = event);
std::string delivery_by(std::string_view line, std::string_view fields = "", std::string_view body = event);
/// A POST whose signature is right for `body`, but whose framing fields and octets behind the header are given.
std::string framed(std::string_view fields, std::string_view wire, std::string_view body = event);
/// The same with the field "Transfer-Encoding: chunked".
std::string chunked(std::string_view wire, std::string_view body = event);
/// One chunk, and the end of a chunked body.
std::string chunk(std::string_view octets, std::string_view extension = "");
/// `body` in chunks of at most `size` octets, with the end.
std::string in_chunks_of(std::size_t size, std::string_view body);
inline constexpr std::string_view last_chunk = "0\r\n\r\n";
/// The event in one chunk, with the end.
std::string event_chunks();

}  // namespace raw
