#include "raw_case.hpp"

namespace raw {

using namespace std::string_literals;

namespace {

/// The event in one chunk whose size line is given.
std::string sized(std::string_view size_line) {
    return chunked(std::string(size_line).append("\r\n").append(event).append("\r\n").append(last_chunk));
}

/// A fault in the size line, with a request behind it that must not be found.
raw_case bad_size(const std::string& why, std::string_view size_line) {
    return refused(why + " (9112 7.1)", sized(size_line) + get());
}

}  // namespace

table chunked_cases() {
    static_assert(event.size() == 0x3A);
    return {
        accepted("chunks of one octet (9112 7.1)", chunked(in_chunks_of(1, event))),
        accepted("chunks of seven octets (9112 7.1)", chunked(in_chunks_of(7, event))),
        accepted("chunks, and the next request (9112 7.1)", chunked(in_chunks_of(16, event)) + get(), {200, 200}),
        accepted("a chunk size in capitals (9112 7.1)", sized("3A")),
        accepted("a chunk size with leading zeros (9112 7.1)", sized("003a")),
        accepted("a chunk size of 16 digits (9112 7.1)", sized("000000000000003a")),
        accepted("a last chunk of several zeros (9112 7.1)", chunked(chunk(event) + "000\r\n\r\n")),
        accepted("no chunk but the last: an empty body is no event (9112 7.1)", chunked(last_chunk, ""), {400}),
        accepted("CRLF within a chunk (9112 7.1)",
                 chunked(chunk("\r\n"s.append(event)).append(last_chunk), "\r\n"s.append(event))),
        unwanted("a last chunk within a chunk is data (9112 7.1)",
                 get("/healthz", "Transfer-Encoding: chunked\r\n") + chunk("0\r\n\r\nGET / HTTP/1.1\r\n\r\n") +
                     std::string(last_chunk),
                 {200}),
        accepted("an extension without a value (9112 7.1.1)", sized("3a;a")),
        accepted("an extension with a value (9112 7.1.1)", sized("3a;a=b")),
        accepted("an extension with a quoted value (9112 7.1.1)", sized("3a;a=\"b c\"")),
        accepted("a quoted extension with quotes, semicolons and a backslash (9112 7.1.1)",
                 sized(R"(3a;a="b\";\\c;")")),
        accepted("an empty quoted extension (9112 7.1.1)", sized("3a;a=\"\"")),
        accepted("several extensions (9112 7.1.1)", sized("3a;a;b=c;d=\"e\";f")),
        accepted("spaces around an extension's parts (9112 7.1.1)", sized("3a ; a = b")),
        accepted("an extension of the last chunk (9112 7.1.1)", chunked(chunk(event) + "0;a=b\r\n\r\n")),
        accepted("an extension of 200 octets (9112 7.1.1)", sized("3a;" + std::string(200, 'a'))),
        unwanted(
            "a chunked body to an unknown path (9112 9.3)",
            request("POST /unknown HTTP/1.1", std::string(host) + "Transfer-Encoding: chunked\r\n", event_chunks()),
            {404}),
        accepted("a wrong signature of a chunked body (9112 7.1)", chunked(event_chunks(), "another body") + get(),
                 {401, 200}),
    };
}

table chunk_fault_cases() {
    table cases{
        bad_size("no chunk size", ""),
        bad_size("a space for a chunk size", " "),
        bad_size("a chunk size that is no number", "g"),
        bad_size("a chunk size with a prefix", "0x3a"),
        bad_size("a chunk size with a suffix", "3ah"),
        bad_size("a chunk size with a sign", "+3a"),
        bad_size("a negative chunk size", "-3a"),
        bad_size("a chunk size of -1", "-1"),
        bad_size("a space before a chunk size", " 3a"),
        bad_size("a tab before a chunk size", "\t3a"),
        bad_size("a space in a chunk size", "3 a"),
        bad_size("a comma in a chunk size", "3,a"),
        bad_size("a fraction in a chunk size", "3a.0"),
        bad_size("an underscore in a chunk size", "3_a"),
        bad_size("a chunk size in quotes", "\"3a\""),
        bad_size("a chunk size with a NUL", "3a\0"s),
        bad_size("a chunk size with a CR behind it", "3a\r"),
        bad_size("a chunk size with another script's digit",
                 "\xEF\xBC\x93"
                 "a"),
        bad_size("an extension without a name", "3a;"),
        bad_size("an extension without a name, with a value", "3a;=b"),
        bad_size("an extension without its value", "3a;a="),
        bad_size("an extension with a quote that is not closed", "3a;a=\"b"),
        bad_size("an extension with a word behind its quotes", "3a;a=\"b\"c"),
        bad_size("an extension with two values", "3a;a=b=c"),
        bad_size("an extension with a comma", "3a;a,b"),
        bad_size("an extension with a NUL", "3a;a\0"s),
        bad_size("an extension with CR in it", "3a;a\rb"),
        bad_size("an extension with CR in its quotes", "3a;a=\"b\rc\""),
        bad_size("an extension with LF in it", "3a;a\nb"),
        bad_size("an extension with LF in its quotes", "3a;a=\"b\nc\""),
        bad_size("a colon for a semicolon", "3a:a"),
        refused("a chunk size of 2^64 (9112 7.1)", sized("10000000000000000") + get(), {answer::one_of({400, 413})}),
        refused("a chunk size that is right modulo 2^64 (9112 7.1)", sized("1000000000000003a") + get(),
                {answer::one_of({400, 413})}),
        refused("a chunk size that is right modulo 2^32 (9112 7.1)", sized("10000003a") + get(),
                {answer::one_of({413, 400})}),
        refused("a chunk size of 2^64 - 1 (9112 7.1)", sized("ffffffffffffffff") + get(), {answer::one_of({413, 400})}),
        refused("a chunk size of 2^63 (9112 7.1)", sized("8000000000000000") + get(), {answer::one_of({413, 400})}),
        refused("a chunk size of 40 digits (9112 7.1)", sized(std::string(40, 'f')) + get(),
                {answer::one_of({400, 413})}),
        refused("LF behind a chunk size (9112 2.2)",
                chunked("3a\n"s.append(event).append("\r\n").append(last_chunk)) + get()),
        refused("LF behind a chunk size with an extension (9112 11.2)",
                chunked("3a;a\n"s.append(event).append("\r\n").append(last_chunk)) + get()),
        refused("LF behind a chunk's data (9112 7.1)",
                chunked("3a\r\n"s.append(event).append("\n").append(last_chunk)) + get()),
        refused("CR behind a chunk's data (9112 7.1)",
                chunked("3a\r\n"s.append(event).append("\r").append(last_chunk)) + get()),
        refused("nothing behind a chunk's data (9112 7.1)",
                chunked("3a\r\n"s.append(event).append(last_chunk)) + get()),
        refused("two other octets behind a chunk's data (9112 7.1)",
                chunked("3a\r\n"s.append(event).append("XX").append(last_chunk)) + get()),
        refused("a chunk size too small by one (9112 7.1)", sized("39") + get()),
        refused("a chunk size too large by one (9112 7.1)", sized("3b") + get()),
        refused("a chunk size too large by two (9112 7.1)", sized("3c") + get()),
        refused("no last chunk, but the next request (9112 7.1)", chunked(chunk(event)) + get()),
        refused("LF behind the last chunk (9112 2.2)", chunked(chunk(event) + "0\n\r\n") + get()),
        refused("LF at the end (9112 2.2)", chunked(chunk(event) + "0\r\n\n") + get()),
        refused("CR at the end (9112 2.2)", chunked(chunk(event) + "0\r\n\r") + get()),
        refused("no empty line at the end, but the next request (9112 7.1)", chunked(chunk(event) + "0\r\n") + get()),
    };
    return cases;
}

table trailer_cases() {
    const std::string stamp = "X-Frameio-Request-Timestamp: 1604004499\r\n";
    const std::string mark = "X-Frameio-Signature: " + signature(event) + "\r\n";
    const std::string coding = "Transfer-Encoding: chunked\r\n";
    const auto trailed = [](const std::string& trailer) {
        return chunked(chunk(event) + "0\r\n" + trailer + "\r\n") + get();
    };
    const auto signed_behind = [&](const std::string& fields, const std::string& trailer) {
        return request("POST / HTTP/1.1", std::string(host) + fields + coding,
                       chunk(event) + "0\r\n" + trailer + "\r\n") +
               get();
    };
    return {
        accepted("a trailer (9112 7.1.2)", trailed("A: b\r\n"), {200, 200}),
        accepted("several trailers (9112 7.1.2)", trailed("A: b\r\nB:\r\nC: \t d\r\n"), {200, 200}),
        accepted("an announced trailer (9110 6.6.2)",
                 framed("Trailer: A\r\n" + coding, chunk(event) + "0\r\nA: b\r\n\r\n")),
        accepted("a trailer does not replace the signature (9110 6.5.1)", trailed("X-Frameio-Signature: v0=0\r\n"),
                 {200, 200}),
        accepted("a trailer does not repeat the signature (9110 6.5.1)", trailed(mark), {200, 200}),
        accepted("a trailer does not replace the timestamp (9110 6.5.1)", trailed("X-Frameio-Request-Timestamp: 1\r\n"),
                 {200, 200}),
        accepted("a second Host in a trailer is dropped (9110 6.5.1)", trailed("Host: other.example\r\n"), {200, 200}),
        accepted("Connection in a trailer closes nothing (9110 6.5.1)", trailed("Connection: close\r\n"), {200, 200}),
        accepted("Expect in a trailer expects nothing (9110 6.5.1)", trailed("Expect: x\r\n"), {200, 200}),
        accepted("obs-text in a trailer (9110 5.5)", trailed("A: \x80\xFF\r\n"), {200, 200}),
        accepted("a signature in a trailer proves nothing (9110 6.5.1)", signed_behind(stamp, mark), {400, 200}),
        accepted("a timestamp in a trailer proves nothing (9110 6.5.1)", signed_behind(mark, stamp), {400, 200}),
        accepted("both in a trailer prove nothing (9110 6.5.1)", signed_behind("", stamp + mark), {400, 200}),
        accepted("a good signature in a trailer behind a wrong one (9110 6.5.1)",
                 signed_behind(stamp + "X-Frameio-Signature: v0=" + std::string(64, '0') + "\r\n", mark), {401, 200}),
        refused("a length in a trailer (9110 6.5.1)", trailed("Content-Length: 1000\r\n")),
        refused("a coding in a trailer (9110 6.5.1)", trailed("Transfer-Encoding: gzip\r\n")),
        refused("a trailer without a colon (9112 7.1.2)", trailed("A\r\n")),
        refused("a trailer without a name (9112 7.1.2)", trailed(": b\r\n")),
        refused("a trailer with a space before the colon (9112 5.1)", trailed("A : b\r\n")),
        refused("a trailer with a space in its name (9112 5)", trailed("A B: c\r\n")),
        refused("a space before a trailer (9112 5.2)", trailed(" A: b\r\n")),
        refused("a folded trailer (9112 5.2)", trailed("A: b\r\n c\r\n")),
        refused("LF behind a trailer (9112 2.2)", trailed("A: b\nC: d\r\n")),
        refused("CR in a trailer (9112 2.2)", trailed("A: b\rc\r\n")),
        refused("NUL in a trailer (9110 5.5)", trailed("A: b\0\r\n"s)),
        refused("a request for a trailer (9112 7.1.2)", trailed("GET / HTTP/1.1\r\n")),
    };
}

}  // namespace raw
